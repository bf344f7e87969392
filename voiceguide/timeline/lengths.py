"""Finds the length that was asked for among the lengths of a script."""

from fractions import Fraction

from voiceguide import timecode
from voiceguide.errors import InputError, LengthError, UnknownNameError
from voiceguide.script.durations import Lengths


def total_ms(
    lengths: Lengths, *, length: str | None = None, minutes: float | Fraction | None = None
) -> int:
    """Returns a session's exact total in milliseconds, from a length's name or from minutes.

    Without either, returns the default length. Raises UnknownNameError, LengthError, or
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
