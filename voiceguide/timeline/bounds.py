"""The bounds of a timeline's fields.

A planned timeline is always within them, because scripts have narrower limits. A timeline read from
a file is untrusted, so it is validated against these types, and then by `consistency`.
"""

from typing import Annotated, Final

from pydantic import Field

from voiceguide.timecode import MAX_MS

_AFTER_MS: Final = 60_000

Ms = Annotated[int, Field(ge=0, le=MAX_MS + _AFTER_MS)]
"""A time or a length. A session lasts a day at most; its bed's gain may rise again after that."""

Db = Annotated[float, Field(ge=-200, le=100, allow_inf_nan=False)]
"""A level or a gain; 16-bit sound spans 96 dB."""

LONGEST_NAME: Final = 1_000

Name = Annotated[str, Field(max_length=LONGEST_NAME)]
"""An id, a title or a name. A script allows 80 characters."""

LONGEST_WORDS: Final = 20_000
"""In characters. A script allows 8,000 in one text, but a filled-in title can make it longer."""

Words = Annotated[str, Field(max_length=LONGEST_WORDS)]
"""What is said at one moment."""

Notes = Annotated[
    tuple[Annotated[tuple[Words, ...], Field(max_length=4_000, min_length=1, fail_fast=True)], ...],
    Field(max_length=4_000, fail_fast=True),
]
"""Paragraphs of sentences; `consistency` limits their total length, as a script does."""

Number = Annotated[int, Field(ge=0, le=1_000)]
"""A step's number."""

STEPS: Final = Field(max_length=400, fail_fast=True)
"""A script has at most 200 steps. Each has one chapter and at most two chimes."""

CHIMES: Final = Field(max_length=1_000, fail_fast=True)
SIDES: Final = Field(max_length=2, fail_fast=True)
PROMISES: Final = Field(max_length=100, fail_fast=True)
"""A script has at most 20 reminders."""


CUES: Final = Field(max_length=20_000, fail_fast=True)
"""About one every four seconds for a whole day."""

PHRASES: Final = Field(max_length=10_000, min_length=1, fail_fast=True)
"""The phrases of one cue."""

TEXTS: Final = Field(max_length=200, fail_fast=True)
"""A reminder has at most 101 texts."""

GAINS: Final = Field(max_length=100_000, fail_fast=True)
"""Each stretch of sound needs four points."""
