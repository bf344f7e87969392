"""`voiceguide read`: prints the words with their times, for a person to read aloud."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from voiceguide.cli import options
from voiceguide.cli.wishes import Wished, wishes
from voiceguide.console.say import say

if TYPE_CHECKING:
    from voiceguide.authoring.aloud import Passage

_INDENT = "  "
_NARROWEST = 20
_MARK = re.compile(r"\[(\w+) ([\w.]+)\]")
_KEPT_SPACE = "\ue000"
"""Replaces the space in [pause 3s] while rich wraps lines, which it breaks at every real space."""


@click.command()
@click.argument("script", default="back-massage")
@options.length
@options.step("Print only")
@options.sleep
@wishes
def read(
    script: str,
    length: str | None,
    minutes: Fraction | None,
    step: str | None,
    *,
    sleep: bool,
    wished: Wished,
) -> None:
    """Print the words with their times, to read aloud or to check.

    Shows each step with its start and length, and everything said in it: [pause 3s] is a pause
    between two sentences, [quiet 20s] the time until the next words. Nothing is spoken: the times
    assume an everyday pace of speech, and differ from the track's by a few seconds.
    """
    from voiceguide.authoring import aloud
    from voiceguide.session.plan import estimate, load
    from voiceguide.timecode import clock
    from voiceguide.timeline.excerpt import named

    options.refuse_sessions(script, "words are read from a script")
    loaded = load(script)
    timeline = estimate(loaded, length=length, minutes=minutes, sleep=sleep, **wished)
    passages = list(aloud.passages(timeline))
    if step is not None:
        ids = named(loaded, [chapter.step for chapter in timeline.chapters], step)
        passages = [passage for passage in passages if passage.chapter.step in ids]
    say(f"{timeline.title}, {clock(timeline.total_ms)}")
    for passage in passages:
        for line in _lines(passage, len(clock(timeline.total_ms))):
            say(line)


def _lines(passage: "Passage", digits: int) -> Iterator[str]:
    """Yields a blank line, the step's heading, and its words with their times; `digits` is the
    width of the longest time."""
    from voiceguide.timecode import clock

    chapter = passage.chapter
    length_ms = chapter.end_ms - chapter.start_ms
    yield ""
    yield f"{clock(chapter.start_ms):>{digits}}  {chapter.label} ({clock(length_ms)})"
    for moment in passage.moments:
        margin = f"{_INDENT}{clock(moment.at_ms):>{digits}}{_INDENT}"
        for line in _wrapped(moment.text, len(margin)):
            yield f"{margin}{line}"
            margin = " " * len(margin)


def _wrapped(text: str, margin: int) -> Iterator[str]:
    """Yields a text in lines that fit the terminal beside a margin, in any writing system."""
    from rich.text import Text

    from voiceguide.console.styled import styled_console
    from voiceguide.console.visible import visible

    console = styled_console()
    room = max(_NARROWEST, console.width - margin)
    whole = _MARK.sub(rf"[\1{_KEPT_SPACE}\2]", visible(text))
    for line in Text(whole).wrap(console, room):
        yield line.plain.rstrip().replace(_KEPT_SPACE, " ")
