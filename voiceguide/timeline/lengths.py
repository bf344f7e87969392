"""What a script says for one length of session: durations and limits."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from voiceguide import timecode
from voiceguide.errors import LengthError, UnknownNameError
from voiceguide.script.model import Lengths


def named(lengths: Lengths, name: str) -> int:
    """The total of a named length, in milliseconds. Raises UnknownNameError."""
    if name not in lengths.named:
        raise UnknownNameError("length", name, lengths.named)
    return timecode.to_frames(lengths.named[name])


def check(lengths: Lengths, total_ms: int) -> None:
    """Raise LengthError where the total is outside what the script offers."""
    if not timecode.to_frames(lengths.least) <= total_ms <= timecode.to_frames(lengths.most):
        least, most = timecode.minutes(lengths.least), timecode.minutes(lengths.most)
        offered = f"{least} to {most} minutes" if least != most else f"{least} minutes"
        raise LengthError(
            f"{timecode.minutes(total_ms)} minutes is not a length of this session; "
            f"ask for {offered}"
        )


def duration(value: int | Mapping[str, int], lengths: Lengths, total_ms: int) -> Fraction:
    """A duration at this total, in milliseconds.

    A column is interpolated between its named lengths (and held beyond them);
    a single duration scales, being meant for the default length.
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
    """Like `duration`, but a single value stays as it is: for limits, which don't scale."""
    if isinstance(value, Mapping):
        return timecode.nearest_ms(duration(value, lengths, total_ms))
    return value
