"""Sounds that the tests generate."""

import math
import random
import wave
from array import array
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

Samples = Sequence[float]

FRAME_SAMPLES = {"libmp3lame": 1152, "aac": 1024}


@pytest.fixture
def tone() -> Callable[..., list[float]]:
    """tone(hertz, ms, amplitude, rate) as numbers from -1 to 1."""

    def make(
        hertz: float, ms: int, amplitude: float = 0.5, rate: int = 48_000, phase: float = 0.0
    ) -> list[float]:
        turn = 2 * math.pi * hertz / rate
        return [amplitude * math.sin(turn * n + phase) for n in range(ms * rate // 1000)]

    return make


@cache
def syllables(ms: int, rate: int) -> Samples:
    """Made once, because every four seconds of sound take a second to compute."""
    chance = random.Random(ms)
    sound = []
    for n in range(ms * rate // 1000):
        swell = math.sin(math.pi * n / rate / 0.2) ** 2
        buzz = sum(math.sin(2 * math.pi * 110 * k * n / rate) / k for k in range(1, 6)) / 2
        sound.append(swell * (0.9 * buzz + chance.uniform(-0.1, 0.1)))
    return sound


@pytest.fixture
def speech() -> Callable[..., list[float]]:
    """speech(ms, amplitude, rate): a buzz in syllables of 200 ms, soft at both ends of each."""

    def make(ms: int, amplitude: float = 0.5, rate: int = 48_000) -> list[float]:
        return [amplitude * sample for sample in syllables(ms, rate)]

    return make


@pytest.fixture
def pcm() -> Callable[[Samples], bytes]:
    """Numbers from -1 to 1 as 16-bit samples."""

    def make(samples: Samples) -> bytes:
        return array("h", [max(-32768, min(32767, round(32768 * s))) for s in samples]).tobytes()

    return make


@pytest.fixture
def wav(tmp_path: Path) -> Callable[..., Path]:
    """wav(samples, rate, width, channels): a file with the same samples in every channel."""

    np = pytest.importorskip("numpy")

    def make(
        samples: Samples,
        rate: int = 48_000,
        width: int = 2,
        channels: int = 1,
        name: str = "sound.wav",
    ) -> Path:
        top = 2 ** (8 * width - 1)
        values = np.clip(np.rint(top * np.asarray(samples, float)), -top, top - 1).astype("<i4")
        if width == 1:
            values += top
        each = values.view(np.uint8).reshape(-1, 1, 4)[:, :, :width]
        path = tmp_path / name
        with wave.open(str(path), "wb") as file:
            file.setnchannels(channels)
            file.setsampwidth(width)
            file.setframerate(rate)
            file.writeframes(np.repeat(each, channels, axis=1).tobytes())
        return path

    return make


@pytest.fixture
def encoded(tmp_path: Path) -> Callable[..., Path]:
    """encoded(wav, name, codec): a mono sound in another format, by its suffix."""
    av = pytest.importorskip("av")

    def make(source: Path, name: str, codec: str) -> Path:
        target = tmp_path / name
        with av.open(str(source)) as sound, av.open(str(target), "w") as file:
            origin = sound.streams.audio[0]
            stream = file.add_stream(codec, rate=origin.rate, layout="mono")
            stream.format = stream.codec_context.codec.audio_formats[0].name
            resampler = av.AudioResampler(
                format=stream.format,
                layout="mono",
                rate=origin.rate,
                frame_size=FRAME_SAMPLES.get(codec, 0),
            )
            for frame in [*sound.decode(origin), None]:
                for piece in filter(None, resampler.resample(frame)):
                    file.mux(stream.encode(piece))
            file.mux(stream.encode(None))
        return target

    return make
