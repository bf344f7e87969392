"""The tests run on the installed voiceguide, not on any other copy."""

import json
import os
import subprocess
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest

import voiceguide

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(voiceguide.__file__).resolve()
FROM_WHEEL = os.environ.get("VOICEGUIDE_TESTED") == "wheel"
"""Set by CI, for which an editable install is a mistake, too."""


def editable(installed: Distribution) -> bool:
    """Whether it was installed with `pip install -e`, so that the checkout itself runs."""
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    return bool(origin.get("dir_info", {}).get("editable"))


def misplaced(module: Path, root: Path, installed: Path | None) -> str | None:
    """Says if voiceguide was imported from a wrong place; `installed` is None if editable."""
    if installed is None:
        return None if module.is_relative_to(root) else f"{module} is not the checkout's"
    return None if module == installed else f"{module} is not the installed {installed}"


def test_the_tests_use_the_installed_voiceguide() -> None:
    installed = distribution("voiceguide")
    assert not (FROM_WHEEL and editable(installed))
    copy = Path(str(installed.locate_file("voiceguide/__init__.py"))).resolve()
    assert misplaced(HERE, ROOT, None if editable(installed) else copy) is None


def test_processes_that_tests_start_use_the_same_voiceguide() -> None:
    """Even in the checkout, where Python would otherwise look first."""
    program = "import voiceguide; print(voiceguide.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()).resolve() == HERE


@pytest.mark.parametrize(
    ("module", "installed", "wrong"),
    [
        ("/home/checkout/voiceguide/__init__.py", None, False),
        ("/venv/site-packages/voiceguide/__init__.py", None, True),
        (
            "/home/checkout/voiceguide/__init__.py",
            "/venv/site-packages/voiceguide/__init__.py",
            True,
        ),
        ("/venv/lib/voiceguide/__init__.py", "/venv/lib/voiceguide/__init__.py", False),
    ],
)
def test_another_copy_is_noticed(module: str, installed: str | None, wrong: bool) -> None:
    place = Path(installed) if installed else None
    assert bool(misplaced(Path(module), Path("/home/checkout"), place)) is wrong
