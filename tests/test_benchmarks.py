"""The benchmark runs, and its scripts are as described. Speed is not tested."""

import sys
from pathlib import Path

import pytest

import voiceguide
from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks import material
from tests.benchmarks.cases import CASES, Case, Round
from tests.benchmarks.measure import run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform != "linux", reason="memory of a process tree is read from /proc"
    ),
]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps these sessions out of the user's cache."""
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path / "cache"))


def planned(script: Path, minutes: int) -> voiceguide.Timeline:
    """Plans with the silent engine, which takes no time."""
    return voiceguide.plan(script, minutes=minutes, voicing=voiceguide.Voicing(engine="silent"))


def test_one_round_prints_a_line_for_every_case(capsys: pytest.CaptureFixture[str]) -> None:
    benchmarks.main(["--minutes", "7", "--cases", "cold,warm"])
    printed = capsys.readouterr().out
    for name in ("cold", "warm"):
        line = next(line for line in printed.splitlines() if CASES[name].label in line)
        assert all(float(number) > 0 for number in line.split()[-3:])


def test_a_program_that_is_not_there_is_named_in_the_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = Case("a shell pipeline", Round.pipeline, ("no-such-program",))
    monkeypatch.setitem(CASES, "pipeline", absent)
    benchmarks.main(["--minutes", "7", "--cases", "pipeline", "--markdown"])
    assert "no-such-program not found" in capsys.readouterr().out


def test_a_natural_voice_has_the_cases_that_tell_something_about_it() -> None:
    natural = [name for name, case in CASES.items() if case.is_for("piper")]
    assert natural == ["obvious", "bound", "cold", "warm", "edited", "longer"]


def test_a_stretched_script_is_the_bundled_one_up_to_an_hour(tmp_path: Path) -> None:
    assert planned(material.stretched(tmp_path), 60) == planned(material.BUNDLED, 60)


def test_an_edited_script_says_something_else_even_in_ten_minutes(tmp_path: Path) -> None:
    script = material.stretched(tmp_path)
    assert planned(material.edited(script), 10).cues != planned(script, 10).cues


def test_same_words_are_the_same_words_in_ten_minutes_and_in_two_hours(tmp_path: Path) -> None:
    script = material.same_words(tmp_path)
    short, long = (
        {phrase.text for cue in planned(script, minutes).cues for phrase in cue.phrases}
        for minutes in (10, 120)
    )
    assert short == long


def test_a_failing_command_is_an_error_with_its_output() -> None:
    with pytest.raises(RuntimeError, match="ended with 3: sorry"):
        run([sys.executable, "-c", "import sys; print('sorry'); sys.exit(3)"])


def test_the_memory_of_children_counts() -> None:
    child = "import time; x = bytearray(60_000_000); time.sleep(0.4)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    both = f"x = bytearray(60_000_000); {parent}"
    assert run([sys.executable, "-c", both]).peak_mb > 120
