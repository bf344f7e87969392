"""`voiceguide cache`: shows, clears and limits the cache."""

import errno
import json
import os
import time
from pathlib import Path

import pytest

from tests.cli.running import Run, changed, execute
from voiceguide.cache import environment, limit
from voiceguide.cache.kinds import KINDS

MAKE = ("make", "small.yaml", "-o", "out.mp3", "--engine", "silent")


def kinds(run: Run) -> dict[str, int]:
    """Returns the count of each kind."""
    document = json.loads(run("cache", "--json").out)
    assert document["count"] == sum(tally["count"] for tally in document["kinds"])
    assert document["bytes"] == sum(tally["bytes"] for tally in document["kinds"])
    return {tally["kind"]: tally["count"] for tally in document["kinds"]}


def test_it_shows_its_contents_in_plain_words(run: Run, cache: Path) -> None:
    assert run(*MAKE).code == 0
    outcome = run("cache")
    assert outcome.code == 0
    assert outcome.err == ""
    lines = outcome.out.splitlines()
    assert lines[0] == str(cache)
    assert lines[1].split()[:3] == ["spoken", "cues", "3"]
    assert "limit 2 GB" in outcome.out
    assert "voiceguide cache limit 500MB" in outcome.out
    assert "voiceguide cache clear" in outcome.out


def test_its_size_is_the_sum_of_its_files(run: Run, cache: Path) -> None:
    run(*MAKE)
    document = json.loads(run("cache", "--json").out)
    files = [file for file in cache.rglob("*.*") if file.parent != cache and file.is_file()]
    assert document["bytes"] == sum(file.stat().st_size for file in files)
    assert document["folder"] == str(cache)
    assert (document["limit_bytes"], document["limit_source"]) == (2_000_000_000, "default")


def test_an_empty_cache_can_be_shown_and_cleared(run: Run, cache: Path) -> None:
    assert set(kinds(run).values()) == {0}
    note = "nothing is cached yet: the first session creates this folder"
    assert run("cache").out.splitlines()[:2] == [str(cache), note]
    assert json.loads(run("cache", "--json").out)["note"] == note
    outcome = run("cache", "clear")
    assert (outcome.code, outcome.out) == (0, f"{cache}: {note}\n")
    assert not cache.exists()


@pytest.mark.parametrize("below", ["", "below"])
def test_a_file_in_the_caches_place_is_reported(
    below: str, run: Run, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (work / "file").write_text("mine")
    folder = work / "file" / below
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(folder))
    note = (
        "nothing is cached: a file is in the way; set VOICEGUIDE_CACHE to a folder you can write to"
    )
    shown = run("cache")
    assert (shown.code, shown.out.splitlines()[:2]) == (0, [str(folder), note])
    assert "spoken cues" not in shown.out
    cleared = run("cache", "clear")
    assert (cleared.code, cleared.err) == (1, f"Error: {folder}: {note}\n")


def test_a_read_only_cache_is_shown_with_a_note(
    run: Run, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(*MAKE).code == 0
    assert json.loads(run("cache", "--json").out)["note"] is None
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    outcome = run("cache")
    assert "spoken cues" in outcome.out
    assert outcome.out.splitlines()[1].startswith("nothing new is cached: this folder can't be ")


def test_an_unreadable_cache_is_reported(
    run: Run, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    assert run(*MAKE).code == 0
    monkeypatch.setattr(os, "scandir", refuse)
    note = "nothing is cached: Permission denied; set VOICEGUIDE_CACHE to a folder you can write to"
    assert run("cache").out.splitlines()[1].startswith(note)
    assert run("cache", "clear").code == 1


def test_the_help_lists_every_kind_that_can_be_cleared(run: Run) -> None:
    assert ", ".join(KINDS) in " ".join(run("cache", "clear", "--help").out.split())


@pytest.mark.slow
def test_cleared_entries_are_made_again(run: Run, work: Path) -> None:
    run(*MAKE)
    first = (work / "out.mp3").read_bytes()
    assert run("cache", "clear", "--kind", "rate").code == 0
    assert kinds(run)["clip"] == 3
    assert run("cache", "clear").out.partition(": ")[2].startswith("removed ")
    assert set(kinds(run).values()) == {0}
    assert run(*MAKE).code == 0
    assert (work / "out.mp3").read_bytes() == first
    assert kinds(run)["clip"] == 3


def test_an_unknown_kind_is_answered_with_the_nearest_one(run: Run) -> None:
    outcome = run("cache", "clear", "--kind", "clips")
    assert outcome.code == 2
    assert outcome.err == "Error: unknown kind 'clips'; did you mean 'clip'?\n"


def age(cache: Path) -> None:
    """Sets all times of use to an hour ago."""
    for entry in cache.rglob("*.*"):
        os.utime(entry, (0, time.time() - 3600))


def test_entries_used_just_now_stay_and_that_is_reported(run: Run, cache: Path) -> None:
    run(*MAKE)
    said = "over the limit for now: entries used in the last"
    outcome = run("cache", "limit", "1kB")
    assert outcome.out.splitlines()[0].startswith(f"{cache}: limit 1 kB")
    assert said in outcome.out
    assert "removed" not in outcome.out
    assert said in run("cache").out
    assert kinds(run)["clip"] == 3
    age(cache)
    assert said not in run("cache", "limit", "1kB").out
    assert said not in run("cache").out
    assert kinds(run)["clip"] == 0


@pytest.mark.slow
def test_a_limit_is_saved_and_applies_to_later_runs(run: Run, cache: Path) -> None:
    run(*MAKE)
    age(cache)
    outcome = run("cache", "limit", "1kB")
    assert outcome.code == 0
    assert outcome.out.splitlines()[0].startswith(f"{cache}: limit 1 kB")
    assert outcome.out.splitlines()[1].startswith("removed ")
    assert json.loads(run("cache", "--json").out)["bytes"] <= 1000
    assert run(*MAKE).code == 0
    age(cache)
    Path("small.yaml").write_text(changed("Draw circles.", "Draw wide circles."))
    assert run(*MAKE).code == 0
    assert (kinds(run)["clip"], kinds(run)["track"]) == (3, 1)
    assert "no limit" in run("cache", "limit", "none").out
    assert run(*MAKE).code == 0
    assert kinds(run)["clip"] == 3
    assert "limit 2 GB" in run("cache", "limit", "default").out


def test_the_variable_takes_precedence_and_that_is_reported(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE_LIMIT", "3GB")
    outcome = run("cache", "limit", "1GB")
    assert "limit 3 GB" in outcome.out
    assert outcome.err == "note: VOICEGUIDE_CACHE_LIMIT is set and takes precedence over 1GB\n"
    assert "limit 3 GB; the least recently used entries go first (set by VOICE" in run("cache").out


@pytest.mark.parametrize("size", ["much", "500", "-1GB"])
def test_a_limit_that_is_not_a_size_is_refused(size: str, run: Run, cache: Path) -> None:
    outcome = run("cache", "limit", "--", size)
    assert outcome.code == 2
    assert outcome.err.startswith(f"Error: {size!r} is not a size; expected one such as 500MB")
    assert not cache.exists()


@pytest.mark.slow
def test_a_variable_that_is_not_a_size_is_reported_but_stops_no_session(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE_LIMIT", "much")
    assert run(*MAKE).code == 0
    outcome = run("cache")
    assert outcome.code == 2
    assert outcome.err.startswith("Error: VOICEGUIDE_CACHE_LIMIT: 'much' is not a size")
    outcome = run("doctor")
    assert outcome.code == 0
    assert "missing  Cache: VOICEGUIDE_CACHE_LIMIT: 'much' is not a size" in outcome.out


def test_a_limit_that_cannot_be_saved_is_reported(
    run: Run, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (work / "file").write_text("mine")
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(work / "file"))
    outcome = run("cache", "limit", "1GB")
    assert outcome.code == 1
    assert outcome.err.startswith("Error: the limit can't be saved in ")
    assert (work / "file").read_text() == "mine"


def test_on_a_full_disk_a_smaller_limit_still_makes_room(
    run: Run, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(target: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    run(*MAKE)
    age(cache)
    monkeypatch.setattr(limit, "write_whole", full)
    outcome = run("cache", "limit", "1kB")
    assert outcome.code == 1
    assert outcome.out.startswith("removed ")
    assert outcome.err.startswith("Error: the limit can't be saved in ")
    assert "No space left on device. Free some space" in outcome.err
    assert "VOICEGUIDE_CACHE" not in outcome.err
    assert kinds(run)["clip"] == 0


def test_a_user_without_a_home_gets_an_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "default_folder", lambda: None)
    outcome = run("cache")
    assert outcome.code == 2
    assert outcome.err.startswith(
        "Error: there is no cache and no home folder for one; set VOICEGUIDE"
    )


@pytest.mark.slow
def test_the_installed_command_shows_clears_and_limits(work: Path, cache: Path) -> None:
    assert execute(*MAKE, cwd=work).code == 0
    age(cache)
    emptied = execute("cache", "limit", "0", cwd=work)
    assert (emptied.code, list(cache.rglob("*.clip"))) == (0, [])
    assert execute(*MAKE, cwd=work).code == 0
    assert len(list(cache.rglob("*.clip"))) == 3
    for arguments in (("cache",), ("cache", "limit", "1GB"), ("cache", "clear")):
        outcome = execute(*arguments, cwd=work)
        assert (outcome.code, outcome.err) == (0, "")
    assert [path.name for path in cache.iterdir()] == ["limit.txt"]
