"""`voiceguide check`."""

from pathlib import Path

import pytest

from tests.cli.running import Run, changed, contents
from voiceguide import resources


def test_a_good_script_is_reported_as_good(run: Run) -> None:
    outcome = run("check", "small.yaml")
    assert outcome.code == 0
    assert outcome.out == "small.yaml: good, 2 steps, 2 minutes\n"
    assert outcome.err == ""


def test_every_problem_of_every_file_is_reported(run: Run, work: Path) -> None:
    (work / "one.yaml").write_text(changed("title: One", "tilte: One"), encoding="utf-8")
    (work / "two.yaml").write_text(changed("Draw", "Draw [now]"), encoding="utf-8")
    before = contents(work)
    outcome = run("check", "one.yaml", "small.yaml", "two.yaml", "three.yaml", ".")
    assert outcome.code == 2
    assert outcome.err.splitlines() == [
        "one.yaml:5:5: missing key 'title'",
        "one.yaml:6:5: unknown key 'tilte'; did you mean 'title'?",
        "two.yaml:12:15: unknown mark '[now]'; expected [pause 3s] or [bell]",
        "three.yaml: this file does not exist; check the name",
        ".: this is a folder; expected a script file (.yaml)",
    ]
    assert outcome.out == "small.yaml: good, 2 steps, 2 minutes\n"
    assert contents(work) == before


def test_advice_does_not_fail_the_check(run: Run, work: Path) -> None:
    text = changed("title: Two minutes", "title: Two minutes\navoid: [circles]")
    (work / "mine.yaml").write_text(text, encoding="utf-8")
    outcome = run("check", "mine.yaml")
    assert outcome.code == 0
    advice, verdict = outcome.out.splitlines()
    assert advice.startswith("mine.yaml:13:")
    assert "circles" in advice
    assert advice.endswith("(advice)")
    assert verdict.startswith("mine.yaml: good")


def test_the_bundled_scripts_are_good_and_need_no_advice(run: Run) -> None:
    files = sorted(resources.scripts().glob("*.yaml"))
    outcome = run("check", *files)
    assert outcome.code == 0
    assert len(outcome.out.splitlines()) == len(files) >= 2
    assert all(": good, " in line for line in outcome.out.splitlines())


def test_at_least_one_file_is_needed(run: Run) -> None:
    outcome = run("check")
    assert outcome.code == 2
    assert "Missing argument 'FILES...'" in outcome.err


@pytest.mark.parametrize(
    ("times", "shown"),
    [
        (["60s"], "1 minute"),
        (["90s"], "1.5 minutes"),
        (["45s"], "45s"),
        (["20s", "105s"], "2m5s"),
    ],
)
def test_a_length_that_is_no_number_of_minutes_is_shown_in_seconds(
    times: list[str], shown: str, run: Run, work: Path
) -> None:
    steps = "".join(
        f"  - {{id: s{n}, title: S, time: {time}, say: Rest.}}\n" for n, time in enumerate(times)
    )
    (work / "s.yaml").write_text(f"voiceguide: 1\ntitle: T\nsteps:\n{steps}")
    assert run("check", "s.yaml").out.endswith(f", {shown}\n")
