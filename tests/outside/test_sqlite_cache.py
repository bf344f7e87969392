"""A third-party package, installed with pip, that keeps the cache in a database."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.outside.installing import installed
from tests.session.small import TEXT

PACKAGE = Path(__file__).parent / "sqlite_cache"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    installed(PACKAGE, folder)
    return folder


@pytest.fixture
def run(folder: Path, tmp_path: Path) -> Run:
    """Runs a command with the cache in a database."""
    (tmp_path / "small.yaml").write_text(TEXT, encoding="utf-8")

    def command(*arguments: str, address: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "voiceguide", *arguments],
            cwd=tmp_path,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]),
                "HOME": str(tmp_path / "home"),
                "VOICEGUIDE_CACHE": address or f"sqlite://{tmp_path}/cache.db",
            },
            capture_output=True,
            text=True,
        )

    return command


def make(run: Run, output: str) -> subprocess.CompletedProcess[str]:
    done = run("make", "small.yaml", "--engine", "silent", "-o", output)
    assert done.returncode == 0, done.stderr
    return done


def kinds(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as database:
        return {name.rsplit(".")[-1] for (name,) in database.execute("SELECT name FROM kept")}


@pytest.mark.slow
def test_a_session_comes_back_from_a_database_and_nothing_is_kept_elsewhere(
    run: Run, tmp_path: Path
) -> None:
    make(run, "first.mp3")
    again = make(run, "again.mp3")
    assert (tmp_path / "again.mp3").read_bytes() == (tmp_path / "first.mp3").read_bytes()
    assert "Speaking" not in again.stderr
    assert kinds(tmp_path / "cache.db") >= {"clip", "block", "track", "script"}
    assert not (tmp_path / "home").exists()


@pytest.mark.slow
def test_content_in_damaged_rows_is_made_again(run: Run, tmp_path: Path) -> None:
    make(run, "first.mp3")
    with closing(sqlite3.connect(tmp_path / "cache.db")) as database, database:
        database.execute("UPDATE kept SET content = substr(content, 1, length(content) - 1)")
    make(run, "again.mp3")
    assert (tmp_path / "again.mp3").read_bytes() == (tmp_path / "first.mp3").read_bytes()


@pytest.mark.slow
def test_a_file_that_is_not_a_database_gives_one_clear_error(run: Run, tmp_path: Path) -> None:
    make(run, "first.mp3")
    (tmp_path / "cache.db").write_bytes(b"no database at all")
    done = run("make", "small.yaml", "--engine", "silent", "-o", "again.mp3")
    assert done.returncode == 2
    assert done.stderr.startswith(
        "Error: the cache sqlite:// can't be used: file is not a database"
    )
    assert str(tmp_path) not in done.stderr


@pytest.mark.slow
def test_the_doctor_and_the_cache_command_say_where_it_is(run: Run) -> None:
    assert "in sqlite://" in run("doctor").stdout
    shown = run("cache")
    assert shown.returncode == 2
    assert "the cache is at sqlite://, not in a folder" in shown.stderr


def test_the_package_is_as_short_as_promised() -> None:
    lines = (PACKAGE / "voiceguide_sqlite.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 40
