"""A folder to work in, and the command line run within the test's process."""

from pathlib import Path

import pytest

from tests.cli.running import SCRIPT, Outcome, Run
from voiceguide.cli import app


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the test's own cache; it doesn't exist yet."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(folder))
    return folder


@pytest.fixture
def work(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with `small.yaml` in it."""
    monkeypatch.setenv("VOICEGUIDE_STATE", str(tmp_path / "state"))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "small.yaml").write_text(SCRIPT, encoding="utf-8")
    return folder


@pytest.fixture
def run(work: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line without the cost of a process, with exit codes and messages."""

    def run_here(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        code = app.run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return run_here
