"""What a script says for one length of session: columns resolved, parts left out."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from voiceguide import timecode
from voiceguide.errors import LengthError, UnknownNameError
from voiceguide.script.model import Lengths, Only


def named(lengths: Lengths, name: str) -> int:
    """The total of a named length, in milliseconds. Raises UnknownNameError."""
    if name not in lengths.named:
        raise UnknownNameError("length", name, lengths.named)
    return timecode.to_frames(lengths.named[name])


def check(lengths: Lengths, total_ms: int) -> None:
    """Raise LengthError where the total is outside what the script offers."""
    if not timecode.to_frames(lengths.least) <= total_ms <= timecode.to_frames(lengths.most):
        raise LengthError(
            f"{timecode.clock(total_ms)} is not a length of this session; "
            f"ask for {timecode.clock(lengths.least)} to {timecode.clock(lengths.most)}"
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


def text(value: str | Mapping[str, str], lengths: Lengths, total_ms: int) -> str:
    """The variant of the longest named length that is not over this total, else the shortest."""
    if isinstance(value, str):
        return value
    named = lengths.named
    names = sorted(value, key=lambda name: named[name])
    fitting = [name for name in names if timecode.to_frames(named[name]) <= total_ms]
    return value[fitting[-1] if fitting else names[0]]


def applies(only: Only | None, lengths: Lengths, total_ms: int) -> bool:
    """Whether something belongs to a session of this total."""
    if only is None:
        return True
    named = lengths.named
    reached = only.from_ is None or total_ms >= timecode.to_frames(named[only.from_])
    return reached and (only.below is None or total_ms < timecode.to_frames(named[only.below]))
