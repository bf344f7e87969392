"""`voiceguide preview` and `--step`: refusals and messages."""

import pytest

from tests.cli.running import changed

SILENT = ("--engine", "silent")


def test_a_step_is_written_to_a_file(run, work) -> None:
    outcome = run("preview", "small.yaml", "--step", "two", "-o", "two.mp3", *SILENT)
    assert (outcome.code, outcome.out) == (0, "two.mp3: 1:00, 1 chapter\n")
    assert (work / "two.mp3").exists()


def test_make_makes_a_step_with_its_captions(run, work) -> None:
    outcome = run("make", "small.yaml", "--step", "two", "--with", "captions", *SILENT)
    assert outcome.out.splitlines()[0] == "small-2m-two.mp3: 1:00, 1 chapter"
    assert "Draw circles." in (work / "small-2m-two.vtt").read_text(encoding="utf-8")


def test_without_a_step_it_names_those_there_are(run) -> None:
    outcome = run("preview", "small.yaml")
    assert outcome.code == 2
    assert "which step? Add --step, with one of one, two" in outcome.err


def test_the_steps_there_are_are_those_of_the_wished_session_and_its_groups(run, work) -> None:
    text = changed("    title: One\n", "    title: One\n    may_skip: true\n")
    text = text.replace("    title: Two\n", "    title: Two\n    group: all\n")
    text = text.replace("steps:", "groups: {all: {repeat: 2}}\nsteps:")
    (work / "free.yaml").write_text(text, encoding="utf-8")
    assert "with one of one, two, all" in run("preview", "free.yaml").err
    assert "with one of two, all" in run("preview", "free.yaml", "--without", "one").err
    outcome = run("preview", "free.yaml", "--step", "one", "--without", "one", *SILENT)
    assert "unknown step 'one'" in outcome.err
    assert "The script has it, but not in this session" in outcome.err


@pytest.mark.parametrize(
    "command", [("preview",), ("preview", "-o", "x.mp3"), ("make",), ("read",)]
)
def test_an_unknown_step_is_one_error_with_the_steps_there_are(run, command) -> None:
    name, *options = command
    voice = () if name == "read" else SILENT
    outcome = run(name, "small.yaml", "--step", "tow", *options, *voice)
    assert outcome.code == 2
    assert outcome.err.splitlines()[-1] == (
        "Error: unknown step 'tow'; did you mean 'two'? The steps are one, two"
    )


def test_keys_and_a_script_cannot_both_come_from_standard_input(run) -> None:
    outcome = run("preview", "-", "--step", "one", *SILENT)
    assert outcome.code == 2
    assert "preview listens to your keys" in outcome.err


def test_a_finished_session_has_no_steps_to_play(run, work) -> None:
    (work / "done.mp3").write_bytes(b"")
    outcome = run("preview", "done.mp3", "--step", "one")
    assert outcome.code == 2
    assert "a step is played from a script" in outcome.err
