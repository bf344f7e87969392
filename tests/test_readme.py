"""What the README promises is true."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import voiceguide
from voiceguide.script import reader

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Returns the README's code blocks in a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_two_commands_make_a_session_and_run_the_tests() -> None:
    make, test = blocks("sh")[:2]
    assert make.strip() == (
        "python3 -m venv .venv && .venv/bin/pip install '.[natural]' "
        "&& .venv/bin/voiceguide make back-massage --length short"
    )
    assert test.strip() == ".venv/bin/pip install '.[test]' && .venv/bin/pytest"


def test_ci_runs_the_test_command_to_the_letter() -> None:
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert blocks("sh")[1].strip() in steps
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert {"ruff check .", "ruff format --check .", "mypy"} <= {step.strip() for step in steps}


def test_the_example_script_is_valid_and_can_be_planned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path))
    [text] = blocks("yaml")
    script = reader.loads(text, name="README.md")
    for length in ("short", "standard"):
        timeline = voiceguide.plan(
            script, length=length, voicing=voiceguide.Voicing(engine="silent")
        )
        assert timeline.total_ms == script.lengths.named[length]


@pytest.mark.slow
def test_the_python_example_runs(tmp_path: Path) -> None:
    [program] = blocks("python")
    assert program.count("minutes=20") == 2
    done = subprocess.run(
        [sys.executable, "-c", program.replace("minutes=20", "minutes=7")],
        cwd=tmp_path,
        env={**os.environ, "VOICEGUIDE_CACHE": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert done.stdout.startswith("[('Welcome and safety', 0), ('1. Position', ")
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {"cache", "massage.mp3", "massage.vtt", "massage.srt"}


def test_every_named_folder_exists() -> None:
    folders = re.findall(r"`([\w/]+/)`", README)
    assert folders
    assert [name for name in folders if not (ROOT / name).exists()] == []


def test_its_lengths_are_the_scripts() -> None:
    lengths = voiceguide.load("back-massage").lengths
    assert "7 to 70 minutes" in " ".join(README.split())
    assert (lengths.least, lengths.most) == (7 * 60_000, 70 * 60_000)
    assert lengths.named["short"] == 600_000
    assert "`back-massage-10m.mp3`" in README
