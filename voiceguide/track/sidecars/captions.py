"""Captions: the spoken phrases, in lines that fit a screen, and the notes in the quiet between.

A phrase that does not fit becomes several captions, each shown in proportion to its length.
"""

from collections.abc import Iterator
from operator import attrgetter

from voiceguide.timeline.model import Phrase, Timeline
from voiceguide.track.sidecars.notes import shown_notes
from voiceguide.track.sidecars.screen import LINES, Caption, even_lines


def captions(timeline: Timeline) -> tuple[Caption, ...]:
    """Returns the captions of a whole session, in order of time."""
    spoken = (
        caption for cue in timeline.cues for phrase in cue.phrases for caption in _split(phrase)
    )
    return tuple(sorted([*spoken, *shown_notes(timeline)], key=attrgetter("start_ms")))


def _split(phrase: Phrase) -> Iterator[Caption]:
    lines = even_lines(phrase.text)
    parts = [tuple(lines[at : at + LINES]) for at in range(0, len(lines), LINES)]
    sizes = [sum(map(len, part)) for part in parts]
    length_ms = phrase.end_ms - phrase.start_ms
    for index, part in enumerate(parts):
        start = length_ms * sum(sizes[:index]) // sum(sizes)
        end = length_ms * sum(sizes[: index + 1]) // sum(sizes)
        yield Caption(start_ms=phrase.start_ms + start, end_ms=phrase.start_ms + end, lines=part)
