"""The length of a script that names none: the sum of its steps' times.

It works on the plain data, since a script is complete only with its lengths.
"""

from collections.abc import Mapping
from typing import Any

from voiceguide import timecode
from voiceguide.script import plain
from voiceguide.script.only import is_named
from voiceguide.script.step_time import parted
from voiceguide.script.values import MOST_ROUNDS


def summed_ms(data: Mapping[str, Any]) -> int | None:
    """Returns the sum in milliseconds; None if a step has a time for each of several lengths.

    The time of a step whose sides each have a time is that of both, without the words in addition
    to it. A missing or wrong time, which is reported at its place, adds nothing, but the sum is at
    least one.
    """
    steps, groups = [step for _, step in plain.steps(data)], plain.mapping(data.get("groups"))
    if any(isinstance(step.get("time"), Mapping) for step in steps):
        return None
    ms = sum(_ms(step.get("time")) * _times(step, groups) for step in steps)
    return max(ms, 1)


def _times(step: Mapping[str, Any], groups: Mapping[str, Any]) -> int:
    """Returns the number of rounds of a step."""
    own = _count(step.get("repeat"))
    group = _count(plain.mapping(groups.get(str(step.get("group")))).get("repeat"))
    wanted = plain.mapping(step.get("only")).get("round")
    if own > 1:
        return group * sum(is_named(wanted, number, own) for number in range(1, own + 1))
    return sum(is_named(wanted, number, group) for number in range(1, group + 1))


def _count(written: object) -> int:
    """Returns a number of rounds; 1 for a faulty value, which is reported at its place."""
    return written if type(written) is int and 1 <= written <= MOST_ROUNDS else 1


def _ms(written: object) -> int:
    try:
        time, is_per_side = parted(written)
        return timecode.parse(str(time)) * (2 if is_per_side else 1)
    except ValueError:
        return 0
