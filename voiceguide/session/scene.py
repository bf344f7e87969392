"""Combines a timeline and its sounds into a scene for the mixer."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from voiceguide.audio.catalogue import FEATURELESS
from voiceguide.audio.clip import Clip, Sound
from voiceguide.audio.pydub_adapter import gain
from voiceguide.audio.scene import CROSSFADE_MS, Bed, Placed, Scene
from voiceguide.script.narration import Sentence
from voiceguide.session.sounds import Beds, SessionBed
from voiceguide.sounds import BED_LEVEL_LU, ROOM_TONE
from voiceguide.timecode import FRAME_MS, frame_from, frame_until
from voiceguide.timeline.ducking import ducking
from voiceguide.timeline.model import BedKind, BedPart, BedPlan, Timeline

BED_FADE_IN_MS = 500
"""The bed fades in under the first chime instead of switching on."""

BED_FADE_OUT_MS = 12_000
"""The bed fades out over the last 12 s."""

BREAK_OFF_MS = 1_500
"""At the end of an excerpt, the bed fades out without a click, but otherwise goes on as long as it
does in the session."""

SLEEP_FADE_OUT_MS = 60_000
"""The fade-out of a sleep session: 45 s or more, so slow that nobody hears the end."""

BED_CHANGE_MS = 3_000
"""The crossfade between two beds, during the chime and the first words of a step. It is too slow to
startle anybody, and ends before the next quiet."""

RESTART_LEAD_MS = CROSSFADE_MS + 5 * FRAME_MS
"""The time from a bed's restart to the next sound: the crossfade, and the frames that the encoder
hears before a block."""

WORTH_A_RESTART_MS = 1_000
"""The shortest pause worth a restart: in a shorter one, the crossfade costs more frames than the
restart saves."""


def with_beds(timeline: Timeline, beds: Beds) -> Timeline:
    """Returns the timeline with its beds' plan. Room tone, which never gets quieter, needs none."""
    parts = tuple(_parts(timeline, beds))
    several = tuple(_part(bed, span, change_ms) for bed, span, change_ms in parts)
    timeline = replace(timeline, beds=several if len(parts) > 1 else ())
    ducked = [bed for bed, _, _ in parts if _kind(bed) is BedKind.DUCKED]
    if not ducked:
        return timeline
    bed = beds.own if beds.own in ducked else ducked[0]
    plan = BedPlan(
        name=bed.name,
        level_lu=bed.level_lu,
        gain=ducking(timeline),
        fade_in_ms=BED_FADE_IN_MS,
        fade_out_ms=_fade_out_ms(timeline),
    )
    return replace(timeline, bed=plan)


def _kind(bed: SessionBed) -> BedKind:
    if bed.loop is None:
        return BedKind.NONE
    return BedKind.STEADY if bed.bundled and bed.name == ROOM_TONE else BedKind.DUCKED


def _parts(timeline: Timeline, beds: Beds) -> Iterator[tuple[SessionBed, tuple[int, int], int]]:
    """Yields each bed with the span in which it sounds, and the length of its crossfade from the
    previous bed."""
    change_ms = 0
    steps = groupby(timeline.chapters, key=lambda chapter: beds.of(chapter.step))
    for bed, chapters in steps:
        *_, last = first, *_ = list(chapters) * 2
        span = (first.start_ms, last.end_ms)
        yield bed, span, min(change_ms, span[1] - span[0])
        change_ms = BED_CHANGE_MS


def _part(bed: SessionBed, span: tuple[int, int], change_ms: int) -> BedPart:
    start_ms, end_ms = span
    return BedPart(
        name=bed.name, kind=_kind(bed), start_ms=start_ms, end_ms=end_ms, change_ms=change_ms
    )


def scene(
    timeline: Timeline,
    clips: Mapping[Sentence, Sound],
    chimes: Mapping[str, Clip],
    beds: Beds,
) -> Scene:
    """Returns a scene with every phrase and chime at its time, over the beds."""
    placed = [
        Placed(phrase.start_ms, clips[phrase.sentence])
        for cue in timeline.cues
        for phrase in cue.phrases
    ]
    placed += [
        Placed(chime.start_ms, _softened(chimes[chime.clip], chime.gain_db))
        for chime in timeline.heard_chimes
    ]
    return Scene(
        total_ms=timeline.total_ms,
        placed=tuple(sorted(placed, key=lambda placed: placed.start_ms)),
        bed=None if timeline.beds else _bed(timeline, beds.of(timeline.chapters[0].step)),
        beds=tuple(_changing(timeline, beds)) if timeline.beds else (),
    )


def _bed(timeline: Timeline, bed: SessionBed) -> Bed | None:
    if bed.loop is None:
        return None
    offset = bed.level_lu - BED_LEVEL_LU
    is_ducked = timeline.bed is not None and _kind(bed) is BedKind.DUCKED
    planned = timeline.bed.gain if timeline.bed and is_ducked else ()
    points = tuple((point.at_ms, point.db + offset) for point in planned)
    featureless = bed.bundled and bed.name in FEATURELESS
    return Bed(
        loop=bed.loop,
        fade_in_ms=BED_FADE_IN_MS,
        fade_out_ms=_fade_out_ms(timeline),
        gain=points or ((0, offset),),
        restarts=tuple(_restarts(timeline)) if featureless and not timeline.beds else (),
    )


def _changing(timeline: Timeline, beds: Beds) -> Iterator[Bed]:
    """Yields each bed in its part, which ends with the crossfade to the next bed."""
    following = [*timeline.beds[1:], None]
    for part, after in zip(timeline.beds, following, strict=True):
        step = next(c.step for c in timeline.chapters if c.start_ms == part.start_ms)
        if bed := _bed(timeline, beds.of(step)):
            fall_ms = after.change_ms if after else 0
            yield replace(
                bed,
                part=(part.start_ms, part.end_ms + fall_ms),
                rise_ms=part.change_ms,
                fall_ms=fall_ms,
            )


def _restarts(timeline: Timeline) -> Iterator[int]:
    """Yields the bed's restarts, on frame boundaries: shortly before each sound that follows a
    pause, and after it.

    A restart before a cue makes the cue's frames the same in every session. A restart after it
    makes the bed's fade up the same after every cue; a bed that never gets quieter doesn't need
    it.
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
    if timeline.breaks_off:
        wanted = BREAK_OFF_MS
    return min(wanted, timeline.total_ms)


def _softened(clip: Clip, db: float | None) -> Clip:
    return Clip(f"{clip.name} at {db:g} dB", gain(clip.pcm, db)) if db else clip
