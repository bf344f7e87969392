"""Stretches of a long sound."""

import wave
from array import array
from math import pi, sin
from pathlib import Path

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.audio.excerpts import excerpts
from voiceguide.errors import AudioError

RATE = 16_000
SPANS = [(0, 900), (2000, 3500), (3100, 4000), (9000, 9900), (11_000, 11_500)]


def write_wav(path: Path, seconds: float = 12, rate: int = 48_000) -> Path:
    """Writes a tone whose pitch keeps rising, so that no two places sound alike."""
    times = (index / rate for index in range(int(seconds * rate)))
    tone = array("h", (int(9000 * sin(2 * pi * (200 + 40 * t) * t)) for t in times))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(tone.tobytes())
    return path


def encode(source: Path, target: Path, codec: str) -> Path:
    with av.open(str(source)) as read, av.open(str(target), "w") as written:
        stream = written.add_stream(codec, rate=48_000, layout="mono")
        assert isinstance(stream, av.AudioStream)
        for frame in read.decode(audio=0):
            written.mux(stream.encode(frame))
        written.mux(stream.encode(None))
    return target


def best_lag(heard: array, expected: array, most: int = 4) -> int:
    """Returns by how many samples `heard` is late; an excerpt may start inside a sample."""

    def difference(lag: int) -> int:
        pairs = zip(heard[most + lag :], expected[most:-most], strict=False)
        return sum(abs(one - other) for one, other in pairs)

    return min(range(-most, most + 1), key=difference)


@pytest.fixture(scope="module")
def tone(tmp_path_factory) -> Path:
    return write_wav(tmp_path_factory.mktemp("tone") / "tone.wav")


@pytest.mark.parametrize(
    ("suffix", "codec"), [("wav", "pcm_s16le"), ("mp3", "libmp3lame"), ("flac", "flac")]
)
def test_excerpts_are_the_same_as_in_the_whole(tone, tmp_path, suffix, codec):
    path = encode(tone, tmp_path / f"copy.{suffix}", codec)
    (whole,) = excerpts(path, [(0, 12_000)], rate=RATE)
    assert len(whole) == 12_000 * 32
    cut = [whole[start * 32 : end * 32] for start, end in SPANS]
    taken = list(excerpts(path, SPANS, rate=RATE))
    assert [len(pcm) for pcm in taken] == [len(pcm) for pcm in cut]
    for pcm, expected in zip(taken, cut, strict=True):
        assert best_lag(array("h", pcm), array("h", expected)) == 0


@settings(max_examples=20)
@given(
    spans=st.lists(st.tuples(st.integers(0, 11_000), st.integers(1, 1000)), max_size=5).map(
        lambda pairs: [(start, start + length) for start, length in sorted(pairs)]
    )
)
def test_any_spans_in_order_come_out_complete(tone, spans):
    lengths = [len(pcm) for pcm in excerpts(tone, spans, rate=RATE)]
    assert lengths == [(end - start) * 32 for start, end in spans]


def test_a_span_past_the_end_is_shorter(tone):
    spans = [(11_000, 14_000), (20_000, 21_000)]
    assert [len(pcm) for pcm in excerpts(tone, spans, rate=RATE)] == [32_000, 0]


def test_an_error_names_the_file_that_has_no_sound(tmp_path):
    (tmp_path / "notes.mp3").write_text("no sound at all")
    with pytest.raises(AudioError, match=r"notes\.mp3"):
        list(excerpts(tmp_path / "notes.mp3", [(0, 100)], rate=RATE))
