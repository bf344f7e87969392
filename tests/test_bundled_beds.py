"""The bundled beds, as a listener hears them: steady, wide and seamless."""

from itertools import accumulate

import pytest

from tests.measuring import (
    BEDS,
    RATE,
    SPEECH_LUFS,
    above,
    bands,
    decibels,
    loudness,
    np,
    one_loudspeaker,
    pcm,
    rms,
    share,
    wave,
)
from voiceguide.audio import library
from voiceguide.audio.catalogue import FEATURELESS
from voiceguide.audio.loudness import integrated_lufs
from voiceguide.audio.mix import render
from voiceguide.audio.scene import Bed, Scene

WIDE = tuple(name for name in BEDS if name != "room-tone")
LENGTHS_S = {"room-tone": 24, "rain": 24, "sea": 48, "warm-pad": 24}
FRAME = RATE // 20

every_bed = pytest.mark.parametrize("name", BEDS)
wide_bed = pytest.mark.parametrize("name", WIDE)


def bed(name):
    return wave(f"beds/{name}")


def sides(name):
    """The bed's channels, one or two."""
    return np.atleast_2d(bed(name))


def momentary(name):
    """Momentary (400 ms) loudness on one loudspeaker, with the loop's joint in the middle."""
    samples = one_loudspeaker(pcm(f"beds/{name}"))
    return loudness(np.roll(samples, len(samples) // 2), "M")[4:]


@every_bed
def test_a_bed_is_whole_mp3_frames_long(name):
    samples = sides(name).shape[1]
    assert samples == LENGTHS_S[name] * RATE
    assert samples % (240 * RATE // 1000) == samples % 1152 == 0


@wide_bed
def test_a_bed_is_twenty_lu_below_speech_in_stereo(name):
    """Speech in both channels is 3 dB louder than in one."""
    packed = np.ascontiguousarray(pcm(f"beds/{name}").T).astype("<i2").tobytes()
    heard = integrated_lufs(packed, channels=2)
    assert heard - (SPEECH_LUFS + 3) == pytest.approx(-20, abs=0.2)


@every_bed
def test_nothing_in_a_bed_startles(name):
    assert decibels(np.abs(bed(name)).max()) < -20


@wide_bed
def test_a_bed_is_wide_and_survives_on_one_loudspeaker(name):
    left, right = bed(name)
    assert 0.1 < np.corrcoef(left, right)[0, 1] < 0.6
    assert decibels(rms((left + right) / 2) / rms(bed(name))) > -3
    assert decibels(rms(left) / rms(right)) == pytest.approx(0, abs=0.5)


@wide_bed
def test_no_part_of_the_spectrum_is_lost_on_one_loudspeaker(name):
    """Checks each octave within 40 dB of the strongest."""
    left, right = bed(name)
    both = np.logaddexp(bands(left), bands(right))  # in dB; good enough to select octaves
    counts = both > both.max() - 40
    middle = 10 ** (bands((left + right) / 2) / 10)
    mean = (10 ** (bands(left) / 10) + 10 ** (bands(right) / 10)) / 2
    assert np.all(10 * np.log10(middle / mean)[counts] > -3)


@every_bed
def test_a_bed_has_no_gaps_and_no_dc_offset(name):
    for samples in np.atleast_2d(pcm(f"beds/{name}")).astype(int):
        assert abs(samples.mean()) < 0.1
        changes = np.flatnonzero(np.diff(samples))
        assert np.diff(changes).max() < RATE // 1000


@every_bed
def test_the_step_across_the_joint_is_like_any_other(name):
    for loop in sides(name):
        around = np.concatenate([loop[-FRAME:], loop[:FRAME]])
        assert abs(loop[0] - loop[-1]) < 3 * rms(np.diff(around))


@every_bed
def test_the_spectrum_changes_no_more_over_the_joint_than_elsewhere(name):
    """Compares consecutive twentieths of a second, in octaves from 125 Hz up."""
    for loop in sides(name):
        spectra = np.array([bands(frame)[1:] for frame in loop.reshape(-1, FRAME)])
        changes = np.abs(spectra - np.roll(spectra, 1, axis=0))
        assert np.all(changes[0] <= np.quantile(changes[1:], 0.999, axis=0))


@every_bed
def test_nothing_clicks_at_the_joint(name):
    """A click contains all frequencies, so this looks at the highest, where beds are faint."""
    for loop in sides(name):
        middle = len(loop) // 2
        top = np.abs(above(np.roll(loop, middle), 12_000))
        assert top[middle - 48 : middle + 48].max() < top.max()


@pytest.mark.parametrize("name", FEATURELESS)
def test_a_restarting_bed_sounds_the_same_at_its_restarts(name):
    """Across ninety crossfades, it is as loud and its spectrum as steady as elsewhere."""
    loop = library.bed(name)
    restarts = tuple(accumulate(range(300, 300 + 90 * 41, 41)))
    restarting = Bed(loop=loop, fade_in_ms=0, fade_out_ms=0, restarts=restarts)
    scene = Scene(total_ms=restarts[-1] + 480, placed=(), bed=restarting)
    heard = np.frombuffer(render(scene, 0, scene.total_ms), "<i2")[:: loop.channels] / 32_768
    crossings = [heard[(at - 12) * 48 : (at + 108) * 48] for at in restarts]
    usual = sides(name)[0].reshape(-1, 120 * 48)
    loud = [np.mean([rms(part) for part in parts]) for parts in (crossings, usual)]
    assert decibels(loud[0] / loud[1]) == pytest.approx(0, abs=0.3)
    moves = [[movement(part) for part in parts] for parts in (crossings, usual)]
    assert np.mean(moves[0]) == pytest.approx(np.mean(moves[1]), rel=0.1)
    assert max(moves[0]) < 1.1 * max(moves[1])


def movement(sound):
    """Mean change of each octave from one 24 ms frame to the next, in dB."""
    spectra = np.array([bands(frame)[2:] for frame in sound.reshape(-1, 24 * 48)])
    return np.abs(np.diff(spectra, axis=0)).mean()


@every_bed
def test_a_bed_has_no_rumble_and_no_hiss(name):
    assert share(bed(name), 0, 60) < 0.03
    assert share(bed(name), 8_000, RATE / 2) < 0.025


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("room-tone", 0, 1.5), ("rain", 0.5, 3), ("sea", 7, 11), ("warm-pad", 1, 4)],
)
def test_a_bed_moves_as_it_should(name, least, most):
    levels = momentary(name)
    assert least < max(levels) - min(levels) < most


def test_waves_come_as_slowly_as_calm_breath_and_irregularly():
    """Measures the times between wave crests in the loop, in seconds."""
    levels = np.convolve(10 ** (np.array(momentary("sea")) / 10), np.hanning(20), "same")
    rising = np.diff(levels) > 0
    crests = np.flatnonzero(rising[:-1] & ~rising[1:]) / 10
    gaps = np.diff(crests)
    assert 4 < gaps.mean() < 9
    assert gaps.std() > 0.5


def test_single_drops_stand_out_of_the_rain():
    """Noise alone is never six times its own level; drops are."""
    for side in bed("rain"):
        patter = above(side, 1_000)
        assert np.abs(patter).max() > 6 * rms(patter)


def test_the_warm_pad_is_warm_and_in_tune():
    pad = bed("warm-pad")
    assert share(pad, 0, 2_000) > 0.99
    power = np.abs(np.fft.rfft(pad.mean(axis=0))) ** 2
    strongest = np.argsort(power)[-6:] / 24
    classes = {round(12 * np.log2(hertz / 440)) % 12 for hertz in strongest}
    assert classes <= {0, 5, 7}  # A, D, E


def test_the_room_tone_is_60_db_below_full_scale():
    assert decibels(rms(bed("room-tone"))) == pytest.approx(-60, abs=0.3)


def test_the_room_tone_falls_gently():
    density = bands(bed("room-tone")) - 10 * np.log10(2.0 ** np.arange(8))
    steps = np.diff(density[1:])
    assert np.all(steps < -2)
    assert np.all(steps[:-1] > -6)
