"""Opus coding changes nothing audible in the beds, and they still loop seamlessly."""

import av
import pytest

from tests.masking import noise_to_mask
from tests.measuring import (
    BEDS,
    RATE,
    above,
    decibels,
    loudness,
    made_sounds,
    np,
    one_loudspeaker,
    pcm,
    rms,
    sound_file,
)
from voiceguide.audio.loudness import integrated_lufs
from voiceguide.resources import audio_assets

pytestmark = pytest.mark.slow

THIRDS = 1000 * 2.0 ** (np.arange(-11, 13) / 3)
"""Centre frequencies in Hz of the third-octave bands from 80 Hz to 16 kHz."""

PACKET = 5_760

SETTLING = 5
"""Packets before the loop, while the decoder settles."""

every_bed = pytest.mark.parametrize("name", BEDS)


@pytest.fixture(scope="module")
def made(tmp_path_factory, worker_id):
    """The sounds as the program makes them here, and the beds before coding."""
    return made_sounds(tmp_path_factory, worker_id)


@pytest.fixture(params=["shipped", "made here"])
def coded(request, made):
    """A function: a bed's name to its samples, as shipped or as made here."""
    folder = audio_assets() if request.param == "shipped" else made
    return lambda name: np.atleast_2d(pcm(f"beds/{name}", folder)).astype(float)


@pytest.fixture
def original(made):
    """A function: a bed's name to its samples before coding."""
    return lambda name: np.atleast_2d(
        pcm(f"beds/{name}", made / "originals", f"beds/{name}.flac")
    ).astype(float)


def lufs(sides):
    packed = np.ascontiguousarray(sides.T).astype("<i2").tobytes()
    return integrated_lufs(packed, channels=len(sides))


def thirds(sound):
    """Power in each third-octave band, in dB."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    frequency = np.fft.rfftfreq(len(sound), 1 / RATE)
    edges = [(middle * 2 ** (-1 / 6), middle * 2 ** (1 / 6)) for middle in THIRDS]
    sums = [power[(frequency >= low) & (frequency < high)].sum() for low, high in edges]
    return 10 * np.log10(np.array(sums))


@every_bed
def test_coding_does_not_move_any_sample(name, coded, original):
    before, after = original(name), coded(name)
    assert after.shape == before.shape
    for one, other in zip(before, after, strict=True):
        product = np.fft.irfft(np.fft.rfft(one) * np.conj(np.fft.rfft(other)))
        assert np.argmax(product) == 0


@every_bed
def test_a_coded_bed_is_as_loud_at_every_moment(name, coded, original):
    before, after = original(name), coded(name)
    assert lufs(after) == pytest.approx(lufs(before), abs=0.05)
    first, second = (
        np.array(loudness(one_loudspeaker(sides.astype(np.int16)), "M")[4:])
        for sides in (before, after)
    )
    assert np.abs(second - first).max() < 0.15


@every_bed
def test_a_coded_bed_has_the_same_spectrum_up_to_16_khz(name, coded, original):
    """Checks each third-octave band within 40 dB of the strongest."""
    for one, other in zip(original(name), coded(name), strict=True):
        before, after = thirds(one), thirds(other)
        counts = before > before.max() - 40
        assert np.abs(after - before)[counts].max() < 0.5


@every_bed
def test_changes_made_by_coding_are_masked(name, coded, original):
    for one, other in zip(original(name), coded(name), strict=True):
        heard = 10 ** (noise_to_mask(one, other - one) / 10)
        assert 10 * np.log10(heard.mean(axis=0).max()) < -4
        assert 10 * np.log10(heard.mean(axis=1).max()) < -4


@every_bed
def test_no_drop_is_heard_before_it_falls(name, coded, original):
    """The coding error stays under the sound in every 2.5 ms, not just over a whole packet."""
    for one, other in zip(original(name), coded(name), strict=True):
        sound, change = (above(part, 2_000).reshape(-1, 120) for part in (one, other - one))
        over = 10 * np.log10((change**2).mean(axis=1) / (sound**2).mean(axis=1))
        assert np.quantile(over, 0.999) < -3


@pytest.mark.parametrize("name", [name for name in BEDS if name != "room-tone"])
def test_a_coded_bed_is_as_wide(name, coded, original):
    before, after = original(name), coded(name)
    assert np.corrcoef(after)[0, 1] == pytest.approx(np.corrcoef(before)[0, 1], abs=0.005)
    sides = [decibels(rms(loop[0] - loop[1]) / rms(loop[0] + loop[1])) for loop in (before, after)]
    assert sides[1] == pytest.approx(sides[0], abs=0.05)


@every_bed
def test_the_second_turn_of_the_packets_sounds_like_the_first(name):
    """Sample by sample: the joint is like any other place for the decoder, too."""
    with av.open(str(audio_assets() / sound_file(f"beds/{name}"))) as container:
        stream = container.streams.audio[0]
        packets = [bytes(packet) for packet in container.demux(stream) if packet.size]
        header, layout = stream.codec_context.extradata, stream.layout.name
    decoder = av.CodecContext.create("opus", "r")
    decoder.extradata, decoder.sample_rate, decoder.layout = header, RATE, layout
    before, turn, after = packets[:SETTLING], packets[SETTLING:-1], packets[-1:]
    assert before == turn[-SETTLING:]
    assert after == turn[:1]
    heard = [
        frame.to_ndarray()
        for packet in [*before, *turn, *turn]
        for frame in decoder.decode(av.Packet(packet))
    ]
    sides = np.concatenate(heard, axis=1)
    length = len(turn) * PACKET
    assert length < sides.shape[1] <= 2 * length
    assert np.abs(sides[:, length:] - sides[:, :-length]).max() < 2**-20
