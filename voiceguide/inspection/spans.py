"""Spans of time, and how much of them lies in a part of the session."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

Span = tuple[int, int]


class Spans:
    """Spans in milliseconds, in order, without overlaps."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """`spans` may be in any order, may be empty, and may overlap."""
        self._spans: Sequence[Span] = list(_merged(spans))
        self._starts = [start for start, _ in self._spans]
        self._before = list(accumulate((end - start for start, end in self._spans), initial=0))

    def __iter__(self) -> Iterator[Span]:
        return iter(self._spans)

    def within(self, start: int, end: int) -> int:
        """Returns how many ms from start to end lie in the spans."""
        return max(0, self._until(end) - self._until(start))

    def after(self, start: int, ms: int) -> int:
        """Returns when `ms` of the spans have passed since `start`, or the end of the spans if that
        comes first."""
        wanted = self._until(start) + ms
        index = min(bisect_right(self._before, wanted) - 1, len(self._spans) - 1)
        return self._starts[index] + wanted - self._before[index] if self._spans else start

    def without(self, others: "Spans") -> "Spans":
        """Returns the parts that are in none of the others."""
        return Spans(_difference(self, others))

    def _until(self, at: int) -> int:
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return 0
        start, end = self._spans[index]
        return self._before[index] + min(at, end) - start


def common(many: Sequence[Spans]) -> Spans:
    """Returns the parts that all of them share; empty if `many` is empty."""
    edges = sorted(
        edge for spans in many for start, end in spans for edge in ((start, -1), (end, 1))
    )
    found, inside, since = [], 0, 0
    for at, leaving in edges:
        if inside == len(many):
            found.append((since, at))
        inside -= leaving
        since = at
    return Spans(found)


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], end))
        else:
            if last is not None:
                yield last
            last = (start, end)
    if last is not None:
        yield last


def _difference(spans: Iterable[Span], others: Iterable[Span]) -> Iterator[Span]:
    holes = list(others)
    for start, end in spans:
        at = start
        for hole_start, hole_end in holes[_first(holes, start) :]:
            if hole_start >= end:
                break
            yield at, hole_start
            at = max(at, hole_end)
        yield at, end


def _first(spans: Sequence[Span], at: int) -> int:
    return max(0, bisect_right(spans, (at, at)) - 1)
