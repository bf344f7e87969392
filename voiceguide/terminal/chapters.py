"""Where in its steps a session is, and where the keys lead. Times are milliseconds."""

from bisect import bisect_right
from operator import attrgetter

from voiceguide.timeline.model import Timeline

AGAIN_MS = 4000
"""So soon after a step began, "again" means the step before; as on the page."""

_START = attrgetter("start_ms")


def chapter_at(timeline: Timeline, ms: int) -> int:
    """The index of the chapter that sounds then; the last one at the end."""
    return max(0, bisect_right(timeline.chapters, ms, key=_START) - 1)


def again_from(timeline: Timeline, ms: int) -> int:
    """The start of the chapter, or soon after it the start of the one before."""
    index = chapter_at(timeline, ms)
    start: int = timeline.chapters[index].start_ms
    if index and ms - start < AGAIN_MS:
        return timeline.chapters[index - 1].start_ms
    return start


def next_from(timeline: Timeline, ms: int) -> int | None:
    """The start of the next chapter; None in the last one."""
    index = chapter_at(timeline, ms) + 1
    return timeline.chapters[index].start_ms if index < len(timeline.chapters) else None
