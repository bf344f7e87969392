"""The time of a step: of the whole step or, without the words, of each of its sides."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    PlainSerializer,
    PlainValidator,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from voiceguide import timecode
from voiceguide.script.values import DURATION_PATTERN, LengthName, milliseconds

_EACH = re.compile(r"(.*\S)\s+(?:each|per)(?:\s+side)?\s*", re.IGNORECASE | re.DOTALL)


class PerSide(int):
    """Milliseconds of practice on each side; the words of the opening and the switch are added to
    them."""

    def __str__(self) -> str:
        return f"{timecode.duration(int(self))} each"


def parted(written: object) -> tuple[object, bool]:
    """Returns a time without `each`, and whether it had one."""
    match = _EACH.fullmatch(written) if isinstance(written, str) else None
    return (match[1], True) if match else (written, False)


def _read(value: object) -> int:
    if isinstance(value, PerSide):
        return value
    written, is_per_side = parted(value)
    ms = milliseconds(written)
    return PerSide(ms) if is_per_side else ms


def _alike(column: Mapping[str, int]) -> Mapping[str, int]:
    if len({isinstance(ms, PerSide) for ms in column.values()}) > 1:
        message = "either all times are for 'each' side, or none is"
        raise PydanticCustomError("step_time", "{message}", {"message": message})
    return column


def _written(ms: int) -> int | str:
    return str(ms) if isinstance(ms, PerSide) else ms


def _shape(value: Any) -> str:
    return "column" if isinstance(value, Mapping) else "single"


Time = Annotated[
    int,
    PlainValidator(_read),
    PlainSerializer(_written),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": rf"^\s*({DURATION_PATTERN})+((each|per)(\s+side)?\s*)?$",
            "description": "A duration with its units: 45s, 1m30s or 1.5m; or the time of each "
            "side: 30s each.",
        }
    ),
]
"""Milliseconds, at least one."""

StepTime = Annotated[
    Annotated[Time, Tag("single")]
    | Annotated[
        Mapping[LengthName, Time], Field(min_length=1), AfterValidator(_alike), Tag("column")
    ],
    Discriminator(_shape),
]
"""One time, or one for each named length."""


def is_per_side(time: int | Mapping[str, int]) -> bool:
    """Whether a step's time is the time of each side."""
    times = time.values() if isinstance(time, Mapping) else (time,)
    return any(isinstance(ms, PerSide) for ms in times)
