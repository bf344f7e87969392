"""The types of a script's values: durations, texts, moments, names.

Each type turns a value from the file into the form that the planner needs, or raises an error with
the expected form. A column (`{short: ..., long: ...}`) maps names of lengths to values; the
timeline chooses between them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Strict,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from voiceguide import timecode
from voiceguide.script import marks, narration
from voiceguide.script.pauses import Pauses

MOST_LENGTHS = 12
"""The most named lengths; a script needs six, and `check` plans each of them."""

SLOWEST_WPM, FASTEST_WPM = 20, 1_000
"""The limits of a pace, in words per minute; nobody speaks so slowly or so fast."""

MOST_CUES = 1_000
"""The most cues in all steps; in an hour, that is one every four seconds."""

MOST_RESPELLINGS = 200
"""The most entries of `pronounce`."""

MAX_TEXT = 8_000
"""The most characters in one narration: ten minutes of speech."""

MAX_NOTES = 4_000
"""The most characters in the notes of one step: four minutes of reading."""

MOST_NOTES = 40_000
"""The most characters in the notes of all steps."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The time of a cue in its step: for a share, `amount` is in per mille of the step; otherwise,
    in milliseconds after its start or before its end."""

    kind: Literal["share", "after", "before"]
    amount: int

    def __str__(self) -> str:
        """Returns it as an author writes it."""
        if self.kind == "share":
            return f"{self.amount / 10:g}%"
        return f"{'-' if self.kind == 'before' else ''}{timecode.duration(self.amount)}"


def _duration(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _fault("duration", f"expected {timecode.DURATION_FORM}")
    try:
        return timecode.parse(str(value))
    except ValueError as error:
        raise _fault("duration", str(error)) from error


def _positive(value: int) -> int:
    if value <= 0:
        raise _fault(
            "duration", f"this must be longer than zero; expected {timecode.DURATION_FORM}"
        )
    return value


def milliseconds(value: object) -> int:
    """Returns a duration as written, in milliseconds, at least one. Raises PydanticCustomError."""
    return _positive(_duration(value))


def _moment(value: object) -> Moment:
    form = "expected a share (50%), a time (40s or 0:40) or a time before the end (-15s)"
    if not isinstance(value, str):
        raise _fault("moment", f"{value!r} is not a moment; {form}")
    if match := re.fullmatch(r"\s*(\d{1,3}(?:\.\d)?)\s*%\s*", value):
        share = round(float(match[1]) * 10)
        if share > 1000:
            raise _fault("moment", f"{value!r} is after the end of the step; {form}")
        return Moment("share", share)
    clock = re.fullmatch(r"\s*(-?)(\d{1,3}):([0-5]\d)\s*", value)
    if clock:
        ms = (int(clock[2]) * 60 + int(clock[3])) * 1000
        return Moment("before" if clock[1] else "after", ms)
    kind: Literal["after", "before"] = "before" if value.strip().startswith("-") else "after"
    try:
        return Moment(kind, timecode.parse(value.strip().removeprefix("-")))
    except ValueError as error:
        raise _fault("moment", f"{value!r} is not a moment; {form}") from error


def _narration(text: str) -> str:
    if not text.strip():
        raise _fault("empty", "this is empty; expected a sentence")
    try:
        parts = narration.parse(text, Pauses())
    except narration.MarkupError as error:
        raise PydanticCustomError(
            "narration", "{message}", {"message": str(error), "snippet": error.snippet}
        ) from error
    if not parts.sentences:
        rings = any(isinstance(part, narration.Bell) for part in parts.parts)
        cure = "in a cue, write 'chime: bell' instead" if rings else "expected a sentence"
        raise _fault("empty", f"this has no words; {cure}")
    return text


def _notes(text: str) -> str:
    if not re.search(r"\w", text):
        raise _fault("empty", "this has no words; expected a sentence")
    for fault in marks.faults_in_notes(text):
        snippet = text[fault.start : fault.end]
        raise PydanticCustomError(
            "notes", "{message}", {"message": fault.message, "snippet": snippet}
        )
    return text


def _line(text: str) -> str:
    if not text.strip():
        raise _fault("empty", "this is empty; expected text")
    if len(text.splitlines()) > 1:
        raise _fault("text", "expected a single line")
    return text


def _name(text: str) -> str:
    if mark := re.search(r"[\[\]{}]", text):
        raise _fault("text", f"{mark[0]!r} can't be spoken; leave out brackets and braces")
    if not re.search(r"\w", text):
        raise _fault("empty", "this has no words; expected a name")
    return text


def _fault(
    kind: Literal["duration", "moment", "empty", "text", "rounds", "rate"], message: str
) -> Exception:
    return PydanticCustomError(kind, "{message}", {"message": message})


def _rate(value: object) -> int:
    if type(value) is int and SLOWEST_WPM <= value <= FASTEST_WPM:
        return value
    raise _fault(
        "rate", f"expected words a minute, a whole number from {SLOWEST_WPM} to {FASTEST_WPM}"
    )


def _rounds(value: object) -> int:
    if type(value) is int and 1 <= value <= MOST_ROUNDS:
        return value
    raise _fault("rounds", f"expected a number from 1 to {MOST_ROUNDS}, found {value!r}")


def _shape(value: Any) -> str:
    return "column" if isinstance(value, Mapping) else "single"


def _turns(value: Any) -> str:
    return "turns" if isinstance(value, list | tuple) else "single"


DURATION_PATTERN = r"\d+(\.\d+)?\s*(ms|min|s|m|h)\s*"
"""One part of a duration, in a JSON Schema."""

_DURATION_SCHEMA = {
    "type": "string",
    "pattern": rf"^\s*({DURATION_PATTERN})+$",
    "description": "A duration with its units: 45s, 1m30s or 1.5m.",
}
_MOMENT_SCHEMA = {
    "type": "string",
    "pattern": r"^\s*(\d{1,3}(\.\d)?\s*%|-?\d{1,3}:[0-5]\d"
    r"|-?\s*(\d+(\.\d+)?\s*(ms|min|s|m|h)\s*)+)\s*$",
    "description": "A share of the step (50%), a time from its start (40s or 0:40), or before its "
    "end (-15s).",
}

Duration = Annotated[
    int,
    BeforeValidator(_duration),
    AfterValidator(_positive),
    WithJsonSchema(_DURATION_SCHEMA),
]
"""In milliseconds, at least one."""

Rest = Annotated[int, BeforeValidator(_duration), WithJsonSchema(_DURATION_SCHEMA)]
"""In milliseconds; zero is allowed."""

At = Annotated[Moment, BeforeValidator(_moment), WithJsonSchema(_MOMENT_SCHEMA)]

Line = Annotated[
    str, Strict(), StringConstraints(min_length=1, max_length=500), AfterValidator(_line)
]
"""One line of text that is shown or looked up."""

Name = Annotated[Line, AfterValidator(_name)]
"""One line of text that is shown, and spoken in place of `{title}` or `{side}`."""

Spoken = Annotated[
    str, Strict(), StringConstraints(max_length=MAX_TEXT), AfterValidator(_narration)
]
"""Narration whose mark-up has been checked."""

Notes = Annotated[str, Strict(), StringConstraints(max_length=MAX_NOTES), AfterValidator(_notes)]
"""Paragraphs that are shown but not said."""

SpokenInTurn = Annotated[
    Annotated[Spoken, Tag("single")]
    | Annotated[tuple[Spoken, ...], Field(min_length=1, max_length=20), Tag("turns")],
    Discriminator(_turns),
]
"""One narration, or a list that is said in turn."""

EACH = "each"
"""Stands for both sides of a step."""

MOST_ROUNDS = 100
"""The most rounds of a step or a group."""

LengthName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,23}$")]

Id = Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
"""Lower-case letters, digits and hyphens."""

DurationColumn = Annotated[
    Annotated[Duration, Tag("single")]
    | Annotated[Mapping[LengthName, Duration], Field(min_length=1), Tag("column")],
    Discriminator(_shape),
]
"""One duration, or one for each named length."""

Rounds = Annotated[
    int,
    BeforeValidator(_rounds),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST_ROUNDS}),
]
"""A number of rounds, or the number of one."""

Count = Annotated[
    Annotated[Rounds, Tag("single")]
    | Annotated[Mapping[LengthName, Rounds], Field(min_length=1), Tag("column")],
    Discriminator(_shape),
]
"""A number of rounds, or one for each named length and the lengths above it."""

WordsPerMinute = Annotated[
    int,
    BeforeValidator(_rate),
    WithJsonSchema({"type": "integer", "minimum": SLOWEST_WPM, "maximum": FASTEST_WPM}),
]
"""A pace of speech."""

SpokenColumn = Annotated[
    Annotated[Spoken, Tag("single")]
    | Annotated[Mapping[LengthName, Spoken], Field(min_length=1), Tag("column")],
    Discriminator(_shape),
]
"""One narration, or one for each named length and the lengths above it."""

NotesColumn = Annotated[
    Annotated[Notes, Tag("single")]
    | Annotated[Mapping[LengthName, Notes], Field(min_length=1), Tag("column")],
    Discriminator(_shape),
]
"""The notes of a step, or one text for each named length and the lengths above it."""
