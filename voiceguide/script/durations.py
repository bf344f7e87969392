"""The durations and limits of a script at one length of a session."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Protocol

from voiceguide import timecode


class Lengths(Protocol):
    """The named lengths of a script in milliseconds, as in `script.named_lengths.Lengths`."""

    @property
    def named(self) -> Mapping[str, int]:
        """All named lengths."""

    @property
    def default_name(self) -> str:
        """The name of the length that is used by default."""


def duration(
    value: int | Mapping[str, int], lengths: Lengths, total_ms: int, *, is_fixed: bool = False
) -> Fraction:
    """Returns a duration at this total, in milliseconds.

    A column is interpolated between its named lengths, and constant beyond them.
    A single duration is meant for the default length and scales with the total, unless it
    `is_fixed`.
    """
    named = lengths.named
    if not isinstance(value, Mapping):
        scale = 1 if is_fixed else Fraction(total_ms, named[lengths.default_name])
        return Fraction(value * scale)
    points = sorted((named[name], amount) for name, amount in value.items())
    if total_ms <= points[0][0]:
        return Fraction(points[0][1])
    for (low, at_low), (high, at_high) in pairwise(points):
        if total_ms <= high:
            return at_low + Fraction((at_high - at_low) * (total_ms - low), high - low)
    return Fraction(points[-1][1])


def limit(value: int | Mapping[str, int], lengths: Lengths, total_ms: int) -> int:
    """Returns a limit at this total, in milliseconds: like `duration`, but a single value doesn't
    scale."""
    if isinstance(value, Mapping):
        return timecode.nearest_ms(duration(value, lengths, total_ms))
    return value
