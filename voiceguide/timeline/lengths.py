"""A script's lengths, and the durations and limits that hold at one of them."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Protocol

from voiceguide import timecode
from voiceguide.errors import InputError, LengthError, UnknownNameError


class Lengths(Protocol):
    """The named lengths of a script in milliseconds, as `script.named_lengths.Lengths` has them."""

    @property
    def named(self) -> Mapping[str, int]:
        """All named lengths."""

    @property
    def default_name(self) -> str:
        """The name of the length used if none is asked for."""


def total_ms(
    lengths: Lengths, *, length: str | None = None, minutes: float | Fraction | None = None
) -> int:
    """Returns a session's exact total in milliseconds, from a length's name or from minutes.

    Without either, the default length. Raises UnknownNameError, LengthError, or
    InputError if both are given.
    """
    if length is not None and minutes is not None:
        raise InputError("give a named length or minutes, not both")
    if minutes is None:
        return named(lengths, lengths.default_name if length is None else length)
    try:
        total = timecode.from_minutes(Fraction(str(minutes)))
    except ValueError as error:
        raise InputError(f"{minutes} is not a number of minutes") from error
    check(lengths, total)
    return total


def named(lengths: Lengths, name: str) -> int:
    """Returns the total of a named length, in milliseconds. Raises UnknownNameError."""
    if name not in lengths.named:
        raise UnknownNameError("length", name, lengths.named)
    return timecode.to_frames(lengths.named[name])


def check(lengths: Lengths, total_ms: int) -> None:
    """Raises LengthError if the total is outside the script's limits."""
    shortest, longest = min(lengths.named.values()), max(lengths.named.values())
    if not timecode.to_frames(shortest) <= total_ms <= timecode.to_frames(longest):
        least, most = timecode.minutes(shortest), timecode.minutes(longest)
        offered = f"{least} to {most} minutes" if least != most else f"{least} minutes"
        raise LengthError(
            f"{timecode.minutes(total_ms)} minutes is not a length of this session; "
            f"ask for {offered}"
        )


def duration(value: int | Mapping[str, int], lengths: Lengths, total_ms: int) -> Fraction:
    """Returns a duration at this total, in milliseconds.

    A column is interpolated between its named lengths, and constant beyond them.
    A single duration is meant for the default length and scales with the total.
    """
    named = lengths.named
    if not isinstance(value, Mapping):
        return Fraction(value * total_ms, named[lengths.default_name])
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
