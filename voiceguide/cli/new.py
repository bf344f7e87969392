"""`voiceguide new`: starts a script."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voiceguide.cli import answers, options
from voiceguide.console.say import say

if TYPE_CHECKING:
    from voiceguide.authoring.starter import Answers
    from voiceguide.files.output import OutputFile


_MOST_NOTES = 10


@click.command()
@click.argument("file", type=options.OutputPath(), required=False)
@click.option("--title", metavar="TEXT", help="The session's title.")
@click.option("--language", metavar="CODE", help="Its language, such as en, de or pt-BR.")
@click.option(
    "--minutes", metavar="N[,N]", help="Its length in minutes, or two lengths, such as 10,20."
)
@click.option("--steps", metavar="A,B,C", help="The names of its steps, in order.")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, allow_dash=True, readable=False),
    metavar="SOURCE",
    help="Import a text: plain, Markdown, SSML, subtitles (.srt, .vtt), lyrics (.lrc) or lines "
    "with times; - reads standard input.",
)
@click.option("--yes", is_flag=True, help="Ask nothing, and use the defaults.")
@options.force
def new(
    file: Path | None,
    title: str | None,
    language: str | None,
    minutes: str | None,
    steps: str | None,
    source: Path | None,
    *,
    yes: bool,
    force: bool,
) -> None:
    """Start a script with a few questions, or import a text.

    FILE (.yaml) gets a session that can be made at once, with comments that say what to change. By
    default, it is named after the title. Press Enter to accept a question's default; every question
    also has an option. Answers may also come from a pipe, one per line. An existing file is not
    replaced.

    With --from, nothing is asked, and the script gets all the words of SOURCE. A heading becomes a
    step, a blank line a new idea, and (pause 5 seconds) a pause.
    """
    from voiceguide.authoring.names import slug
    from voiceguide.authoring.starter import started

    if source is not None:
        _import(file, source, title, language, minutes, steps, force=force)
        return
    if file is not None:
        _target(file, force=force)  # before the questions, so that no answer is lost
    chosen = _answers(title, language, minutes, steps, asks=not yes)
    output = file or Path(f"{slug(chosen.title) or 'session'}.yaml")
    target = _target(output, force=force)
    target.publish(started(chosen, str(output)).encode())
    say(f"{output}")


def _import(
    file: Path | None,
    source: Path,
    title: str | None,
    language: str | None,
    minutes: str | None,
    steps: str | None,
    *,
    force: bool,
) -> None:
    """Writes a text as a script. Raises InputError."""
    from voiceguide.authoring.importing.script import Wishes, imported
    from voiceguide.script import contents

    if steps is not None:
        raise click.UsageError("--steps is for a new text; with --from, headings are the steps")
    stem = source.stem if contents.can_be_read_again(source) else ""
    output = file or Path(f"{stem or 'session'}.yaml")
    target = _target(output, source, force=force)
    lengths = () if minutes is None else answers.checked(answers.minutes, minutes)
    if len(lengths) > 1:
        raise click.UsageError("with --from, --minutes takes one length")
    wishes = Wishes(
        title="" if title is None else answers.checked(answers.title, title),
        language="" if language is None else answers.checked(answers.language, language),
        minutes=lengths[0] if lengths else None,
    )
    done = imported(source, wishes, str(output))
    target.publish(done.text.encode())
    for remark in done.remarks[:_MOST_NOTES]:
        say(f"Note: {remark}", err=True)
    if more := len(done.remarks[_MOST_NOTES:]):
        say(f"Note: and {more} more, in the comments of {output}", err=True)
    say(f"{output}")


def _target(path: Path, *inputs: Path, force: bool) -> "OutputFile":
    """Returns the file to write, which must not exist yet. Raises OutputPathError."""
    from voiceguide.files.output import SCRIPTS, OutputFile

    target = OutputFile.at(path, inputs, SCRIPTS, "a script")
    if not force:
        target.check_new()
    return target


def _answers(
    title: str | None, language: str | None, minutes: str | None, steps: str | None, *, asks: bool
) -> "Answers":
    """Returns the answers that the options give, and asks for the rest. Raises InputError."""
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
            "Steps, separated by commas", ", ".join(known.steps), steps, answers.steps, asks=asks
        ),
    )
