"""Checks that speech is even, that chimes fit its level, and that no peak is too high."""

from collections.abc import Iterator, Sequence
from math import inf, log10

from voiceguide.inspection import asleep
from voiceguide.inspection.check import Check, judged, places, unknown, unplanned
from voiceguide.inspection.measure import Sound
from voiceguide.timecode import clock
from voiceguide.timeline.model import Chime, ChimeKind, Timeline

SPEECH_LUFS = {1: -19.0, 2: -16.0}
"""By the number of channels: a voice on two loudspeakers is 3 LU louder than on one."""

LEVEL_LU = 1.5
"""The tolerance of speech from its target, and of each phrase from the mean."""

TRUE_PEAK_DBTP = -1.5

CHIMES_LU = {
    ChimeKind.NEXT_STEP: [(-10.0, -4.0)],
    ChimeKind.SWITCH: [(-8.0, -4.0)],
    ChimeKind.END: [(-10.0, -6.0), (-16.0, -12.0)],
    ChimeKind.BELL: [(-10.0, -4.0)],
}
"""The ranges for the loudest 400 ms of each chime relative to speech, in LU, before its planned
gain. The targets are -6, -6, and -8; older sleep sessions have -14."""


def loudness_checks(
    timeline: Timeline | None, sound: Sound, speech: Sequence[float], chimes: Sequence[float]
) -> Iterator[Check]:
    """Yields the checks on levels. `speech` and `chimes` have the loudness of each phrase and
    chime, in LUFS."""
    middle = mean_lufs(speech)
    target_lufs = SPEECH_LUFS[sound.channels]
    target = f"{target_lufs:g} LUFS ± {LEVEL_LU:g}"
    each = f"every phrase within {LEVEL_LU:g} LU of the mean"
    ratio = "next step -4 to -10 LU relative to speech, switch -6 ± 2, end -8 ± 2 or -14 ± 2"
    if timeline is None:
        yield unplanned("speech loudness", target)
        yield unplanned("speech evenness", each)
        yield unplanned("chime loudness", ratio)
        yield unplanned("sleep chimes", asleep.TARGET)
    elif middle == -inf:
        yield judged("speech loudness", target, "no speech is heard", good=False)
        yield unknown("speech evenness", each, "no speech is heard")
        yield unknown("chime loudness", ratio, "no speech is heard")
        yield unknown("sleep chimes", asleep.TARGET, "no speech is heard")
    else:
        good = abs(middle - target_lufs) <= LEVEL_LU
        yield judged("speech loudness", target, f"{middle:.1f} LUFS", good=good)
        yield _evenness(timeline, each, [level - middle for level in speech])
        apart = [level - middle for level in chimes]
        yield _chimes(timeline.timed_chimes, ratio, apart)
        yield asleep.chimes_check(timeline, apart)
    value = f"{sound.true_peak:.1f} dBTP"
    good = sound.true_peak <= TRUE_PEAK_DBTP
    yield judged("true peak", f"{TRUE_PEAK_DBTP:g} dBTP at most", value, good=good)


def mean_lufs(levels: Sequence[float]) -> float:
    """Returns the mean power of all audible levels, in LUFS; -inf if none is audible."""
    heard = [10 ** (level / 10) for level in levels if level > -inf]
    return 10 * log10(sum(heard) / len(heard)) if heard else -inf


def _evenness(timeline: Timeline, target: str, apart: list[float]) -> Check:
    phrases = [phrase for cue in timeline.cues for phrase in cue.phrases]
    wrong = [
        clock(phrase.start_ms)
        for phrase, level in zip(phrases, apart, strict=True)
        if abs(level) > LEVEL_LU
    ]
    value = f"{min(apart):+.1f} to {max(apart):+.1f} LU"
    return judged("speech evenness", target, value, good=not wrong, where=places(wrong))


def _chimes(chimes: Sequence[Chime], target: str, levels: list[float]) -> Check:
    wrong, found = [], dict[ChimeKind, list[float]]()
    for chime, level in zip(chimes, levels, strict=True):
        if chime.gain_db is None:
            continue
        found.setdefault(chime.kind, []).append(level)
        before_gain = round(level - chime.gain_db, 1)
        if not any(low <= before_gain <= high for low, high in CHIMES_LU[chime.kind]):
            wrong.append(clock(chime.start_ms))
    value = ", ".join(
        f"{kind} {min(levels):.1f}"
        + (f" to {max(levels):.1f}" if max(levels) - min(levels) > 0.1 else "")
        for kind, levels in found.items()
    )
    return judged("chime loudness", target, value, good=not wrong, where=places(wrong))
