"""A timeline and its sounds, brought together as a scene."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from voiceguide.audio import levels
from voiceguide.audio.clip import Clip, KeptLoop, Loop, Sound
from voiceguide.audio.levels import BED_LEVEL_LU, LOUDEST_BED_LU, SOFTEST_BED_LU
from voiceguide.audio.library import find_bed, find_chimes
from voiceguide.audio.loudness import momentary_max_lufs
from voiceguide.audio.pydub_adapter import gain
from voiceguide.audio.scene import CROSSOVER_MS, Bed, Placed, Scene
from voiceguide.audio.selection import BEDS, CHIMES, FEATURELESS, NO_BED, ROOM_TONE, is_own_set
from voiceguide.cache.store import NOWHERE, Store
from voiceguide.errors import InputError
from voiceguide.timecode import FRAME_MS, frame_from, frame_until
from voiceguide.timeline.ducking import ducking
from voiceguide.timeline.model import BedPlan, ChimeKind, Timeline

BED_FADE_IN_MS = 500
"""The bed comes up under the first chime instead of switching on."""

BED_FADE_OUT_MS = 12_000
"""DOMAIN: the tail fades out over 12 s."""

SLEEP_FADE_OUT_MS = 60_000
"""For falling asleep: DOMAIN asks for 45 s or more; nobody hears when it ends."""

SLEEP_END_CHIME_DB = -6.0
"""For falling asleep the end chime is 14 LU under speech (DOMAIN), not 8."""

RESTART_LEAD_MS = CROSSOVER_MS + 5 * FRAME_MS
"""From where a bed begins anew to the next sound: the crossover, and the frames before a
block that its encoder hears too."""

WORTH_A_RESTART_MS = 1_000
"""A bed that begins anew for a shorter pause costs more frames of crossover than it saves."""

FAINT_LU = 2.0
"""So far under its level a sound is too soft: the room that `inspect` gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backdrop:
    """The bed, by the name it was asked for by, and how the session ends.

    `bed` is at `BED_LEVEL_LU`; `level_lu` is what it is to be at. A file of the user's
    may have the name of a bed that is `bundled`.
    """

    bed: Loop | None
    name: str
    bundled: bool
    level_lu: float = BED_LEVEL_LU
    sleep: bool = False


def backdrop(bed: str | Path, level_lu: float, *, sleep: bool, store: Store = NOWHERE) -> Backdrop:
    """A bundled bed, a sound file or "none", at `level_lu` against speech.

    What is made of a sound file is kept in `store`. Raises InputError for a level that no
    bed can have; what finding the bed raises passes.
    """
    if not SOFTEST_BED_LU <= level_lu <= LOUDEST_BED_LU:
        raise InputError(
            f"a bed can't be at {level_lu:g} LU against speech; choose from "
            f"{SOFTEST_BED_LU:g} to {LOUDEST_BED_LU:g}"
        )
    if str(bed) == NO_BED and level_lu != BED_LEVEL_LU:
        raise InputError("a level was asked for, but no bed; choose a bed, or leave the level out")
    return Backdrop(
        bed=find_bed(bed, store),
        name=Path(bed).name,
        bundled=str(bed) in BEDS,
        level_lu=level_lu,
        sleep=sleep,
    )


def signals(chimes: str | Path = CHIMES) -> Mapping[ChimeKind, Clip]:
    """A bundled set of chimes, or the sounds in a folder, by what they say."""
    return {ChimeKind(name): clip for name, clip in find_chimes(chimes).items()}


def faint(setting: Backdrop, chimes: str | Path, chosen: Mapping[ChimeKind, Clip]) -> Iterator[str]:
    """What of the user's own sounds is softer than it should be, in words, and why.

    `chosen` are the clips of `chimes`. Only a sound with moments far louder than the rest can
    be: more would be too loud there.
    """
    found = dict[str, float]()
    if isinstance(setting.bed, KeptLoop):
        stereo = setting.bed.channels > 1
        wanted = levels.STEREO_BED_LUFS if stereo else levels.BED_LUFS
        found[f"the bed {setting.name}"] = wanted - setting.bed.lufs
    if is_own_set(chimes):
        for kind, clip in chosen.items():
            loudness = momentary_max_lufs(clip.pcm)
            found[f"the chime {kind}"] = levels.CHIME_LUFS[kind] - loudness
    for name, short in found.items():
        if short > FAINT_LU:
            yield (
                f"{name} is {short:.0f} LU softer than it should be: its loudest moments leave "
                "no more room; an evener sound is heard better"
            )


def with_bed(timeline: Timeline, backdrop: Backdrop) -> Timeline:
    """The timeline with its bed's plan. A room tone is no bed: it never steps back."""
    if backdrop.bed is None or (backdrop.bundled and backdrop.name == ROOM_TONE):
        return timeline
    bed = BedPlan(
        name=backdrop.name,
        level_lu=backdrop.level_lu,
        gain=ducking(timeline),
        fade_in_ms=BED_FADE_IN_MS,
        fade_out_ms=_fade_out_ms(timeline, backdrop),
    )
    return replace(timeline, bed=bed)


def scene(
    timeline: Timeline,
    phrases: Mapping[str, Sound],
    chimes: Mapping[ChimeKind, Clip],
    backdrop: Backdrop,
) -> Scene:
    """Every phrase, by its words, and every chime at its time, over the bed."""
    placed = [
        Placed(phrase.start_ms, phrases[phrase.text])
        for cue in timeline.cues
        for phrase in cue.phrases
    ]
    placed += [
        Placed(chime.start_ms, _chime(chimes[chime.kind], chime.kind, backdrop))
        for chime in timeline.chimes
    ]
    return Scene(
        total_ms=timeline.total_ms,
        placed=tuple(sorted(placed, key=lambda placed: placed.start_ms)),
        bed=_bed(timeline, backdrop),
    )


def _bed(timeline: Timeline, backdrop: Backdrop) -> Bed | None:
    if backdrop.bed is None:
        return None
    offset = backdrop.level_lu - BED_LEVEL_LU
    planned = timeline.bed.gain if timeline.bed else ()
    points = tuple((point.at_ms, point.db + offset) for point in planned)
    featureless = backdrop.bundled and backdrop.name in FEATURELESS
    return Bed(
        loop=backdrop.bed,
        fade_in_ms=BED_FADE_IN_MS,
        fade_out_ms=_fade_out_ms(timeline, backdrop),
        gain=points or ((0, offset),),
        restarts=tuple(_restarts(timeline)) if featureless else (),
    )


def _restarts(timeline: Timeline) -> Iterator[int]:
    """On the frames' grid, shortly before what sounds after a pause, and after it.

    A bed that begins anew before a cue makes its frames the same in every session; and one
    that begins anew after it makes its way up the same after every cue. A bed that never
    steps back has no way up, and gains nothing by that.
    """
    sounding = sorted(
        [(cue.start_ms, cue.end_ms) for cue in timeline.cues]
        + [(chime.start_ms, chime.end_ms) for chime in timeline.chimes]
    )
    quiet_from = 0
    for start_ms, end_ms in sounding:
        restart = frame_until(start_ms) - RESTART_LEAD_MS
        if timeline.bed is not None and quiet_from and restart >= quiet_from + WORTH_A_RESTART_MS:
            yield quiet_from
        if restart >= max(quiet_from + FRAME_MS, RESTART_LEAD_MS):
            yield restart
        quiet_from = max(quiet_from, frame_from(end_ms))


def _fade_out_ms(timeline: Timeline, backdrop: Backdrop) -> int:
    wanted = SLEEP_FADE_OUT_MS if backdrop.sleep else BED_FADE_OUT_MS
    return min(wanted, timeline.total_ms)


def _chime(clip: Clip, kind: ChimeKind, backdrop: Backdrop) -> Clip:
    if kind is not ChimeKind.END or not backdrop.sleep:
        return clip
    return Clip(f"{clip.name} softly", gain(clip.pcm, SLEEP_END_CHIME_DB))
