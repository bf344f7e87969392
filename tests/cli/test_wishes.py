"""`--guidance`, `--without` and `--more`, on every command that makes a session of a script."""

import click
import pytest

from tests.cli.running import Run, changed, lines
from voiceguide.cli.app import app

TAKING = ("make", "plan", "read", "play", "page", "card", "plot")
"""These take a script alone; `preview` needs a step too, and `serve` --edit."""


@pytest.fixture(autouse=True)
def free(work):
    text = changed("say: Draw circles. Now rest.", "say: Draw circles. Now rest.\n    bare: Draw.")
    text = text.replace("    time: 1m\n", "    time: 1m\n    may_skip: true\n", 1)
    (work / "free.yaml").write_text(text, encoding="utf-8")


def test_the_commands_that_make_sessions_take_them():
    context, wished = click.Context(app), {"guidance", "without", "more"}
    commands = {name: app.get_command(context, name) for name in app.list_commands(context)}
    taking = [
        name
        for name, command in commands.items()
        if command and wished <= {parameter.name for parameter in command.params}
    ]
    assert sorted(taking) == sorted([*TAKING, "preview", "serve"])


def test_read_shows_what_is_left(run: Run) -> None:
    said = run("read", "free.yaml", "--guidance", "bare", "--without", "one")
    assert lines(said.out) == [
        "Two minutes (bare guidance), 2:00",
        "0:00  1. Two (2:00)",
        "  0:03  Draw. [quiet 1m57s]",
        "  1:50  (chime)",
    ]


def test_the_card_has_a_name_of_its_own(run: Run) -> None:
    assert run("card", "free.yaml", "--without", "one").out == "free-2m-without-one-card.html\n"


@pytest.mark.parametrize("command", TAKING)
@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (("--guidance", "bear"), "'bear' is not one of 'full', 'brief', 'bare'"),
        (("--without", "oen"), "unknown step that may be left out 'oen'; did you mean 'one'?"),
        (("--without", "two"), "step 'two' may not be left out; these may: one"),
        (("--more", "one"), "no step of this script may get more time"),
    ],
)
def test_a_wrong_wish_is_one_error(run: Run, command, wish, said) -> None:
    outcome = run(command, "free.yaml", *wish)
    assert outcome.code == 2
    assert said in " ".join(outcome.err.split())
    assert outcome.err.count("rror") == 1


def test_they_are_refused_for_a_finished_session(run: Run) -> None:
    assert run("make", "small.yaml", "--engine", "silent", "--bed", "none").code == 0
    outcome = run("page", "small-2m.mp3", "--guidance", "bare")
    assert "--guidance is for a script" in outcome.err
