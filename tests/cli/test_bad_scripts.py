"""Scripts that can't be used: the message has the place and the cure, and no file is changed."""

import os
import sys
from pathlib import Path

import pytest

from tests.cli.running import OLD, SCRIPT, Run, changed, contents, execute

TIME = "    time: 1m\n    say: Let"
SIDES = "    sides: {names: [this one, that one], say: 'Now {side}.'}\n    say: Draw"

FAULTS = {
    "unknown key": (changed("title: One", "tilte: One"), "6:5: unknown key 'tilte'", "'title'"),
    "wrong type": (changed("title: One", "title: [One]"), "6:12:", "for a list"),
    "duration without unit": (changed(TIME, TIME.replace("1m", "60")), "7:11:", "such as 45s"),
    "negative duration": (changed(TIME, TIME.replace("1m", "-1m")), "7:11:", "such as 45s"),
    "enormous duration": (changed(TIME, TIME.replace("1m", "9" * 30 + "h")), "7:11:", "a day"),
    "no duration": (changed(TIME, TIME.replace("1m", "0s")), "7:11:", "such as 45s"),
    "unknown bracket tag": (changed("Draw", "Draw [laugh]"), "12:15:", "expected [pause 3s]"),
    "unclosed bracket": (changed("Draw", "Draw [pause 3s"), "12:15: unmatched '['", "12:15:"),
    "unknown placeholder": (changed("Draw", "Draw {sdie}"), "12:15:", "did you mean 'side'"),
    "unknown side": (
        changed("    say: Draw", "    cues: [{at: 50%, side: that, say: Soft.}]\n" + SIDES),
        "12:28: unknown side 'that'",
        "did you mean 'that one'",
    ),
    "unknown length": (
        changed(TIME, TIME.replace("1m", "{standrad: 1m}")),
        "7:12: unknown length 'standrad'",
        "did you mean 'standard'",
    ),
    "unknown default": (changed("default: standard", "default: deep"), "3:20:", "standard"),
    "duplicate id": (changed("id: two", "id: one"), "9:9: the id 'one'", "another step"),
    "duplicate key": (changed("title: One", "title: One\n    title: Uno"), "7:5:", "second time"),
    "empty say": (changed("Draw circles. Now rest.", "''"), "12:10:", "expected a sentence"),
    "say without words": (changed("Draw circles. Now rest.", "'[pause 3s]'"), "12:10:", "sentence"),
    "no steps": (SCRIPT.partition("steps")[0] + "steps: []\n", "4:8:", "at least 1"),
    "empty script": ("", "the script is empty", "start with 'voiceguide: 1'"),
    "only a comment": ("# later\n", "the script is empty", "start with 'voiceguide: 1'"),
    "a list": ("- one\n", "expected keys and values", "start with 'voiceguide: 1'"),
    "broken YAML": (changed("Two minutes", "[Two"), "2:8:", "not closed"),
    "tag": (changed("Two minutes", "!!python/object/apply:os.abort []"), "2:8: the tag", "plain"),
    "alias": (changed("Two minutes", "&t Two\ndescription: *t"), "3:14: the alias", "write the"),
    "bomb": (
        "a: &a [o, o]\n" + "".join(f"k{n}: &k{n} [*a, *a, *a]\n" for n in range(60)),
        "1:4: the anchor &a",
        "write the text out",
    ),
    "deep nesting": ("a: " + "[" * 5_000 + "]" * 5_000, "nested deeper", "seven"),
    "another version": (changed("voiceguide: 1", "voiceguide: 2"), "1:13:", "expected 1"),
}

FILES = {
    "10 MB": (SCRIPT.encode() + b"# padding\n" * 1_048_576, "larger than"),
    "binary": (bytes(range(256)) * 8, "binary file"),
    "an image": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary file"),
    "Latin-1": (changed("title: One", "title: Für").encode("latin-1"), "6:13: the byte 0xfc"),
    "UTF-16": (SCRIPT.encode("utf-16"), "save it as UTF-8"),
}


@pytest.fixture
def old(work: Path) -> Path:
    """The output of an earlier run."""
    path = work / "out.mp3"
    path.write_bytes(OLD)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_refused_with_its_place_and_the_cure(
    name: str, run: Run, work: Path, old: Path
) -> None:
    text, place, cure = FAULTS[name]
    (work / "bad.yaml").write_text(text, encoding="utf-8")
    before = contents(work)
    outcome = run("make", "bad.yaml", "-o", old, "--with", "captions")
    assert outcome.code == 2
    assert outcome.err.startswith("Error: bad.yaml:")
    assert place in outcome.err
    assert cure in outcome.err
    assert contents(work) == before


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_text_is_refused(name: str, run: Run, work: Path, old: Path) -> None:
    data, found = FILES[name]
    (work / "bad.yaml").write_bytes(data)
    before = contents(work)
    outcome = run("make", "bad.yaml", "-o", old)
    assert outcome.code == 2
    assert outcome.err.startswith("Error: bad.yaml:")
    assert found in outcome.err
    assert contents(work) == before


def test_all_faults_are_reported_at_once(run: Run, work: Path) -> None:
    text = changed("title: One", "tilte: One").replace(
        "time: 1m\n    say: D", "time: 1\n    say: D"
    )
    (work / "bad.yaml").write_text(text, encoding="utf-8")
    outcome = run("make", "bad.yaml")
    assert "bad.yaml:6:5: unknown key" in outcome.err
    assert "bad.yaml:11:11: " in outcome.err


def test_a_missing_file_is_named(run: Run) -> None:
    outcome = run("make", "massage.yaml")
    assert outcome.code == 2
    assert outcome.err == "Error: massage.yaml: this file does not exist; check the name\n"


def test_a_misspelt_name_is_answered_with_the_nearest_one(run: Run) -> None:
    outcome = run("make", "back-masage")
    assert outcome.code == 2
    assert "did you mean 'back-massage'?" in outcome.err


def test_a_folder_is_refused_as_a_script(run: Run, work: Path) -> None:
    (work / "folder.yaml").mkdir()
    outcome = run("make", "folder.yaml")
    assert outcome.code == 2
    assert "folder.yaml: this is a folder; expected a script file" in outcome.err


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc for a file that can't be read")
def test_an_unreadable_file_is_refused_even_for_root(run: Run) -> None:
    outcome = run("make", "/proc/self/mem")
    assert outcome.code == 2
    assert "/proc/self/mem: the file can't be read: Input/output error" in outcome.err


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file"
)
def test_a_file_without_permission_is_refused(run: Run, work: Path) -> None:
    (work / "small.yaml").chmod(0)
    outcome = run("make", "small.yaml")
    assert outcome.code == 2
    assert "small.yaml: the file can't be read: Permission denied" in outcome.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(run: Run, work: Path) -> None:
    os.mkfifo(work / "pipe.yaml")
    outcome = run("make", "pipe.yaml")
    assert outcome.code == 2
    assert "pipe.yaml: no program writes to this pipe" in outcome.err


def test_if_the_words_do_not_fit_the_tightest_step_is_named(run: Run, work: Path) -> None:
    (work / "long.yaml").write_text(changed("Draw", "Draw more. " * 200 + "Draw"), encoding="utf-8")
    outcome = run("make", "long.yaml", "--engine", "silent")
    assert outcome.code == 2
    assert "the words don't fit into 2:00" in outcome.err
    assert "step 2 'Two'" in outcome.err
    assert not (work / "long-2m.mp3").exists()


def test_the_installed_command_says_the_same(work: Path, old: Path) -> None:
    (work / "bad.yaml").write_text(changed("id: two", "id: two\n    tme: 1m"), encoding="utf-8")
    before = contents(work)
    outcome = execute("make", "bad.yaml", "-o", old, cwd=work)
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err == "Error: bad.yaml:10:5: unknown key 'tme'; did you mean 'time'?\n"
    assert contents(work) == before
