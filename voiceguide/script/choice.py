"""Chooses the parts of a script, and the variants of its texts, for one session length."""

from collections.abc import Mapping
from typing import TypeVar

from voiceguide.script.only import Only
from voiceguide.timecode import to_frames

Value = TypeVar("Value", str, int)


def chosen(
    value: Value | Mapping[str, Value], named: Mapping[str, int], total_ms: int
) -> tuple[str | None, Value]:
    """Returns the name of the length that a value is written for, and the value at this total.

    From a column, that is the longest named length that is no longer than the total,
    or else the shortest. A single value is written for every length: its name is None.
    """
    if not isinstance(value, Mapping):
        return None, value
    names = sorted(value, key=lambda name: named[name])
    fitting = [name for name in names if to_frames(named[name]) <= total_ms]
    name = fitting[-1] if fitting else names[0]
    return name, value[name]


def applies(only: Only | None, named: Mapping[str, int], total_ms: int) -> bool:
    """Whether something belongs to a session of this total, in milliseconds."""
    if only is None:
        return True
    reached = only.from_ is None or total_ms >= to_frames(named[only.from_])
    return reached and (only.below is None or total_ms < to_frames(named[only.below]))
