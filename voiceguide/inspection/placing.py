"""Checks that the voice sounds where the timeline says, and nowhere else.

It looks only at levels; `voiceguide.verification` checks the words.
"""

from collections.abc import Iterator, Sequence
from statistics import median

from voiceguide.audio.pcm import FULL_SCALE
from voiceguide.audio.rows import ROW_MS, decibels
from voiceguide.inspection.check import Check, judged, places, unplanned
from voiceguide.inspection.measure import Sound
from voiceguide.timecode import clock
from voiceguide.timeline.model import Chime, Phrase, Timeline

VOICE_DBFS = -40.0
"""Any sound louder than this (RMS over 10 ms) may be voice."""

OVER_BED_DB = 12.0
"""Voice is also at least this much louder than the bed."""

STRAY_DBFS = -32.0
"""Any sound louder than this, outside the plan, is not the bed, which peaks at -20 dBFS or
lower."""

ONSET_MS, END_MS = 150, 300
"""A phrase must be audible this soon after its start, and this shortly before its end. Measured on
espeak-ng's voices: 50 ms and 160 ms."""

LEAST_SHARE = 0.4
"""The least share of a phrase that must be voice. Measured: 0.63 and more."""

STRAY_MS = 100
MARGIN_MS = 60


def placing_checks(timeline: Timeline | None, sound: Sound) -> Iterator[Check]:
    """Yields the checks on the positions of voice and chimes."""
    name, target = "speech in its place", "voice where the timeline says"
    if timeline is None:
        yield unplanned(name, target)
        yield unplanned("nothing out of place", "no voice or chime elsewhere")
        return
    outside = _outside(timeline, len(sound.levels))
    bed = (
        median(level for level, out in zip(sound.levels, outside, strict=True) if out)
        if any(outside)
        else 0
    )
    threshold = max(VOICE_DBFS, decibels(bed) + OVER_BED_DB)
    under = max(VOICE_DBFS, threshold + _ducked(timeline))
    voiced = [level >= _level(under) for level in sound.levels]
    phrases = [phrase for cue in timeline.cues for phrase in cue.phrases]
    wrong = [clock(phrase.start_ms) for phrase in phrases if not _is_there(phrase, voiced)]
    value = f"{len(phrases) - len(wrong)} of {len(phrases)} phrases"
    yield judged(name, target, value, good=bool(phrases) and not wrong, where=places(wrong))
    yield _stray(sound, outside, max(threshold, STRAY_DBFS))
    yield _chimes(timeline, voiced)


def _ducked(timeline: Timeline) -> float:
    """Returns the bed's planned gain under a voice relative to the gaps, in dB."""
    gains = [point.db for point in timeline.bed.gain] if timeline.bed else []
    return min(gains) - max(gains) if gains else 0.0


def _is_there(phrase: Phrase, voiced: Sequence[bool]) -> bool:
    first, last = phrase.heard_ms // ROW_MS, phrase.end_ms // ROW_MS
    inside = voiced[first:last]
    onset = inside[: ONSET_MS // ROW_MS]
    ending = inside[-END_MS // ROW_MS :]
    return any(onset) and any(ending) and sum(inside) >= LEAST_SHARE * (last - first)


def _chimes(timeline: Timeline, voiced: Sequence[bool]) -> Check:
    chimes = timeline.heard_chimes
    missing = [clock(chime.start_ms) for chime in chimes if not _rings(chime, voiced)]
    whole = len(chimes)
    return judged(
        "chimes in their place",
        "every chime is heard",
        f"{whole - len(missing)} of {whole}",
        good=not missing,
        where=places(missing),
    )


def _rings(chime: Chime, voiced: Sequence[bool]) -> bool:
    return any(voiced[chime.start_ms // ROW_MS : (chime.start_ms + ONSET_MS) // ROW_MS])


def _stray(sound: Sound, outside: Sequence[bool], threshold: float) -> Check:
    """Checks for runs of loud sound outside the plan."""
    limit, run, wrong = _level(threshold), 0, []
    for row, (level, out) in enumerate(zip(sound.levels, outside, strict=True)):
        run = run + 1 if out and level >= limit else 0
        if run == STRAY_MS // ROW_MS:
            wrong.append(clock(row * ROW_MS))
    return judged(
        "nothing out of place",
        "no voice or chime elsewhere",
        f"{len(wrong)} places" if wrong else "nothing",
        good=not wrong,
        where=places(list(dict.fromkeys(wrong))),
    )


def _outside(timeline: Timeline, rows: int) -> Sequence[bool]:
    """Returns for each row whether the plan has neither voice nor chime there."""
    outside = bytearray(b"\1" * rows)
    spans: list[Phrase | Chime] = [p for cue in timeline.cues for p in cue.phrases]
    for sound in [*spans, *timeline.heard_chimes]:
        first = max(0, (sound.start_ms - MARGIN_MS) // ROW_MS)
        last = min(rows, (sound.end_ms + MARGIN_MS) // ROW_MS + 1)
        outside[first:last] = bytes(max(0, last - first))
    return [bool(row) for row in outside]


def _level(dbfs: float) -> float:
    return FULL_SCALE * 10 ** (dbfs / 20)
