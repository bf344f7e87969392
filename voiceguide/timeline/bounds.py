"""The bounds of a timeline's fields, whoever wrote it.

The planner keeps them, since a script is bounded itself. A timeline that is read from a file may
have come from anywhere, so it is validated against these types, and then by `consistency`.
"""

from typing import Annotated, Final

from pydantic import Field

from voiceguide.timecode import MAX_MS

_AFTER_MS: Final = 60_000

Ms = Annotated[int, Field(ge=0, le=MAX_MS + _AFTER_MS)]
"""A time or a length. A session lasts a day at most; its bed's gain may come back up after that."""

Db = Annotated[float, Field(ge=-200, le=100, allow_inf_nan=False)]
"""A level or a gain; 16-bit sound spans 96 dB."""

LONGEST_NAME: Final = 1_000

Name = Annotated[str, Field(max_length=LONGEST_NAME)]
"""An id, a title or a name; in a script, 80 characters at most."""

LONGEST_WORDS: Final = 20_000
"""Characters. In a script 8,000 are said at one moment at most, but titles may be filled in."""

Words = Annotated[str, Field(max_length=LONGEST_WORDS)]
"""What is said at one moment."""

Notes = Annotated[
    tuple[Annotated[tuple[Words, ...], Field(max_length=4_000, min_length=1, fail_fast=True)], ...],
    Field(max_length=4_000, fail_fast=True),
]
"""Paragraphs of sentences; `consistency` limits their characters as a script does."""

Number = Annotated[int, Field(ge=0, le=1_000)]
"""A step's number."""

STEPS: Final = Field(max_length=400, fail_fast=True)
"""A script has 200 steps at most; each has a chapter, and at most two chimes."""

CHIMES: Final = Field(max_length=1_000, fail_fast=True)
SIDES: Final = Field(max_length=2, fail_fast=True)
PROMISES: Final = Field(max_length=100, fail_fast=True)
"""A script has 20 reminders at most."""


CUES: Final = Field(max_length=20_000, fail_fast=True)
"""One every four seconds, all day long."""

PHRASES: Final = Field(max_length=10_000, min_length=1, fail_fast=True)
"""Those of one cue."""

TEXTS: Final = Field(max_length=200, fail_fast=True)
"""A reminder has 101 at most."""

GAINS: Final = Field(max_length=100_000, fail_fast=True)
"""Each stretch of sound has four."""
