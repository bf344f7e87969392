"""The length of a script that names none: the sum of its steps' times.

Works on the plain data, since a script is complete only with its lengths.
"""

from collections.abc import Mapping
from typing import Any

from voiceguide import timecode
from voiceguide.script import plain

WHOLE = "full"
"""The name of that length."""


def summed_ms(data: Mapping[str, Any]) -> int | None:
    """Returns the sum in milliseconds; None if a step has a time for each of several lengths.

    A time that is missing or wrong counts for nothing: it is reported where it stands.
    """
    written = [step.get("time") for _, step in plain.steps(data)]
    if any(isinstance(time, Mapping) for time in written):
        return None
    return max(1, sum(map(_ms, written)))


def _ms(written: object) -> int:
    try:
        return timecode.parse(str(written))
    except ValueError:
        return 0
