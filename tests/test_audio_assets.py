"""The bundled sounds and the cover, as a listener and a mixer meet them."""

import subprocess
import sys
from itertools import combinations, pairwise

import av
import pytest
from av.filter import Graph

from voiceguide.resources import audio_assets

np = pytest.importorskip("numpy", reason="measures the sounds with numpy")

RATE = 48_000
SPEECH_LUFS = -19.0
LENGTHS_S = {"next-step": (1.5, 2.0), "switch": (0.9, 1.2), "end": (8.0, 10.0)}
BELOW_SPEECH_LU = {"next-step": 6.0, "switch": 6.0, "end": 8.0}
CHIMES = tuple(LENGTHS_S)
SOUNDS = (*CHIMES, "room-tone")


def pcm(name, folder=None):
    """The samples of a sound as integers."""
    with av.open(str((folder or audio_assets()) / f"{name}.flac")) as container:
        frames = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    return np.concatenate(frames)


def wave(name):
    """The samples of a sound, full scale at 1."""
    return pcm(name) / 32_768


def decibels(amplitude):
    return 20 * np.log10(np.maximum(amplitude, 1e-12))


def rms(sound):
    return np.sqrt(np.mean(np.square(sound)))


def envelope(sound):
    """How loud it is from moment to moment: the analytic signal's size, over 2 ms."""
    spectrum = np.fft.fft(sound)
    spectrum[len(sound) // 2 :] = 0
    return np.convolve(2 * np.abs(np.fft.ifft(spectrum)), np.ones(96) / 96, "same")


def rises(sound):
    """By how much the envelope grows over 15 ms, at each sample, as a share of its maximum."""
    level = envelope(sound)
    span = 15 * RATE // 1000
    return (level[span:] - level[:-span]) / level.max()


def strikes(sound):
    """The samples at which a strike begins: where a rise sets in after 100 ms without one."""
    rising = np.flatnonzero(rises(sound) > 0.2)
    return [int(rising[0])] + [int(b) for a, b in pairwise(rising) if b - a > RATE // 10]


def pitch(sound, start):
    """The strongest frequency in the fifth of a second after `start`, in hertz."""
    piece = sound[start + RATE // 50 : start + RATE // 5]
    spectrum = np.abs(np.fft.rfft(piece * np.hanning(len(piece)), RATE))
    return int(np.argmax(spectrum))


def momentary_maximum(samples):
    """The loudest 400 ms in LUFS, by ffmpeg's meter."""
    graph = Graph()
    source = graph.add_abuffer(format="s16", sample_rate=RATE, layout="mono")
    meter, sink = graph.add("ebur128", "metadata=1"), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate, frame.pts = RATE, 0
    graph.push(frame)
    graph.push(None)
    readings = []
    while True:
        try:
            metadata = graph.pull().metadata
        except (EOFError, BlockingIOError):
            return max(readings)
        readings += [float(value) for key, value in metadata.items() if key == "lavfi.r128.M"]


def bands(sound):
    """Power in the octaves from 62.5 Hz to 8 kHz, in dB."""
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    frequency = np.fft.rfftfreq(len(sound), 1 / RATE)
    edges = [62.5 * 2**i for i in range(8)]
    octaves = [power[(frequency >= f) & (frequency < 2 * f)].sum() for f in edges]
    return 10 * np.log10(np.array(octaves))


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_is_mono_48_khz_16_bit_flac_of_whole_milliseconds(name):
    with av.open(str(audio_assets() / f"{name}.flac")) as container:
        stream = container.streams.audio[0]
        found = stream.codec.name, stream.format.name, stream.rate, stream.channels
        declared = stream.duration
    assert found == ("flac", "s16", RATE, 1)
    assert declared == len(pcm(name))
    assert declared % (RATE // 1000) == 0


@pytest.mark.parametrize("name", CHIMES)
def test_a_chime_is_as_long_as_its_kind(name):
    shortest, longest = LENGTHS_S[name]
    sound = wave(name)
    assert shortest <= len(sound) / RATE <= longest
    audible = np.flatnonzero(envelope(sound) > 10 ** (-80 / 20))
    assert audible[-1] / RATE >= shortest * 0.95  # not padded with silence


@pytest.mark.parametrize("name", CHIMES)
@pytest.mark.parametrize("shift_ms", [0, 25, 50, 75])
def test_a_chime_is_below_speech_by_its_amount_wherever_it_stands(name, shift_ms):
    lead, tail = np.zeros(shift_ms * RATE // 1000, np.int16), np.zeros(RATE // 2, np.int16)
    loudest = momentary_maximum(np.concatenate([lead, pcm(name), tail]))
    assert loudest - SPEECH_LUFS == pytest.approx(-BELOW_SPEECH_LU[name], abs=0.3)


@pytest.mark.parametrize("name", SOUNDS)
def test_the_true_peak_leaves_room(name):
    sound = wave(name)
    between = np.fft.irfft(np.fft.rfft(sound), 4 * len(sound)) * 4
    assert decibels(np.abs(between).max()) < -3


@pytest.mark.parametrize("name", CHIMES)
def test_a_chime_comes_from_silence_and_goes_back_to_it(name):
    samples = pcm(name).astype(int)
    assert samples[0] == samples[-1] == 0
    assert np.abs(samples[:24]).max() <= 0.05 * np.abs(samples).max()
    assert np.abs(samples[-RATE // 100 :]).max() <= 2
    assert abs(samples.mean()) < 1


@pytest.mark.parametrize("name", CHIMES)
def test_a_chime_has_no_click(name):
    """A click reaches high up; no partial of these sounds is above 7 kHz."""
    sound = wave(name)
    spectrum = np.fft.rfft(np.pad(sound, RATE // 10))
    spectrum[np.fft.rfftfreq(len(sound) + RATE // 5, 1 / RATE) < 8_000] = 0
    assert decibels(np.abs(np.fft.irfft(spectrum)).max()) < -70


@pytest.mark.parametrize("name", CHIMES)
def test_no_strike_rises_from_a_tenth_to_nine_tenths_in_under_15_ms(name):
    assert rises(wave(name)).max() < 0.8


@pytest.mark.parametrize("name", CHIMES)
def test_a_phone_speaker_can_play_a_chime(name):
    sound = wave(name)
    power = np.abs(np.fft.rfft(sound)) ** 2
    frequency = np.fft.rfftfreq(len(sound), 1 / RATE)
    assert power[(frequency >= 400) & (frequency <= 3_000)].sum() > 0.95 * power.sum()


@pytest.mark.parametrize(("one", "other"), list(combinations(CHIMES, 2)))
def test_two_chimes_do_not_sound_alike(one, other):
    first, second = wave(one), wave(other)
    size = 2 * max(len(first), len(second))
    product = np.fft.rfft(first, size) * np.conj(np.fft.rfft(second, size))
    likeness = np.abs(np.fft.irfft(product, size)).max()
    assert likeness / np.sqrt(np.sum(first**2) * np.sum(second**2)) < 0.5


def test_next_step_is_two_rising_tones():
    sound = wave("next-step")
    low, high = (pitch(sound, start) for start in strikes(sound))
    assert high > 1.2 * low


def test_switch_is_low_high_low():
    sound = wave("switch")
    first, second, third = (pitch(sound, start) for start in strikes(sound))
    assert second > 1.2 * first
    assert third == pytest.approx(first, rel=0.02)


def test_end_is_three_strikes_two_seconds_apart():
    starts = strikes(wave("end"))
    assert len(starts) == 3
    assert [(b - a) / RATE for a, b in pairwise(starts)] == pytest.approx([2.0, 2.0], abs=0.02)


def test_end_rings_far_longer_than_the_others():
    """From the last strike to 30 dB under it, in seconds."""
    ring = {}
    for name in CHIMES:
        level = envelope(wave(name))[strikes(wave(name))[-1] :]
        ring[name] = np.flatnonzero(level > level.max() * 10 ** (-30 / 20))[-1] / RATE
    assert ring["switch"] < 0.5 < ring["next-step"] < 1.5 < ring["end"]


def test_the_room_tone_is_24_seconds_at_60_db_under_full_scale():
    assert len(pcm("room-tone")) == 24 * RATE
    assert decibels(rms(wave("room-tone"))) == pytest.approx(-60, abs=0.3)


def test_the_room_tone_stays_at_its_level():
    levels = [decibels(rms(piece)) for piece in wave("room-tone").reshape(60, -1)]
    assert max(levels) - min(levels) < 1.5


def test_the_room_tone_has_no_hole_and_no_offset():
    samples = pcm("room-tone").astype(int)
    assert abs(samples.mean()) < 0.1
    changes = np.flatnonzero(np.diff(samples))
    assert np.diff(changes).max() < RATE // 1000


def test_the_step_over_the_seam_is_like_any_other():
    loop = wave("room-tone")
    assert abs(loop[0] - loop[-1]) < 3 * rms(np.diff(loop))


def test_the_spectrum_around_the_seam_is_like_anywhere_else():
    loop = wave("room-tone")
    seconds = loop.reshape(24, -1)
    elsewhere = np.array([bands(second) for second in seconds])
    seam = bands(np.concatenate([loop[-RATE // 2 :], loop[: RATE // 2]]))
    spread = elsewhere.std(axis=0)
    assert np.all(np.abs(seam - elsewhere.mean(axis=0)) < np.maximum(4 * spread, 1.0))


def test_nothing_clicks_at_the_seam():
    """In a click every frequency sounds at once: look at the top, where the tone is faint."""
    loop = np.roll(wave("room-tone"), 12 * RATE)
    spectrum = np.fft.rfft(loop)
    spectrum[np.fft.rfftfreq(len(loop), 1 / RATE) < 12_000] = 0
    top = np.abs(np.fft.irfft(spectrum))
    assert top[12 * RATE - 48 : 12 * RATE + 48].max() < top.max()


def test_the_room_tone_falls_gently_without_rumble():
    loop = wave("room-tone")
    power = np.abs(np.fft.rfft(loop)) ** 2
    frequency = np.fft.rfftfreq(len(loop), 1 / RATE)
    assert power[frequency < 60].sum() < 0.02 * power.sum()
    density = bands(loop) - 10 * np.log10(2.0 ** np.arange(8))
    steps = np.diff(density[1:])
    assert np.all(steps < -2)
    assert np.all(steps[:-1] > -6)


def test_the_program_makes_these_sounds(tmp_path):
    """Within the last bits: libraries on other machines may round differently."""
    program = audio_assets() / "make_sounds.py"
    subprocess.run([sys.executable, "-B", program, tmp_path], check=True, capture_output=True)
    for name in SOUNDS:
        made, shipped = pcm(name, tmp_path).astype(int), pcm(name).astype(int)
        assert len(made) == len(shipped)
        assert np.abs(made - shipped).max() <= 2


def test_the_cover_is_a_square_jpeg_that_fits_in_a_tag():
    path = audio_assets() / "cover.jpg"
    assert path.stat().st_size < 150_000
    with av.open(str(path)) as container:
        picture = next(container.decode(video=0))
        assert container.streams.video[0].codec.name == "mjpeg"
    assert (picture.width, picture.height) == (1000, 1000)


def test_the_program_draws_this_cover(tmp_path):
    image = pytest.importorskip("PIL.Image", reason="draws the cover with pillow")
    program = audio_assets() / "make_cover.py"
    subprocess.run([sys.executable, "-B", program, tmp_path], check=True, capture_output=True)
    made, shipped = (
        np.asarray(image.open(folder / "cover.jpg"), float) for folder in (tmp_path, audio_assets())
    )
    assert np.abs(made - shipped).mean() < 1
