"""Notes for a session's author on faults of its sounds that listeners would notice."""

from collections.abc import Iterator, Sequence
from math import inf
from pathlib import Path
from statistics import median

from voiceguide.audio import levels
from voiceguide.audio.catalogue import is_own_set
from voiceguide.audio.clip import BYTES_PER_MS, CachedLoop
from voiceguide.audio.loudness import momentary_max_lufs
from voiceguide.audio.rows import LevelMeter, decibels
from voiceguide.audio.stream import Block
from voiceguide.inspection.ducking import DUCK_DB
from voiceguide.inspection.placing import ONSET_MS, OVER_BED_DB
from voiceguide.session.sounds import Beds, SessionBed
from voiceguide.session.timing import Chimes
from voiceguide.sounds import BED_LEVEL_LU, BELL, MEANINGS
from voiceguide.timeline.model import Chime, Timeline

FAINT_LU = 2.0
"""A sound that is this far below its level is too soft; `inspect` has the same tolerance."""

_BED_MS = 10_000
"""The part of a bed whose level is measured: one piece."""


def noticed(timeline: Timeline, beds: Beds, chimes: str | Path, chosen: Chimes) -> Iterator[str]:
    """Yields notes on faults of the user's own sounds, and on chimes that a bed hides.

    `chosen` has the clips of `chimes`.
    """
    for bed in beds.all:
        yield from _of_bed(bed)
    for sound, clip in chosen.items():
        is_own = is_own_set(chimes) if sound in (*MEANINGS, BELL) else True
        if is_own and not (sound == BELL and clip is chosen["next-step"]):
            name = f"the chime {sound}"
            yield from (f"{name} {remark}" for remark in clip.remarks)
            wanted = levels.CHIME_LUFS.get(sound, levels.BELL_LUFS)
            yield from _faint(name, wanted - momentary_max_lufs(clip.pcm))
    yield from dict.fromkeys(
        note for bed in beds.all for note in _hidden(bed, _within(timeline, beds, bed), chosen)
    )


def _of_bed(bed: SessionBed) -> Iterator[str]:
    if isinstance(bed.loop, CachedLoop):
        stereo = bed.loop.channels > 1
        wanted = levels.STEREO_BED_LUFS if stereo else levels.BED_LUFS
        name = f"the bed {bed.name}"
        yield from (f"{name} {remark}" for remark in bed.loop.remarks)
        yield from _faint(name, wanted - bed.loop.lufs)


def _within(timeline: Timeline, beds: Beds, bed: SessionBed) -> list[Chime]:
    """Returns the chimes that sound in the steps with this bed."""
    return [chime for chime in timeline.heard_chimes if beds.of(chime.step) is bed]


def _faint(name: str, short: float) -> Iterator[str]:
    """Yields a note on a sound that stays too soft, because a few moments far louder than the rest
    would be too loud at its proper level."""
    if short > FAINT_LU:
        yield (
            f"{name} is {short:.0f} LU softer than it should be, because its loudest moments "
            "leave no room; choose a more even sound"
        )


def _hidden(bed: SessionBed, chimes: Sequence[Chime], chosen: Chimes) -> Iterator[str]:
    """Yields a note on each chime that begins too softly to be heard over the bed, by the rule of
    `inspect`."""
    if bed.loop is None:
        return
    channels = bed.loop.channels
    beginning = bed.loop.part(0, _BED_MS * BYTES_PER_MS * channels)
    louder = bed.level_lu - BED_LEVEL_LU + DUCK_DB
    least = median(_levels(beginning, channels)) + louder + OVER_BED_DB
    softest = {chime.clip: chime.gain_db or 0.0 for chime in chimes}
    for sound, db in softest.items():
        onset = max(_levels(chosen[sound].pcm[: ONSET_MS * BYTES_PER_MS]), default=-inf) + db
        if onset < least:
            yield f"the chime {sound} is hidden by the bed; choose a lower --bed-level"


def _levels(pcm: bytes, channels: int = 1) -> list[float]:
    """Returns the level of each 10 ms, in dBFS."""
    rows = LevelMeter()
    rows.feed(Block(pcm, channels))
    return [decibels(level) for level in rows.rms]
