"""The checks that a new track must pass before it gets its name."""

from collections.abc import Iterable
from typing import BinaryIO

from voiceguide.errors import OutputError
from voiceguide.inspection.check import Check, Verdict
from voiceguide.inspection.planned import file_read_back, plan_checks
from voiceguide.timeline.model import Timeline
from voiceguide.track.format import Format


def check_new_track(track: BinaryIO, timeline: Timeline, kind: Format) -> tuple[str, ...]:
    """Checks a new track. Returns notes on rules that its plan breaks, for the script's author.

    `track`, of the format `kind`, is open for reading; its position stays unchanged. Nothing is
    decoded, so this takes only a moment. Raises OutputError if the file does not read back as
    planned, and AudioError if it can't be read at all.
    """
    if wrong := _failed(file_read_back(track, timeline, kind)):
        found = "; ".join(f"{check.name}: {check.value} for {check.target}" for check in wrong)
        raise OutputError(
            f"the finished track is not as planned ({found}), so it was not kept. "
            "Please report this; --no-inspect keeps the track anyway"
        )
    return tuple(map(note, broken_rules(timeline)))


def broken_rules(timeline: Timeline) -> tuple[Check, ...]:
    """Returns the rules of a good session that a plan breaks."""
    return _failed(plan_checks(timeline))


def _failed(checks: Iterable[Check]) -> tuple[Check, ...]:
    return tuple(check for check in checks if check.verdict is Verdict.FAIL)


def note(check: Check) -> str:
    """Returns a broken rule as `make` and `check` report it."""
    where = f", {check.where}" if check.where else ""
    return f"{check.name}: {check.value}, not {check.target}{where}"
