"""Remarks on the faults that listeners would notice in a user's own, usable sound.

Each remark is a clause that follows the sound's name.
"""

from collections.abc import Iterator, Sequence
from statistics import fmean, pstdev

from voiceguide.audio import levels
from voiceguide.audio.clicks import CLICK_BEND, sharp
from voiceguide.audio.condition import Condition
from voiceguide.audio.own_sound import Heard
from voiceguide.audio.rows import ROW_MS, LevelMeter, decibels
from voiceguide.sounds import BED_LEVEL_LU, LOUDEST_BED_LU
from voiceguide.timecode import clock, duration

BUZZ_MS, LEAST_BED_MS = 50, 1000
"""A sound that repeats every 50 ms or faster is heard as a tone; up to every second, as a flutter
or a whoosh (Guttman and Julesz, JASA 35, 1963: periodic noise)."""

NEARLY_SILENT_LUFS = -60.0
"""A softer sound and its hiss would be raised by more than 20 dB."""

CLIPPED_PLACES = 3
"""A single clipped run is inaudible."""

DEAD_DB = 40.0
"""A channel that is softer than the other by this much is not heard beside it."""

CANCELLED_DB = -10.0
"""The mono mix is softer by at least this much if left and right are nearly opposite. With two
unrelated channels, it is 3 dB softer."""

BASS_DB = 5.0
"""The level minus the loudness of a tone of 50 Hz, which small loudspeakers don't reproduce. The
bundled pad has 1, brown noise 3."""

UNEVEN, UNEVEN_MS = 0.6, 500
"""The standard deviation of the power of half seconds, relative to its mean. The bundled sea has
0.5, noise that rises by 20 dB every 10 s has 0.9."""

EDGE_ROWS = 2
"""Clicks at a bed's edges don't count, since the seam hides them."""

SWELL_MS, HEARD_DBFS = 150, -40.0
"""A chime is noticed in time if any 10 ms within this time are this loud."""

LONG_CHIME_MS = {"next-step": 5_000, "switch": 5_000, "end": 15_000, "bell": 20_000}
"""The longest usual length of each chime, since words wait for its end. The bundled ones last up to
2, 1.2 and 10 s."""


def bed_remarks(heard: Heard, lufs: float, length_ms: int, rows: LevelMeter) -> Iterator[str]:
    """Yields the remarks on a bed. `lufs` is the loudness of its file, `length_ms` the length of
    its loop; `rows` measures the levelled sound."""
    if length_ms < LEAST_BED_MS:
        sound = "a buzz" if length_ms <= BUZZ_MS else "a flutter"
        only = duration(length_ms)
        yield f"lasts only {only}, so its repeats are heard as {sound}; use a longer one"
    else:
        yield from _course(rows)
    yield from _file(heard.condition, lufs)
    if abs(heard.balance_db) > DEAD_DB:
        side = "left" if heard.balance_db > 0 else "right"
        yield f"is heard on the {side} only; use a recording with sound in both channels"
    elif heard.mono_db < CANCELLED_DB:
        yield (
            "nearly disappears on a single loudspeaker, because left and right cancel; invert one "
            "channel"
        )


def chime_remarks(heard: Heard, lufs: float, meaning: str, rows: LevelMeter) -> Iterator[str]:
    """Yields the remarks on a chime; `rows` measures the finished sound."""
    yield from _file(heard.condition, lufs)
    length_ms = len(rows.rms) * ROW_MS
    if length_ms > LONG_CHIME_MS[meaning]:
        yield f"lasts {duration(length_ms)}, and words wait until it ends; use a shorter one"
    if decibels(max(rows.rms[: SWELL_MS // ROW_MS], default=0)) < HEARD_DBFS:
        yield "begins so softly that it is noticed late; cut off its beginning"
    clicks = _clicks(rows.bends)
    if clicks:
        yield f"clicks {clicks}; use another recording if that doesn't belong to it"


def _file(condition: Condition, lufs: float) -> Iterator[str]:
    """Yields the remarks on the file itself, and on its loudness."""
    if condition.cut_off:
        yield f"is cut off{_missing(condition)}, like a download that stopped; get the whole file"
    if condition.damaged:
        places = "a place" if condition.damaged == 1 else f"{condition.damaged} places"
        yield f"is damaged and jumps in {places}; get it again"
    if condition.clipped >= CLIPPED_PLACES:
        yield "is clipped, which is heard as crackle; use a recording that was not too loud"
    if lufs < NEARLY_SILENT_LUFS:
        yield f"is nearly silent ({lufs:.0f} LUFS), so its hiss comes up with it; use a louder one"


def _missing(condition: Condition) -> str:
    """Returns where the sound ends, if the file states where it should."""
    if not condition.stated_s or condition.heard_s > condition.stated_s - 0.1:
        return ""
    return f" after {condition.heard_s:.1f} of {condition.stated_s:.1f} s"


def _course(rows: LevelMeter) -> Iterator[str]:
    """Yields the remarks on a levelled bed over time."""
    size = UNEVEN_MS // ROW_MS
    powers = [
        fmean(level * level for level in rows.rms[at : at + size])
        for at in range(0, len(rows.rms) - size + 1, size)
    ]
    mean = fmean(powers) if powers else 0.0
    if mean and pstdev(powers) / mean > UNEVEN:
        yield "is far louder at some times than at others; use a more even one"
    if mean and decibels(mean**0.5) - levels.BED_LUFS > BASS_DB:
        yield "is almost only bass, which phones don't play; use a brighter one"
    clicks = _clicks(rows.bends[EDGE_ROWS:-EDGE_ROWS])
    if clicks:
        yield f"clicks {clicks}; use another recording if that doesn't belong to it"


def _clicks(bends: Sequence[int]) -> str:
    """Returns how often a sound clicks, and where first; empty if it doesn't. A bed may be played
    louder than it was levelled."""
    louder = 10 ** ((LOUDEST_BED_LU - BED_LEVEL_LU) / 20)
    found = [row for row, _ in sharp(bends, CLICK_BEND / louder)]
    if not found:
        return ""
    first = clock(found[0] * ROW_MS)
    return f"at {first}" if len(found) == 1 else f"{len(found)} times, first at {first}"
