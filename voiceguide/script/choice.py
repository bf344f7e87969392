"""Chooses the parts of a script, and the variants of its texts, for one session length."""

from collections.abc import Mapping

from voiceguide.script.part import Only
from voiceguide.script.values import SpokenColumn
from voiceguide.timecode import to_frames


def chosen(value: SpokenColumn, named: Mapping[str, int], total_ms: int) -> tuple[str | None, str]:
    """Returns the name of the length a text is written for, and the text said at this total.

    From a column, that is the longest named length that is no longer than the total,
    else the shortest. A single text is written for every length: its name is None.
    """
    if isinstance(value, str):
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
