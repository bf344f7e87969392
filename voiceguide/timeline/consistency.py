"""Checks a timeline's fields against each other: nothing lies beyond its end or out of order.

Whether the plan is a good one is up to `voiceguide.inspection`, which reports faults such as gaps
between chapters or a chime over speech.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from voiceguide.script.values import MOST_NOTES
from voiceguide.timecode import clock
from voiceguide.timeline.bounds import LONGEST_NAME, LONGEST_WORDS
from voiceguide.timeline.model import Cue, Timeline

LONGEST_PHRASE_MS: Final = 30 * 60_000
"""A text has at most 8,000 characters; speaking them takes a third of this time."""

_LEAST_TEXT: Final = 200
_PER_MS: Final = 0.3
"""In characters. Real speech is less than a tenth as fast."""

_Span = tuple[int, int]


def contradiction(timeline: Timeline) -> str | None:
    """Returns the first contradiction in a timeline, in words; None if there is none."""
    return next(_contradictions(timeline), None)


def _contradictions(timeline: Timeline) -> Iterator[str]:
    if not timeline.total_ms or not timeline.chapters:
        yield "it has no length, or no chapters"
    phrases = [phrase for cue in timeline.cues for phrase in cue.phrases]
    chapters, cues, chimes = timeline.chapters, timeline.cues, timeline.chimes
    gain = timeline.bed.gain if timeline.bed else ()
    spans = {
        "chapter": [(chapter.start_ms, chapter.end_ms) for chapter in chapters],
        "side": [(side.start_ms, side.end_ms) for each in chapters for side in each.sides],
        "cue": [(cue.start_ms, cue.end_ms) for cue in cues],
        "phrase": [(phrase.start_ms, phrase.end_ms) for phrase in phrases],
        "chime": [(chime.start_ms, chime.end_ms) for chime in chimes],
        "bed": [(bed.start_ms, bed.end_ms) for bed in timeline.beds],
    }
    for name, each in spans.items():
        yield from _disorder(name, each, timeline.total_ms)
    if any(bed.change_ms > bed.end_ms - bed.start_ms for bed in timeline.beds):
        yield "a bed takes longer to take over than it sounds"
    if any(b.at_ms < a.at_ms for a, b in pairwise(gain)):
        yield "the bed's gain is not in order of time"
    if len({promise.id for promise in timeline.promises}) < len(timeline.promises):
        yield "two promises have the same id"
    yield from _odd_phrases(timeline.cues)
    if sum(len(text) for chapter in chapters for text in chapter.paragraphs) > MOST_NOTES:
        yield "its notes are too long"


def _disorder(name: str, spans: Iterable[_Span], total_ms: int) -> Iterator[str]:
    before = 0
    for start, end in spans:
        if end < start:
            yield f"the {name} at {clock(start)} ends before it starts"
        if start < before:
            yield f"the {name} at {clock(start)} starts before the previous one has ended"
        if end > total_ms:
            yield f"the {name} at {clock(start)} ends after the session, at {clock(end)}"
        before = end


def _odd_phrases(cues: Iterable[Cue]) -> Iterator[str]:
    for phrase in (phrase for cue in cues for phrase in cue.phrases):
        sentence, length_ms = phrase.sentence, phrase.end_ms - phrase.start_ms
        if length_ms > LONGEST_PHRASE_MS:
            yield f"the phrase at {clock(phrase.start_ms)} takes {clock(length_ms)}"
        if len(sentence.text) > min(_LEAST_TEXT + length_ms * _PER_MS, LONGEST_WORDS):
            yield f"the phrase at {clock(phrase.start_ms)} has too many words for its time"
        if len(sentence.voice) > LONGEST_NAME:
            yield f"the phrase at {clock(phrase.start_ms)} has a voice whose name is too long"
        if not 0.1 <= sentence.manner.pace <= 10:
            yield f"the phrase at {clock(phrase.start_ms)} has a pace of {sentence.manner.pace:g}"
