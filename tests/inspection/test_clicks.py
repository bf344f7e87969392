"""Sharp bends of the wave count as clicks, but not the consonants of a phrase."""

from math import inf

import pytest

from voiceguide.inspection.check import Verdict
from voiceguide.inspection.defects import defect_checks
from voiceguide.inspection.measure import Sound
from voiceguide.session.plan import estimate, load
from voiceguide.timeline.model import Timeline

VOWEL, CLOSED = 775, 40
"""The sharpest bends of 10 ms each, as measured in a natural voice."""


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return estimate(load("box-breathing"), length="short")


def clicks(timeline: Timeline, burst: int, *, closed: int) -> str:
    """Returns the verdict on a phrase that falls silent for `closed` rows, until a burst."""
    phrase = max(
        (phrase for cue in timeline.cues for phrase in cue.phrases),
        key=lambda phrase: phrase.end_ms - phrase.start_ms,
    )
    bends = [CLOSED] * (timeline.total_ms // 10)
    vowel, at = phrase.start_ms // 10 + 10, phrase.start_ms // 10 + 50
    bends[vowel : at - closed] = [VOWEL] * (at - closed - vowel)
    bends[at] = burst
    sound = Sound(
        samples=timeline.total_ms * 48,
        channels=1,
        levels=[30] * len(bends),
        bends=bends,
        mean=0.0,
        true_peak=-inf,
        clipped=(),
        loudness=(),
    )
    return next(check for check in defect_checks(timeline, sound) if check.name == "clicks").verdict


@pytest.mark.parametrize("closed", [2, 5, 13])
def test_a_stop_that_is_released_within_a_phrase_is_no_click(timeline, closed: int) -> None:
    assert clicks(timeline, 826, closed=closed) is Verdict.PASS


@pytest.mark.parametrize(("burst", "closed"), [(826, 30), (1_700, 13), (16 * VOWEL, 0)])
def test_a_burst_long_after_the_vowel_or_far_sharper_is_a_click(timeline, burst, closed) -> None:
    assert clicks(timeline, burst, closed=closed) is Verdict.FAIL
