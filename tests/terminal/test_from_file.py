"""A file sounds the same from any position as when decoded from its start."""

import random
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import av
import pytest

from voiceguide.audio.clip import BYTES_PER_MS
from voiceguide.audio.decode import decode
from voiceguide.errors import AudioError
from voiceguide.terminal.from_file import FromFile
from voiceguide.track.chapter_timeline import chapter_timeline, sound_ms


@pytest.fixture(scope="module")
def whole(track: Path) -> bytes:
    return decode(track, channels=2)


def opened(path: Path) -> closing[FromFile]:
    return closing(FromFile(path, chapter_timeline(path, sound_ms(path))))


def window(pcm: bytes, start_ms: int, end_ms: int, channels: int = 2) -> bytes:
    width = BYTES_PER_MS * channels
    return pcm[start_ms * width : end_ms * width]


@pytest.mark.slow
def test_one_window_after_the_other_is_the_whole_file(track, whole):
    with opened(track) as source:
        heard = b"".join(
            source.read(start, end) or b"" for start, end in pairwise(range(0, 120_001, 100))
        )
    assert heard == whole


def test_after_a_jump_every_sample_is_where_it_belongs(track, whole):
    places = random.Random(5).sample(range(119_000), 12)
    with opened(track) as source:
        for at_ms in [0, *places, 119_900, 24, 23, 1]:
            assert source.read(at_ms, at_ms + 60) == window(whole, at_ms, at_ms + 60)


def test_after_the_end_there_is_no_more(track):
    with opened(track) as source:
        assert len(source.read(119_950, 120_050) or b"") == 50 * BYTES_PER_MS * 2
        assert source.read(120_000, 120_100) is None
        assert source.read(500_000, 500_100) is None
        assert source.read(0, 10) is not None


@pytest.mark.parametrize(
    ("suffix", "codec", "rate", "channels"),
    [
        (".wav", "pcm_s16le", 22_050, 1),
        (".flac", "flac", 44_100, 2),
        (".mp3", "libmp3lame", 44_100, 1),
    ],
)
def test_a_file_from_elsewhere_plays_from_any_position(tmp_path, suffix, codec, rate, channels):
    """The level steps up each second, to tell the positions apart."""
    path = tmp_path / f"strange{suffix}"
    layout = "mono" if channels == 1 else "stereo"
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        for second in range(20):
            cycle = (1000 * (second + 1)).to_bytes(2, "little", signed=True) * 10 * channels
            cycle += (-1000 * (second + 1)).to_bytes(2, "little", signed=True) * 10 * channels
            frame = av.AudioFrame(format="s16", layout=layout, samples=rate)
            data = (cycle * (rate // 20 + 1))[: rate * 2 * channels]
            frame.planes[0].update(data.ljust(frame.planes[0].buffer_size, b"\0"))
            frame.sample_rate, frame.pts = rate, second * rate
            resampled = av.AudioResampler(format=stream.format, layout=layout, rate=rate)
            for part in resampled.resample(frame):
                container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    with opened(path) as source:
        assert source.channels == channels
        for second in (15, 2, 9):
            sound = source.read(second * 1000 + 200, second * 1000 + 800) or b""
            loudest = max(
                abs(int.from_bytes(sound[at : at + 2], "little", signed=True))
                for at in range(0, len(sound), 2)
            )
            assert loudest == pytest.approx(1000 * (second + 1), rel=0.45, abs=300)
            assert len(sound) == 600 * BYTES_PER_MS * channels


def test_a_truncated_file_plays_as_far_as_it_goes(track, tmp_path):
    short = tmp_path / "short.mp3"
    short.write_bytes(track.read_bytes()[:-600_000])
    with opened(short) as source:
        assert source.timeline.total_ms < 119_000
        assert source.read(source.timeline.total_ms + 1000, source.timeline.total_ms + 1100) is None


@pytest.mark.parametrize("content", [b"", b"no sound at all" * 100])
def test_a_file_without_sound_is_reported(tmp_path, content):
    path = tmp_path / "no.mp3"
    path.write_bytes(content)
    with pytest.raises(AudioError, match=r"no\.mp3"):
        chapter_timeline(path, sound_ms(path))
