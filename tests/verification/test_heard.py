"""The verdicts on cues."""

import pytest

from voiceguide.verification.heard import HeardCue, HeardPhrase, Verdict, Verification, convincing


def phrase(planned: int, heard: int | None, instead: str | None = None) -> HeardPhrase:
    return HeardPhrase(text="Rest.", planned_ms=planned, heard_ms=heard, instead=instead)


def cue(*phrases: HeardPhrase) -> HeardCue:
    return HeardCue(id="one/opening", text="Rest.", phrases=phrases)


@pytest.mark.parametrize(
    ("heard", "verdict"),
    [
        ((1000, 5000), Verdict.HEARD),
        ((1150, 4850), Verdict.HEARD),
        ((1151, 5000), Verdict.OFF),
        ((849, 5000), Verdict.OFF),
        ((1000, 5151), Verdict.OFF),
        ((1000, None), Verdict.MISSING),
        ((None, 5000), Verdict.MISSING),
        ((None, 5400), Verdict.MISSING),
    ],
)
def test_a_cue_is_heard_when_each_of_its_sentences_is_in_time(heard, verdict):
    assert cue(phrase(1000, heard[0]), phrase(5000, heard[1])).verdict is verdict


def test_a_cues_time_is_that_of_its_first_word():
    late = cue(phrase(1000, 1040), phrase(5000, 5000))
    assert (late.planned_ms, late.heard_ms, late.deviation_ms) == (1000, 1040, 40)


@pytest.mark.parametrize(("missing", "good"), [(0, True), (1, True), (2, False)])
def test_one_of_twenty_cues_may_be_missing(missing, good):
    cues = [cue(phrase(0, None if index < missing else 20)) for index in range(20)]
    verification = Verification(cues=tuple(cues), guessed=())
    assert verification.good is good
    assert len(verification.found) == 20 - missing
    assert verification.mean_deviation_ms == 20


def test_deviations_are_counted_early_or_late():
    cues = (cue(phrase(100, 80)), cue(phrase(100, 140)), cue(phrase(100, None)))
    verification = Verification(cues=cues, guessed=())
    assert verification.mean_deviation_ms == 30
    assert verification.largest_deviation_ms == 40


def test_a_track_in_which_nothing_is_found_has_no_deviation():
    verification = Verification(cues=(cue(phrase(0, None)),), guessed=())
    assert (verification.mean_deviation_ms, verification.largest_deviation_ms) == (0, 0)
    assert not verification.good


def test_words_that_fit_far_worse_than_the_others_were_not_said():
    assert list(convincing([-1.5, -1.2, -1.9, -3.1, None])) == [True, True, True, False, False]


def test_a_voice_that_fits_less_well_is_judged_by_its_own_median():
    assert all(convincing([-2.2, -2.1, -3.1, -2.5]))


def test_if_nothing_fits_nothing_was_said():
    assert not any(convincing([-4.4, -4.0, -5.0, None]))


def test_a_session_without_phrases_has_no_fault():
    assert list(convincing([])) == []


@pytest.mark.parametrize(
    ("given", "note"),
    [
        (phrase(1000, 1100), ""),
        (phrase(1000, 1400), "400 ms late"),
        (phrase(1000, 600), "400 ms early"),
        (phrase(1000, None), "not heard"),
        (phrase(1000, None, "Draw circles."), "heard instead: Draw circles."),
    ],
)
def test_a_note_describes_the_fault(given, note):
    assert given.note == note
