"""Checks that the bed has its level, gets quieter under the voice, and fades out."""

from collections.abc import Iterator, Sequence
from math import inf

from voiceguide.audio.rows import ROW_MS, decibels
from voiceguide.inspection.check import Check, judged, of_part, places, unknown, unplanned
from voiceguide.inspection.ducking import DUCK_DB, LEVEL_LU, TARGETS, ducking_checks
from voiceguide.inspection.loudness import mean_lufs
from voiceguide.inspection.measure import Sound
from voiceguide.inspection.stretches import common, quiet, with_bed
from voiceguide.timecode import clock
from voiceguide.timeline.ducking import gain_at
from voiceguide.timeline.model import BedPlan, Timeline

DOWN_MS, HOLD_MS, UP_MS = 400, 800, 2000
DOWN_ACROSS_MS = 4000
"""The bed stays down in pauses shorter than this."""

PLAN_MS = 50
PLAN_DB = 0.5

FADE_OUT_MS, SLEEP_FADE_OUT_MS = 12_000, 45_000
BREAK_OFF_MS = 1_500
FADED_MS = 300
FADED_DB = 12.0
"""At the end, the bed must be silent, or quieter than in the gaps by at least this much."""

ROOM_TONE_DBFS = (-66.0, -54.0)

_PLAN = (
    f"{DUCK_DB:g} dB under speech and chimes, {DOWN_MS} ms down, {HOLD_MS} ms hold, {UP_MS} ms up"
)


def bed_checks(
    timeline: Timeline | None, sound: Sound, speech_lufs: float, gaps: Sequence[float]
) -> Iterator[Check]:
    """Yields the checks on the bed; `gaps` is the loudness of each measured gap, in LUFS."""
    targets = {"bed plan": _PLAN, **TARGETS}
    if timeline is None:
        for name in ("bed level", *targets, "fade-out"):
            yield unplanned(name, targets.get(name, ""))
        return
    found = _bed_checks(timeline, sound, speech_lufs, gaps)
    # The swell of a bed such as the sea evens out over a whole session, but not over a step.
    yield from map(of_part, found) if timeline.excerpt else found


def _bed_checks(
    timeline: Timeline, sound: Sound, speech_lufs: float, gaps: Sequence[float]
) -> Iterator[Check]:
    rows = list(_rows(timeline, sound.levels))
    if timeline.bed is None:
        yield _room_tone(rows)
    else:
        yield _level(timeline.bed, speech_lufs, gaps)
        yield _plan(timeline, timeline.bed)
        yield from ducking_checks(timeline.bed, rows)
    yield _fade_out(timeline, sound.levels, rows)


def _rows(timeline: Timeline, levels: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yields the time in ms and the level of each 10 ms in which only the bed sounds, unfaded."""
    bed = timeline.bed
    first = bed.fade_in_ms if bed else 1000
    last = timeline.total_ms - (bed.fade_out_ms if bed else _least_fade_ms(timeline))
    for start, end in common(quiet(timeline), with_bed(timeline)):
        low, high = max(start, first), min(end, last)
        for row in range(-(-low // ROW_MS), min(high // ROW_MS, len(levels))):
            yield row * ROW_MS, levels[row]


def _room_tone(rows: Sequence[tuple[int, int]]) -> Check:
    low, high = ROOM_TONE_DBFS
    target = f"room tone, {low:g} to {high:g} dBFS, unless you chose another bed or none"
    level = _rms_db([level for _, level in rows])
    value = "no bed" if level == -inf else f"{level:.0f} dBFS"
    if low <= level <= high:
        return judged("bed level", target, value, good=True)
    return unknown("bed level", target, value)


def _level(bed: BedPlan, speech_lufs: float, gaps: Sequence[float]) -> Check:
    target = f"{bed.level_lu:g} LU relative to speech, ± {LEVEL_LU:g}"
    found = mean_lufs(gaps)
    if not gaps or speech_lufs == -inf:
        return unknown("bed level", target, "there is no speech, or no gap is long enough")
    value = "no bed is heard" if found == -inf else f"{found - speech_lufs:.1f} LU"
    good = abs(found - speech_lufs - bed.level_lu) <= LEVEL_LU
    return judged("bed level", target, value, good=good)


def _plan(timeline: Timeline, bed: BedPlan) -> Check:
    """Compares the planned gain with the rule, at each corner of its curve."""
    full = max((point.db for point in bed.gain), default=0.0)
    wrong = []
    corners = [point for stretch in _down(timeline) for point in _corners(stretch, full)]
    for at, meant in corners:
        if at > timeline.total_ms:
            continue
        near = [gain_at(bed.gain, at + shift) for shift in (-PLAN_MS, 0, PLAN_MS)]
        if not min(near) - PLAN_DB <= meant <= max(near) + PLAN_DB:
            wrong.append(clock(at))
    value = f"{len(bed.gain)} points"
    return judged("bed plan", _PLAN, value, good=not wrong, where=places(wrong))


def _down(timeline: Timeline) -> Iterator[tuple[int, int]]:
    """Yields the spans, in ms, in which the bed must be down: sounds and the short pauses between
    them."""
    spans = [(phrase.start_ms, phrase.end_ms) for cue in timeline.cues for phrase in cue.phrases]
    spans += [(chime.start_ms, chime.end_ms) for chime in timeline.heard_chimes]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start - joined[-1][1] < DOWN_ACROSS_MS:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    yield from joined


def _corners(stretch: tuple[int, int], full: float) -> Iterator[tuple[int, float]]:
    """Yields times in ms, each with its right gain: before, in and after a stretch, and on its
    ramps."""
    start, end = stretch
    if start >= DOWN_MS:  # a sound at the very start has no ramp before it
        yield start - DOWN_MS, full
        yield start - DOWN_MS // 2, full + DUCK_DB / 2
    yield start, full + DUCK_DB
    yield (start + end) // 2, full + DUCK_DB
    yield end + HOLD_MS, full + DUCK_DB
    yield end + HOLD_MS + UP_MS // 2, full + DUCK_DB / 2
    yield end + HOLD_MS + UP_MS, full


def _fade_out(timeline: Timeline, levels: Sequence[int], rows: Sequence[tuple[int, int]]) -> Check:
    least = _least_fade_ms(timeline)
    target = f"over {least / 1000:.0f} s or more, to nothing"
    if timeline.breaks_off:
        target = f"over {least / 1000:g} s, without a click"
    planned = timeline.bed.fade_out_ms if timeline.bed else least
    gap, end = _rms_db([level for _, level in rows]), _rms_db(levels[-FADED_MS // ROW_MS :])
    value = "silent at the end" if end == -inf else f"{end:.0f} dBFS at the end"
    if planned < least:
        value += f", over {planned / 1000:g} s"
    if gap == -inf < end:
        return unknown("fade-out", target, f"{value}; there is no bed to compare it with")
    good = planned >= least and (end == -inf or end <= gap - FADED_DB)
    return judged("fade-out", target, value, good=good)


def _least_fade_ms(timeline: Timeline) -> int:
    """Returns how long the bed must take to fade out at the end."""
    if timeline.breaks_off:
        return BREAK_OFF_MS
    return min(SLEEP_FADE_OUT_MS if timeline.sleep else FADE_OUT_MS, timeline.total_ms)


def _rms_db(levels: Sequence[int]) -> float:
    """Returns the RMS of all levels together, in dBFS; -inf if there are none."""
    power = sum(level * level for level in levels) / max(len(levels), 1)
    return decibels(power**0.5) if power > 0 else -inf
