"""`voiceguide check`: reports all problems of a script at once."""

from typing import TYPE_CHECKING

import click

from voiceguide.console.say import say, say_error

if TYPE_CHECKING:
    from voiceguide.script.model import Script
    from voiceguide.session.rehearsal import Rehearsal


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.pass_context
def check(context: click.Context, files: tuple[str, ...]) -> None:
    """Check script FILES: list every problem, with its line and column.

    FILES may also be names of bundled scripts, or - for a script from standard input.

    Plans every length without speaking, at several paces of speech: if a script is good here,
    `make` can make it. Also prints advice, which is not an error: long sentences, words to avoid,
    rules that a length breaks.
    """
    from voiceguide.errors import InputError

    failed = False
    for name in files:
        try:
            failed |= not _is_usable(name)
        except InputError as error:
            say_error(error)
            failed = True
    context.exit(2 if failed else 0)


def _is_usable(name: str) -> bool:
    """Prints the findings on a script, and returns whether `make` can use it.

    Raises InputError if it can't be read.
    """
    from voiceguide.cache.environment import default_cache
    from voiceguide.script import contents, library, lint, reader
    from voiceguide.script.sound import own_sounds
    from voiceguide.session.rehearsal import rehearse
    from voiceguide.session.sounds import check_sounds

    path = library.find(name)
    shown = contents.shown(path)
    script, source = reader.parse_file(path)
    if any(own_sounds(script)):
        check_sounds(script, store=default_cache().store("bed"))
    found = rehearse(script)
    for advice in lint.advise(script, source):
        say(f"{shown}:{advice} (advice)")
    for note in (*found.unsure, *found.notes):
        say(f"{shown}: {note} (advice)")
    for refused in found.refused:
        say(f"{shown}: {refused}", err=True)
    if not found.refused:
        say(f"{shown}: {_verdict(script, found)}")
    return not found.refused


def _verdict(script: "Script", found: "Rehearsal") -> str:
    steps = len(script.steps)
    verdict = "depends on the voice (see above)" if found.unsure else "good"
    span = _span(script.lengths.least, script.lengths.most)
    if script.is_open:
        span = f"{span}, plus the words of steps with a time for each side"
    return f"{verdict}, {steps} step{'s' if steps != 1 else ''}, {span}"


def _span(least_ms: int, most_ms: int) -> str:
    """Returns the range of lengths of a session, in minutes if these are whole or halves."""
    from voiceguide import timecode

    ends = list(dict.fromkeys((least_ms, most_ms)))
    if any(ms % 30_000 for ms in ends):
        return " to ".join(map(timecode.duration, ends))
    span = " to ".join(map(timecode.minutes, ends))
    return f"{span} minute{'s' if span != '1' else ''}"
