"""Finds the step at a given time, and where "next" and "again" lead. Times are milliseconds."""

from bisect import bisect_right
from operator import attrgetter

from voiceguide.timeline.model import Timeline

AGAIN_MS = 4000
"""Within this time of a step's start, "again" means the previous step, as on the page."""

_START = attrgetter("start_ms")


def chapter_at(timeline: Timeline, ms: int) -> int:
    """Returns the index of the chapter at `ms`; after the end, of the last one."""
    return max(0, bisect_right(timeline.chapters, ms, key=_START) - 1)


def again_from(timeline: Timeline, ms: int) -> int:
    """Returns the start of the chapter; soon after it, the start of the previous one."""
    index = chapter_at(timeline, ms)
    start: int = timeline.chapters[index].start_ms
    if index and ms - start < AGAIN_MS:
        return timeline.chapters[index - 1].start_ms
    return start


def next_from(timeline: Timeline, ms: int) -> int | None:
    """Returns the start of the next chapter; None in the last one."""
    index = chapter_at(timeline, ms) + 1
    return timeline.chapters[index].start_ms if index < len(timeline.chapters) else None
