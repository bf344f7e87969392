"""Brings a timeline and its sounds together as a scene for the mixer."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from voiceguide.audio.catalogue import FEATURELESS
from voiceguide.audio.clip import Clip, Sound
from voiceguide.audio.pydub_adapter import gain
from voiceguide.audio.scene import CROSSFADE_MS, Bed, Placed, Scene
from voiceguide.script.narration import Sentence
from voiceguide.session.sounds import SessionBed
from voiceguide.sounds import BED_LEVEL_LU, ROOM_TONE
from voiceguide.timecode import FRAME_MS, frame_from, frame_until
from voiceguide.timeline.ducking import ducking
from voiceguide.timeline.model import BedPlan, ChimeKind, Timeline

BED_FADE_IN_MS = 500
"""The bed fades in under the first chime instead of switching on."""

BED_FADE_OUT_MS = 12_000
"""The bed fades out over the last 12 s."""

SLEEP_FADE_OUT_MS = 60_000
"""For falling asleep, the fade-out is so slow that nobody hears the end; 45 s or more."""

RESTART_LEAD_MS = CROSSFADE_MS + 5 * FRAME_MS
"""From a bed's restart to the next sound: the crossfade, and the frames that the encoder hears
before a block."""

WORTH_A_RESTART_MS = 1_000
"""The shortest pause worth a restart: in a shorter one, the crossfade costs more frames than the
restart saves."""


def with_bed(timeline: Timeline, bed: SessionBed) -> Timeline:
    """Returns the timeline with its bed's plan. Room tone needs none: it never gets quieter."""
    if bed.loop is None or (bed.bundled and bed.name == ROOM_TONE):
        return timeline
    plan = BedPlan(
        name=bed.name,
        level_lu=bed.level_lu,
        gain=ducking(timeline),
        fade_in_ms=BED_FADE_IN_MS,
        fade_out_ms=_fade_out_ms(timeline),
    )
    return replace(timeline, bed=plan)


def scene(
    timeline: Timeline,
    clips: Mapping[Sentence, Sound],
    chimes: Mapping[ChimeKind, Clip],
    bed: SessionBed,
) -> Scene:
    """Returns every phrase and every chime at its time, over the bed."""
    placed = [
        Placed(phrase.start_ms, clips[phrase.sentence])
        for cue in timeline.cues
        for phrase in cue.phrases
    ]
    placed += [
        Placed(chime.start_ms, _softened(chimes[chime.kind], chime.gain_db))
        for chime in timeline.heard_chimes
    ]
    return Scene(
        total_ms=timeline.total_ms,
        placed=tuple(sorted(placed, key=lambda placed: placed.start_ms)),
        bed=_bed(timeline, bed),
    )


def _bed(timeline: Timeline, bed: SessionBed) -> Bed | None:
    if bed.loop is None:
        return None
    offset = bed.level_lu - BED_LEVEL_LU
    planned = timeline.bed.gain if timeline.bed else ()
    points = tuple((point.at_ms, point.db + offset) for point in planned)
    featureless = bed.bundled and bed.name in FEATURELESS
    return Bed(
        loop=bed.loop,
        fade_in_ms=BED_FADE_IN_MS,
        fade_out_ms=_fade_out_ms(timeline),
        gain=points or ((0, offset),),
        restarts=tuple(_restarts(timeline)) if featureless else (),
    )


def _restarts(timeline: Timeline) -> Iterator[int]:
    """Returns the bed's restarts: on frame boundaries, shortly before each sound after a pause, and
    after it.

    A restart before a cue makes the cue's frames the same in every session; one after it
    makes the bed's way up the same after every cue. A bed that never gets quieter has no way
    up, and needs none after cues.
    """
    sounding = sorted(
        [(cue.start_ms, cue.end_ms) for cue in timeline.cues]
        + [(chime.start_ms, chime.end_ms) for chime in timeline.heard_chimes]
    )
    quiet_from = 0
    for start_ms, end_ms in sounding:
        restart = frame_until(start_ms) - RESTART_LEAD_MS
        if timeline.bed is not None and quiet_from and restart >= quiet_from + WORTH_A_RESTART_MS:
            yield quiet_from
        if restart >= max(quiet_from + FRAME_MS, RESTART_LEAD_MS):
            yield restart
        quiet_from = max(quiet_from, frame_from(end_ms))


def _fade_out_ms(timeline: Timeline) -> int:
    wanted = SLEEP_FADE_OUT_MS if timeline.sleep else BED_FADE_OUT_MS
    return min(wanted, timeline.total_ms)


def _softened(clip: Clip, db: float | None) -> Clip:
    return Clip(f"{clip.name} at {db:g} dB", gain(clip.pcm, db)) if db else clip
