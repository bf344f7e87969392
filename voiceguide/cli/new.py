"""`voiceguide new`: starts a script."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voiceguide.cli import answers, options
from voiceguide.console.say import say

if TYPE_CHECKING:
    from voiceguide.authoring.starter import Answers
    from voiceguide.files.output import OutputFile


@click.command()
@click.argument("file", type=options.OutputPath(), required=False)
@click.option("--title", metavar="TEXT", help="The session's title.")
@click.option("--language", metavar="CODE", help="Its language, such as en, de or pt-BR.")
@click.option(
    "--minutes", metavar="N[,N]", help="Its length in minutes, or two lengths, such as 10,20."
)
@click.option("--steps", metavar="A,B,C", help="The names of its steps, in order.")
@click.option("--yes", is_flag=True, help="Ask nothing: take the defaults.")
@options.force
def new(
    file: Path | None,
    title: str | None,
    language: str | None,
    minutes: str | None,
    steps: str | None,
    *,
    yes: bool,
    force: bool,
) -> None:
    """Start a script: a few questions, and FILE has a session that can be made at once.

    FILE ends with .yaml; by default it is named after the title. Comments in it say what can be
    changed. Each question has a default, for which you press Enter, and an option that answers
    it. Answers may also come from a pipe, one a line. A file that exists stays as it is.
    """
    from voiceguide.authoring.names import slug
    from voiceguide.authoring.starter import started

    asks = not yes
    if file is not None:
        _target(file, force=force)  # before the questions, so that no answer is lost
    chosen = _answers(title, language, minutes, steps, asks=asks)
    output = file or Path(f"{slug(chosen.title) or 'session'}.yaml")
    target = _target(output, force=force)
    target.publish(started(chosen, str(output)).encode())
    say(f"{output}")


def _target(path: Path, *, force: bool) -> "OutputFile":
    """Returns the file to write, which must not exist yet. Raises OutputPathError."""
    from voiceguide.files.output import SCRIPTS, OutputFile

    target = OutputFile.at(path, [], SCRIPTS, "a script")
    if not force:
        target.check_new()
    return target


def _answers(
    title: str | None, language: str | None, minutes: str | None, steps: str | None, *, asks: bool
) -> "Answers":
    """Returns what the options say, and asks for the rest. Raises InputError."""
    from voiceguide.authoring import phrases
    from voiceguide.authoring.starter import Answers

    code = answers.settled(
        "Language", answers.DEFAULT_LANGUAGE, language, answers.language, asks=asks
    )
    known = phrases.of(code).starter
    return Answers(
        language=code,
        title=answers.settled("Title", known.title, title, answers.title, asks=asks),
        minutes=answers.settled(
            "Minutes (one length, or two such as 10,20)",
            answers.DEFAULT_MINUTES,
            minutes,
            answers.minutes,
            asks=asks,
        ),
        steps=answers.settled(
            "Steps, with commas between", ", ".join(known.steps), steps, answers.steps, asks=asks
        ),
    )
