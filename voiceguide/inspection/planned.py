"""The checks that need no decoding: those of a plan, and of the file made from it."""

from collections.abc import Iterator
from typing import BinaryIO

from voiceguide.inspection import company
from voiceguide.inspection.check import Check, judged, unknown, unplanned
from voiceguide.inspection.company import company_checks
from voiceguide.inspection.file_facts import read_file_facts
from voiceguide.inspection.pace import pace_checks
from voiceguide.inspection.reminding import reminding_checks
from voiceguide.inspection.sequence import order_checks
from voiceguide.inspection.tags import file_checks
from voiceguide.timecode import nearest_ms, timestamp
from voiceguide.timeline.model import Timeline
from voiceguide.track.format import Format

_NEEDS_PLAN = (
    "order of steps", "chapter to chime", "chime over speech", "chime to speech",
    "speech to chime", "head", "tail", "last word to end", "equal sides", "speech rate",
    "pace of every cue", "speech share", "longest quiet", "heads-ups", "half-way", "reminders",
    *company.NAMES,
)  # fmt: skip


def file_read_back(track: BinaryIO, timeline: Timeline, kind: Format) -> tuple[Check, ...]:
    """Checks that a file's length, tags and chapters, as `kind` reads them, are those of its plan.

    `track` is open for reading; its position stays unchanged. Nothing is decoded. Raises
    AudioError if the track can't be read back.
    """
    facts = read_file_facts(track, kind)
    length_ms = facts.built.length_ms if facts.built else 0
    return (duration_check(timeline, length_ms), *file_checks(facts, timeline))


def plan_checks(timeline: Timeline | None) -> Iterator[Check]:
    """Yields the checks of a plan against the rules of a good session; they need no track."""
    if timeline is None:
        yield from (unplanned(name) for name in _NEEDS_PLAN)
        return
    yield from order_checks(timeline)
    yield from pace_checks(timeline)
    yield from reminding_checks(timeline)
    yield from company_checks(timeline)


def duration_check(timeline: Timeline | None, found_ms: float) -> Check:
    """Checks that a file of `found_ms` is as long as planned."""
    value = timestamp(nearest_ms(found_ms))
    if timeline is None:
        return unknown("duration", "as planned", value)
    target = timestamp(timeline.total_ms)
    return judged("duration", target, value, good=abs(found_ms - timeline.total_ms) < 1)
