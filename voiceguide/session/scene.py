"""A timeline and its sounds, brought together as a scene for the mixer."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from voiceguide.audio.clip import Clip, Sound
from voiceguide.audio.levels import BED_LEVEL_LU
from voiceguide.audio.pydub_adapter import gain
from voiceguide.audio.scene import CROSSOVER_MS, Bed, Placed, Scene
from voiceguide.audio.selection import FEATURELESS, ROOM_TONE
from voiceguide.script.narration import Sentence
from voiceguide.session.sounds import Backdrop
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
    clips: Mapping[Sentence, Sound],
    chimes: Mapping[ChimeKind, Clip],
    backdrop: Backdrop,
) -> Scene:
    """Returns every phrase and every chime at its time, over the bed."""
    placed = [
        Placed(phrase.start_ms, clips[phrase.sentence])
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
