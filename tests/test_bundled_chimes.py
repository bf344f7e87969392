"""The bundled chimes, as a listener hears them: soft, clear, and distinct in every set."""

from itertools import combinations, pairwise

import pytest

from tests.measuring import (
    CHIMES,
    RATE,
    SETS,
    SPEECH_LUFS,
    above,
    centroid,
    decibels,
    envelope,
    likeness,
    loudness,
    np,
    pcm,
    pitch,
    rises,
    share,
    strikes,
    wave,
)

LENGTHS_S = {"next-step": (1.5, 2.0), "switch": (0.9, 1.2), "end": (8.0, 10.0)}
BELOW_SPEECH_LU = {"next-step": 6.0, "switch": 6.0, "end": 8.0}
GAPS_S = {"next-step": [0.37], "switch": [0.23, 0.23], "end": [2.0, 2.0]}

every_set = pytest.mark.parametrize("kind", SETS)
every_chime = pytest.mark.parametrize("name", CHIMES)


def chime(kind, name):
    return wave(f"chimes/{kind}/{name}")


@every_set
@every_chime
def test_a_chime_is_as_long_as_its_meaning_requires(kind, name):
    shortest, longest = LENGTHS_S[name]
    sound = chime(kind, name)
    assert shortest <= len(sound) / RATE <= longest
    audible = np.flatnonzero(envelope(sound) > 10 ** (-80 / 20))
    assert audible[-1] / RATE >= shortest * 0.93  # not padded with silence


@every_set
@every_chime
@pytest.mark.parametrize("shift_ms", [0, 25, 50, 75])
def test_a_chime_is_quieter_than_speech_by_its_amount(kind, name, shift_ms):
    lead, tail = np.zeros(shift_ms * RATE // 1000, np.int16), np.zeros(RATE // 2, np.int16)
    samples = pcm(f"chimes/{kind}/{name}")
    loudest = max(loudness(np.concatenate([lead, samples, tail]), "M"))
    assert loudest - SPEECH_LUFS == pytest.approx(-BELOW_SPEECH_LU[name], abs=0.3)


@every_set
@every_chime
def test_the_true_peak_leaves_room(kind, name):
    sound = chime(kind, name)
    between = np.fft.irfft(np.fft.rfft(sound), 4 * len(sound)) * 4
    assert decibels(np.abs(between).max()) < -10


@every_set
@every_chime
def test_a_chime_begins_and_ends_in_silence(kind, name):
    samples = pcm(f"chimes/{kind}/{name}").astype(int)
    assert samples[0] == samples[-1] == 0
    assert np.abs(samples[:24]).max() <= 0.05 * np.abs(samples).max()
    assert np.abs(samples[-RATE // 100 :]).max() <= 2
    assert decibels(envelope(samples / 32_768)[-RATE // 10 :].max()) < -70
    assert abs(samples.mean()) < 1


@every_set
@every_chime
def test_a_chime_dies_away_without_being_cut_off(kind, name):
    """From a fifth of a second after the last strike until it is inaudible (-75 dBFS).

    A bowl may beat by 2 dB from one tenth of a second to the next.
    """
    sound = chime(kind, name)
    after = envelope(sound)[strikes(sound)[-1] + RATE // 5 :]
    levels = [piece.max() for piece in np.array_split(after, len(after) // (RATE // 10))]
    audible = [level for level in levels if decibels(level) > -75]
    assert audible == levels[: len(audible)]
    assert all(later <= 1.25 * earlier for earlier, later in pairwise(audible))


@every_set
@every_chime
def test_a_chime_has_no_click(kind, name):
    """A click reaches above 8 kHz; no partial of these sounds is above 7 kHz."""
    top = above(np.pad(chime(kind, name), RATE // 10), 8_000)
    assert decibels(np.abs(top).max()) < -70


@every_set
@every_chime
def test_no_strike_rises_from_a_tenth_to_nine_tenths_in_under_15_ms(kind, name):
    assert rises(chime(kind, name)).max() < 0.8


@every_set
@every_chime
def test_a_phone_speaker_can_play_a_chime(kind, name):
    assert share(chime(kind, name), 400, 3_000) > 0.95


@every_set
@every_chime
def test_a_chime_has_the_rhythm_of_its_meaning(kind, name):
    starts = strikes(chime(kind, name))
    gaps = [(later - earlier) / RATE for earlier, later in pairwise(starts)]
    assert gaps == pytest.approx(GAPS_S[name], abs=0.06)


@every_set
@pytest.mark.parametrize(("one", "other"), list(combinations(CHIMES, 2)))
def test_two_chimes_of_a_set_do_not_sound_alike(kind, one, other):
    assert likeness(chime(kind, one), chime(kind, other)) < 0.5


@every_chime
@pytest.mark.parametrize(("one", "other"), list(combinations(SETS, 2)))
def test_a_chime_sounds_different_in_every_set(name, one, other):
    assert likeness(chime(one, name), chime(other, name)) < 0.5


@every_set
def test_each_meaning_has_its_own_register(kind):
    high, middle, low = (centroid(chime(kind, name)) for name in CHIMES)
    assert high > 1.15 * middle
    assert middle > 1.1 * low


@every_set
def test_next_step_is_two_rising_tones(kind):
    sound = chime(kind, "next-step")
    low, high = (pitch(sound, start) for start in strikes(sound))
    assert high > 1.2 * low


@every_set
def test_switch_is_low_high_low(kind):
    sound = chime(kind, "switch")
    first, second, third = (pitch(sound, start) for start in strikes(sound))
    assert second > 1.2 * first
    assert third == pytest.approx(first, rel=0.02)


@every_set
def test_end_rings_far_longer_than_the_others(kind):
    """Measures the time from the last strike to 30 dB below it, in seconds."""
    ring = {}
    for name in CHIMES:
        sound = chime(kind, name)
        level = envelope(sound)[strikes(sound)[-1] :]
        ring[name] = np.flatnonzero(level > level.max() * 10 ** (-30 / 20))[-1] / RATE
    assert ring["switch"] < 0.5 < ring["next-step"] < 1.5 < ring["end"]
