"""Every example of docs/python.md runs, in order, as one program."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "python.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("python")
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(EXAMPLES)],
        cwd=folder,
        env={
            "PATH": "",
            "HOME": str(folder),
            "VOICEGUIDE_CACHE": str(folder / "cache"),
            "VOICEGUIDE_ENGINE": "pyttsx3",
        },
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert {"breathing.mp3", "breathing.vtt", "british.mp3"} <= {p.name for p in folder.iterdir()}
    assert not (folder / "other.mp3").exists()
    assert {path.name for path in (folder / "caches").iterdir()} == {"alice"}
    return done.stdout.splitlines()


def test_the_page_has_an_example_of_everything() -> None:
    program = "\n".join(EXAMPLES)
    for name in ("load", "plan", "make", "Voicing", "inspect", "Cache.at", "Cache.over"):
        assert f"voiceguide.{name}(" in program
    assert len(EXAMPLES) >= 9


@pytest.mark.slow
def test_the_examples_print_what_the_page_says(printed: list[str]) -> None:
    assert printed[0].startswith("<Script 'Box breathing': ")
    assert any(re.fullmatch(r"\d{6,} bytes", line) for line in printed)
    assert "cancelled" in printed
    assert any("did you mean 'short'?" in line for line in printed)
    assert any(re.fullmatch(r"(True|False) \[.*\]", line) for line in printed)
    assert printed[-2:] == ["True", "True"]
