"""What has been said so far, and which of the author's words are still to come."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from voiceguide.timecode import MAX_MS
from voiceguide.timeline.manners import wording
from voiceguide.timeline.placed import MeasuredCue, PlacedCue

LONG_AGO = -2 * MAX_MS
"""A time before any session starts, in milliseconds."""

NEVER = 3 * MAX_MS
"""A time after any session ends, in milliseconds."""


class Memory:
    """When each subject was last mentioned and each sentence last said; both are "topics"."""

    def __init__(self, authored: Iterable[PlacedCue]) -> None:
        """`authored` has all cues except reminders, in order of time."""
        self._last: dict[str, int] = {}
        self._coming: dict[str, list[int]] = defaultdict(list)
        for placed in authored:
            for topic in topics(placed.measured):
                self._coming[topic].append(placed.start_ms)

    def hear(self, placed: PlacedCue) -> None:
        """Records that this has been said."""
        for topic in topics(placed.measured):
            self._last[topic] = placed.end_ms

    def last(self, topic: str) -> int:
        """Returns the end of the last cue on a topic; `LONG_AGO` if there was none."""
        return self._last.get(topic, LONG_AGO)

    def knows(self, topics: Iterable[str]) -> bool:
        """Whether any of these topics has come up."""
        return any(topic in self._last for topic in topics)

    def coming(self, topic: str, from_ms: int) -> int:
        """Returns the start of the author's next cue on a topic; `NEVER` if there is none."""
        starts = self._coming.get(topic, [])
        at = bisect_left(starts, from_ms)
        return starts[at] if at < len(starts) else NEVER


def subject_topic(subject: str) -> str:
    """Returns the topic of a subject, which differs from every sentence."""
    return f"#{subject}"


def sentence_topics(measured: MeasuredCue) -> Iterable[str]:
    """Returns a cue's sentences that should not be repeated soon."""
    phrases = measured.said.phrases[measured.cue.announced :]
    return filter(None, (wording(phrase.text) for phrase in phrases))


def topics(measured: MeasuredCue) -> Iterable[str]:
    """Yields all topics of a cue: its subjects and sentences."""
    yield from map(subject_topic, measured.cue.subjects)
    yield from sentence_topics(measured)
