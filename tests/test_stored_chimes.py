"""The stored chimes, at a lower sampling rate, have lost nothing audible."""

import pytest

from tests.masking import TONE_DB, noise_to_mask
from tests.measuring import (
    CHIMES,
    RATE,
    SETS,
    decibels,
    loudness,
    made_sounds,
    np,
    pcm,
    rms,
    strikes,
)

pytestmark = pytest.mark.slow

EVERY = [f"{kind}/{name}" for kind in SETS for name in CHIMES]

every_chime = pytest.mark.parametrize("name", EVERY)


@pytest.fixture(scope="module")
def made(tmp_path_factory, worker_id):
    """The sounds as the program makes them here, and their originals."""
    return made_sounds(tmp_path_factory, worker_id)


@pytest.fixture
def original(made):
    """A function: a chime's name to its samples before storing."""
    return lambda name: pcm(f"chimes/{name}", made / "originals")


def stored(name):
    """A chime's samples as they are played."""
    return pcm(f"chimes/{name}")


def true_peak(sound):
    """The highest peak between the samples, in dBTP."""
    between = np.fft.irfft(np.fft.rfft(sound / 32_768), 4 * len(sound)) * 4
    return decibels(np.abs(between).max())


@every_chime
def test_a_stored_chime_has_every_sample_in_its_place(name, original):
    before, after = original(name), stored(name)
    assert after.shape == before.shape
    product = np.fft.irfft(np.fft.rfft(before) * np.conj(np.fft.rfft(after)))
    assert np.argmax(product) == 0
    assert strikes(after) == pytest.approx(strikes(before), abs=RATE // 1000)


@every_chime
def test_a_stored_chime_is_silent_before_and_after_it_sounds(name, original):
    """To the last bit; its sound starts and ends within a millisecond of the original's."""
    before, after = np.flatnonzero(original(name)), np.flatnonzero(stored(name))
    assert after[0] >= before[0] - RATE // 1000
    assert after[0] > 0
    assert after[-1] <= before[-1] + RATE // 1000


@every_chime
def test_a_stored_chime_is_as_loud_at_every_moment(name, original):
    """Wherever it is louder than the noise of a quiet room, -70 LUFS."""
    before, after = (
        np.array(loudness(np.pad(chime(name), (0, RATE // 2)), "M")) for chime in (original, stored)
    )
    heard = before > -70
    assert heard.sum() > 5
    assert np.abs(after - before)[heard].max() < 0.02


@every_chime
def test_a_stored_chime_peaks_no_higher(name, original):
    assert true_peak(stored(name)) == pytest.approx(true_peak(original(name)), abs=0.01)


@every_chime
def test_what_is_changed_is_masked_by_the_tones_of_a_chime(name, original):
    """Averaged over the chime in each critical band, and over the bands at each moment.

    A tone masks far less than noise does.
    """
    before, after = original(name).astype(float), stored(name).astype(float)
    heard = 10 ** (noise_to_mask(before, after - before, TONE_DB) / 10)
    assert 10 * np.log10(heard.mean(axis=0).max()) < -15
    assert 10 * np.log10(heard.mean(axis=1).max()) < -15


@every_chime
def test_what_is_changed_is_60_db_under_the_sound(name, original):
    before, after = original(name).astype(float), stored(name).astype(float)
    assert decibels(rms(after - before)) < decibels(rms(before)) - 60
