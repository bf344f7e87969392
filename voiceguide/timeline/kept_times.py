"""Reports the steps that are longer or shorter than their author wrote, and why."""

from collections.abc import Iterator

from voiceguide.timecode import duration
from voiceguide.timeline import rules
from voiceguide.timeline.model import Chapter, Timeline


def differences(timeline: Timeline) -> Iterator[str]:
    """Yields a sentence for each step that does not keep its written time; or a single one, if the
    written times don't sum to the session's length."""
    if _is_scaled(timeline):
        yield from _sides(timeline)
        summed, total = _seconds(_written_ms(timeline)), _seconds(timeline.total_ms)
        yield f"the steps' times sum to {summed}, not {total}: they are scaled"
    else:
        yield from borrowed(timeline)


def borrowed(timeline: Timeline) -> Iterator[str]:
    """Yields a sentence for each step whose time changed to fit its own words or another step's;
    if all times are scaled, only for those whose sides have a time each."""
    yield from _sides(timeline)
    if _is_scaled(timeline):
        return
    for chapter in timeline.chapters:
        if chapter.written_ms is not None:
            given_ms = _given_ms(chapter)
            is_longer = given_ms > chapter.written_ms
            yield (
                f"{chapter.label} lasts {_seconds(given_ms)}, not {_seconds(chapter.written_ms)} "
                f"as written: {'its words and chimes need' if is_longer else 'another step needs'} "
                "more"
            )


def _sides(timeline: Timeline) -> Iterator[str]:
    """Yields a sentence for each step whose sides are longer than the author wrote."""
    for chapter in timeline.chapters:
        given_ms = max((side.end_ms - side.start_ms for side in chapter.sides), default=0)
        if chapter.each_ms is not None and given_ms != chapter.each_ms:
            yield (
                f"{chapter.label} has {_seconds(given_ms)} on each side, not "
                f"{_seconds(chapter.each_ms)} as written: its words need more"
            )


def _is_scaled(timeline: Timeline) -> bool:
    apart_ms = abs(_written_ms(timeline) - timeline.total_ms)
    return apart_ms > rules.NOTICED_MS * len(timeline.chapters)


def _written_ms(timeline: Timeline) -> int:
    return sum(chapter.written_ms or _given_ms(chapter) for chapter in timeline.chapters)


def _given_ms(chapter: Chapter) -> int:
    return chapter.end_ms - chapter.start_ms


def _seconds(ms: int) -> str:
    return duration(round(ms / 1000) * 1000)
