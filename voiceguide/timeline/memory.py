"""What has been said so far, and what the author will have said later."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from voiceguide.timecode import MAX_MS
from voiceguide.timeline.manners import wording
from voiceguide.timeline.placed import MeasuredCue, PlacedCue

LONG_AGO = -2 * MAX_MS
"""A time before everything, in milliseconds."""

NEVER = 3 * MAX_MS
"""A time after everything, in milliseconds."""


class Memory:
    """When subjects were last spoken of, and sentences last said, as time goes on."""

    def __init__(self, authored: Iterable[PlacedCue]) -> None:
        """`authored` has all cues but reminders, in order of time."""
        self._last: dict[str, int] = {}
        self._coming: dict[str, list[int]] = defaultdict(list)
        for placed in authored:
            for topic in topics(placed.measured):
                self._coming[topic].append(placed.start_ms)

    def hear(self, placed: PlacedCue) -> None:
        """Notes that this has been said."""
        for topic in topics(placed.measured):
            self._last[topic] = placed.end_ms

    def last(self, topic: str) -> int:
        """Returns when a subject or a sentence was last over; `LONG_AGO` if it never was."""
        return self._last.get(topic, LONG_AGO)

    def knows(self, topics: Iterable[str]) -> bool:
        """Whether one of them has come up."""
        return any(topic in self._last for topic in topics)

    def coming(self, topic: str, from_ms: int) -> int:
        """Returns when the author has it said next, from then on; `NEVER` if not at all."""
        starts = self._coming.get(topic, [])
        at = bisect_left(starts, from_ms)
        return starts[at] if at < len(starts) else NEVER


def subject_topic(subject: str) -> str:
    """Returns a subject's name here, which no sentence has."""
    return f"#{subject}"


def sentence_topics(measured: MeasuredCue) -> Iterable[str]:
    """Returns the sentences of a cue that should not be said again soon."""
    phrases = measured.said.phrases[measured.cue.announced :]
    return filter(None, (wording(phrase.text) for phrase in phrases))


def topics(measured: MeasuredCue) -> Iterable[str]:
    """Yields everything that a cue speaks of."""
    yield from map(subject_topic, measured.cue.subjects)
    yield from sentence_topics(measured)
