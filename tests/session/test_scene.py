"""The restarts of a bed."""

from itertools import pairwise

import pytest

import voiceguide
from voiceguide.audio.scene import Scene
from voiceguide.session.draft import UNSPOKEN
from voiceguide.session.scene import RESTART_LEAD_MS, scene, with_beds
from voiceguide.session.sounds import Beds, session_bed, signals
from voiceguide.timecode import FRAME_MS, frame_until
from voiceguide.timeline.ducking import HOLD_MS, RAMP_UP_MS
from voiceguide.timeline.model import Timeline
from voiceguide.track.mp3.blocks import cut

RESTING_MS = 8_000
"""A pause long enough for the bed to come up and stay up for some time."""


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return voiceguide.plan("back-massage", minutes=20, voicing=voiceguide.Voicing(engine="silent"))


def staged(timeline: Timeline, bed: str) -> Scene:
    chosen = session_bed(bed, -20.0)
    clips = {phrase.sentence: UNSPOKEN for cue in timeline.cues for phrase in cue.phrases}
    return scene(with_beds(timeline, Beds(own=chosen)), clips, signals(), Beds(own=chosen))


def pauses(timeline: Timeline) -> list[tuple[int, int]]:
    """Returns the pauses, from the end of one sound to the start of the next."""
    sounding = [(cue.start_ms, cue.end_ms) for cue in timeline.cues]
    sounding += [(chime.start_ms, chime.end_ms) for chime in timeline.chimes]
    return [(before[1], after[0]) for before, after in pairwise(sorted(sounding))]


def test_the_rain_rises_identically_after_every_cue(timeline: Timeline) -> None:
    """It is encoded once for all pauses, whatever was said."""
    blocks = cut(staged(timeline, "rain"))
    halfway = [
        end + HOLD_MS + RAMP_UP_MS // 2
        for end, start in pauses(timeline)
        if start - end >= RESTING_MS
    ]
    coming_up = [
        block for moment in halfway for block in blocks if moment // FRAME_MS in block.frames
    ]
    assert len(coming_up) == len(halfway) > 10
    assert all(len(block.frames) * FRAME_MS >= RAMP_UP_MS for block in coming_up)
    assert len({block.key for block in coming_up}) == 1


@pytest.mark.parametrize("bed", ["room-tone", "rain"])
def test_a_bed_without_features_restarts_before_a_sound_that_follows_a_pause(
    timeline: Timeline, bed: str
) -> None:
    scene = staged(timeline, bed)
    assert scene.bed is not None
    long = [start for end, start in pauses(timeline) if start - end > 2 * RESTART_LEAD_MS]
    assert len(long) > 20
    assert {frame_until(start) - RESTART_LEAD_MS for start in long} <= set(scene.bed.restarts)


@pytest.mark.parametrize("bed", ["sea", "warm-pad"])
def test_a_bed_with_features_never_restarts(timeline: Timeline, bed: str) -> None:
    staged_bed = staged(timeline, bed).bed
    assert staged_bed is not None
    assert staged_bed.restarts == ()
