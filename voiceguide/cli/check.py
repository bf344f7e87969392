"""`voiceguide check`: reports all problems of a script at once."""

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

import click

from voiceguide.console.say import say, say_error

if TYPE_CHECKING:
    from voiceguide.script.model import Script


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.pass_context
def check(context: click.Context, files: tuple[str, ...]) -> None:
    """Check script FILES (or bundled names): every problem, with its line and column.

    Also prints advice, which is not an error: long sentences, words to avoid, and lengths
    too short for the words at an everyday pace.
    """
    from voiceguide.errors import InputError

    failed = False
    for name in files:
        try:
            for line in _examined(name):
                say(line)
        except InputError as error:
            say_error(error)
            failed = True
    context.exit(2 if failed else 0)


def _examined(name: str) -> Iterator[str]:
    """Yields the lines to print about a script. Raises InputError if it can't be used."""
    from voiceguide import timecode
    from voiceguide.script import library, lint, reader

    path = library.find(name)
    script, source = reader.parse(reader.read_text(path), name=str(path))
    for advice in lint.advise(script, source):
        yield f"{path}:{advice} (advice)"
    yield from (f"{path}: {advice} (advice)" for advice in _unplannable(script))
    least, most = timecode.minutes(script.lengths.least), timecode.minutes(script.lengths.most)
    steps = len(script.steps)
    span = least if least == most else f"{least} to {most}"
    yield (
        f"{path}: good, {steps} step{'s' if steps != 1 else ''}, "
        f"{span} minute{'s' if span != '1' else ''}"
    )


def _unplannable(script: "Script") -> Iterator[str]:
    """Yields advice on each named length that can't be planned at an everyday pace of speech."""
    from voiceguide.errors import LengthError, PlanError
    from voiceguide.session.plan import estimate

    endings = [False, True] if any(step.sleep for step in script.steps) else [False]
    for length, sleep in product(script.lengths.named, endings):
        try:
            estimate(script, length=length, sleep=sleep)
        except (LengthError, PlanError) as error:
            yield f"length {length}{' with --sleep' if sleep else ''}: {error}"
