"""Places a few items in a window, each as close as possible to the time it asks for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from voiceguide.timecode import FRAME_MS, frame_from, frame_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item `length_ms` long that asks to start at `wanted_ms`, and by `latest_ms` at the latest.

    `gap_ms` is the quiet it needs afterwards. The last item needs `end_gap_ms` instead; None: the
    longer of `gap_ms` and the window's own `end_gap_ms`.
    """

    length_ms: int
    gap_ms: int
    wanted_ms: int
    latest_ms: int | None = None
    end_gap_ms: int | None = None


def slack_ms(count: int) -> int:
    """Returns the most time that `settle` needs beyond the lengths and gaps of `count` items."""
    return (count + 1) * FRAME_MS


def clear_of(item: Item, others: Sequence[Item], apart_ms: int, within_ms: int) -> Item:
    """Moves an item to the nearest time that is `apart_ms` from all others.

    It moves by `within_ms` at most; if no such time exists, it is returned unchanged.
    """

    def is_clear(at: int) -> bool:
        return all(
            at + item.length_ms + apart_ms <= other.wanted_ms
            or other.wanted_ms + other.length_ms + apart_ms <= at
            for other in others
        )

    before = [frame_until(other.wanted_ms - apart_ms - item.length_ms) for other in others]
    behind = [frame_from(other.wanted_ms + other.length_ms + apart_ms) for other in others]
    found = [
        at
        for at in (item.wanted_ms, *before, *behind)
        if abs(at - item.wanted_ms) <= within_ms and is_clear(at)
    ]
    nearest = min(found, key=lambda at: abs(at - item.wanted_ms), default=item.wanted_ms)
    return replace(item, wanted_ms=nearest)


def settle(items: Sequence[Item], open_ms: int, close_ms: int, end_gap_ms: int) -> list[int]:
    """Returns the items' starts, in their order, between `open_ms` and `close_ms`.

    Items keep their gaps, and the last one ends at least `end_gap_ms` before
    `close_ms`. Each starts on an MP3 frame. Raises ValueError if they don't fit.
    """
    latest: list[int] = []
    bound = close_ms
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        gap = item.gap_ms
        if index == len(items) - 1:
            gap = max(gap, end_gap_ms) if item.end_gap_ms is None else item.end_gap_ms
        bound -= gap + item.length_ms
        if item.latest_ms is not None:
            bound = min(bound, item.latest_ms)
        bound = frame_until(bound)
        latest.append(bound)
    latest.reverse()
    starts: list[int] = []
    earliest = open_ms
    for item, limit in zip(items, latest, strict=True):
        earliest = frame_from(earliest)
        if earliest > limit:
            raise ValueError("the items don't fit the window")
        start = min(max(frame_until(item.wanted_ms), earliest), limit)
        starts.append(start)
        earliest = start + item.length_ms + item.gap_ms
    return starts
