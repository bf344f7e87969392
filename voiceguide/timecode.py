"""Times in milliseconds: reading, formatting and rounding them.

Every time in voiceguide is a whole number of milliseconds. At 48 kHz, one
millisecond is 48 samples, and one MP3 frame is 1,152 samples or 24 ms, so
conversions never drift. Only this module rounds.
"""

import re
from fractions import Fraction
from math import floor

SAMPLE_RATE = 48_000
"""Samples per second, everywhere."""

SAMPLES_PER_MS = SAMPLE_RATE // 1000
"""48, a whole number: the reason for a rate of 48 kHz."""

FRAME_MS = 24
"""One MP3 frame (1,152 samples) in milliseconds."""

MAX_MS = 24 * 60 * 60 * 1000
"""The longest duration, a day; anything longer is a typing error."""

_UNITS_MS = {"ms": 1, "s": 1000, "m": 60_000, "min": 60_000, "h": 3_600_000}
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|min|s|m|h)")
_WHOLE = re.compile(rf"\s*(?:{_PART.pattern}\s*)+")

DURATION_FORM = "a duration with units, such as 45s, 1m30s or 1.5m"


def parse(text: str) -> int:
    """Reads a duration with units, and returns milliseconds.

    >>> parse("1m30s"), parse("1.5 m"), parse("250ms")
    (90000, 90000, 250)

    Raises ValueError with a message for the script's author.
    """
    stripped = text.strip()
    shown = stripped if len(stripped) <= 40 else stripped[:37] + "..."
    if stripped.startswith("-"):
        raise ValueError(f"{shown!r} is negative; expected {DURATION_FORM}")
    if re.fullmatch(r"\d+(?:\.\d+)?", stripped):
        raise ValueError(f"{shown!r} has no unit; expected {DURATION_FORM}")
    if clock := re.fullmatch(r"(\d{1,3}):([0-5]\d)", stripped):
        instead = duration((int(clock[1]) * 60 + int(clock[2])) * 1000)
        raise ValueError(f"{shown!r} has no unit; minutes and seconds are written {instead}")
    if not stripped.isascii() or len(stripped) > 40 or not _WHOLE.fullmatch(stripped):
        raise ValueError(f"{shown!r} is not a duration; expected {DURATION_FORM}")
    total = sum(
        (Fraction(amount) * _UNITS_MS[unit] for amount, unit in _PART.findall(stripped)),
        start=Fraction(0),
    )
    if total > MAX_MS:
        raise ValueError(f"{shown!r} is longer than a day; expected {DURATION_FORM}")
    return nearest_ms(total)


def nearest_ms(value: Fraction | float) -> int:
    """Rounds to the nearest whole number of milliseconds, halves upwards."""
    return floor(Fraction(value) + Fraction(1, 2))


def from_minutes(minutes: Fraction | float) -> int:
    """Converts minutes to milliseconds, rounded to whole MP3 frames.

    Whole and half minutes are already whole frames. Any other length changes by at most
    12 ms, so that a track is exactly as long as it states.
    """
    return to_frames(nearest_ms(Fraction(minutes) * 60_000))


def to_frames(ms: int) -> int:
    """Returns the multiple of one MP3 frame nearest to `ms`."""
    return (ms + FRAME_MS // 2) // FRAME_MS * FRAME_MS


def frame_from(ms: int) -> int:
    """Returns the first MP3 frame boundary at or after `ms`."""
    return -(-ms // FRAME_MS) * FRAME_MS


def frame_until(ms: int) -> int:
    """Returns the last MP3 frame boundary at or before `ms`."""
    return ms // FRAME_MS * FRAME_MS


def clock(ms: int) -> str:
    """Formats a time for people, to the nearest second: `m:ss`, or `h:mm:ss` from an hour on.

    >>> clock(90_400), clock(3_600_000)
    ('1:30', '1:00:00')
    """
    minutes, seconds = divmod(nearest_ms(Fraction(ms, 1000)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def minutes(ms: int) -> str:
    """Formats a length in minutes, as `--minutes` takes it.

    >>> minutes(420_000), minutes(810_000)
    ('7', '13.5')
    """
    return f"{ms / 60_000:.4f}".rstrip("0").rstrip(".")


def duration(ms: int) -> str:
    """Formats a duration as authors write it and `parse` reads it.

    >>> duration(90_000), duration(810_500), duration(0)
    ('1m30s', '13m30.5s', '0s')
    """
    minutes, rest = divmod(ms, 60_000)
    seconds, millis = divmod(rest, 1000)
    fraction = f".{millis:03}".rstrip("0") if millis else ""
    tail = f"{seconds}{fraction}s" if seconds or millis else ""
    return (f"{minutes}m" if minutes else "") + tail or "0s"


def timestamp(ms: int, *, separator: str = ".") -> str:
    """Formats a time as in captions: `hh:mm:ss.mmm` (the separator of SRT is `,`)."""
    seconds, millis = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{separator}{millis:03}"
