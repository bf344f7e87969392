"""The names and the cost of `import voiceguide`."""

import ast
import json
import pydoc
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

import voiceguide
from voiceguide import errors

ROOT = Path(__file__).parents[1]

HEAVY = {"pydantic", "av", "pydub", "rich", "ruamel", "numpy", "pyttsx3", "unicode_rbnf"}


def project() -> dict[str, Any]:
    """Returns the content of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def imported_by(statement: str) -> set[str]:
    """Returns the top-level packages that a fresh interpreter loads for a statement."""
    code = f"{statement}\nimport sys, json\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


def test_the_public_names_are_these():
    """Compares three lists in one file: for type checkers, for readers, and of homes."""
    homes = [name for names in voiceguide._HOMES.values() for name in names]
    assert sorted(homes) == list(voiceguide.__all__)
    tree = ast.parse(Path(voiceguide.__file__).read_text(encoding="utf-8"))
    (checked,) = [node for node in tree.body if isinstance(node, ast.If)]
    imported = {
        alias.name: node.module
        for node in checked.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert imported == {
        name: f"voiceguide.{home}" for home, names in voiceguide._HOMES.items() for name in names
    }
    assert {"make", "plan", "load", "inspect", "verify", "Cache", "Timeline"} < set(imported)


def test_dir_shows_the_public_names_and_no_other():
    assert dir(voiceguide) == sorted([*voiceguide.__all__, "__version__"])


def test_the_version_is_the_installed_one():
    assert voiceguide.__version__ == metadata.version("voiceguide")


def test_every_error_is_public():
    assert {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.VoiceguideError)
    } < set(voiceguide.__all__)


@pytest.mark.parametrize("name", ["make", "plan", "estimate", "page_of_script"])
def test_help_shows_real_signatures(name):
    text = pydoc.plain(pydoc.render_doc(getattr(voiceguide, name)))
    assert "**options" not in text
    assert "minutes: " in text
    assert "sleep: bool = False" in text


@pytest.mark.parametrize("name", voiceguide.__all__)
def test_every_public_name_is_the_object_of_that_name(name):
    found = getattr(voiceguide, name)
    assert found.__name__ == name
    assert found.__doc__


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'voiceguide' has no attribute 'makes'"):
        voiceguide.makes  # noqa: B018


def test_importing_the_package_costs_nothing():
    beyond = imported_by("import voiceguide") - imported_by("import importlib, typing")
    assert {name for name in beyond if name not in sys.stdlib_module_names} == {"voiceguide"}


def test_a_public_name_can_be_used_at_once():
    loaded = imported_by("import voiceguide; voiceguide.load('box-breathing')")
    assert "pydantic" in loaded
    assert not {"pyttsx3", "comtypes"} & loaded


def test_the_command_line_starts_with_the_standard_library_and_click():
    beyond = imported_by("import voiceguide.cli.app") - imported_by("import json")
    assert not HEAVY & beyond
    others = {name for name in beyond if name not in sys.stdlib_module_names}
    assert {name for name in others if not name.startswith("_")} == {"voiceguide", "click"}


@pytest.mark.slow
def test_an_unchanged_session_comes_back_without_heavy_imports(tmp_path, monkeypatch):
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path / "cache"))
    again = (
        "import voiceguide; silent = voiceguide.Voicing(engine='silent'); "
        f"voiceguide.make('box-breathing', {str(tmp_path / 'one.mp3')!r}, voicing=silent)"
    )
    assert {"av", "pydantic"} <= imported_by(again)
    assert not HEAVY & imported_by(again)


def test_the_licence_names_every_dependency():
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    for requirement in project()["project"]["dependencies"]:
        name = re.split("[><=; ]", requirement)[0]
        assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", licence), name


def test_the_reprs_of_a_script_and_a_timeline_are_one_line():
    script = voiceguide.load("box-breathing")
    assert repr(script) == "<Script 'Box breathing': 5 steps; short 3m, standard 5m, long 10m>"
    timeline = repr(voiceguide.estimate(script))
    assert timeline.startswith("<Timeline 'Box breathing': 5:00, 5 chapters, ")
    assert "\n" not in timeline
