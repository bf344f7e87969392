"""From sound to 16-bit samples at the right level, and from those to a FLAC file."""

import io

import av
import numpy as np
import numpy.typing as npt
from av.filter import Graph
from synthesis import RATE, Samples, gain

Pcm = npt.NDArray[np.int16]
"""Mono samples as they are stored."""

FULL_SCALE = 32_768


def at_loudness(sound: Samples, target: float) -> Pcm:
    """The sound with its momentary maximum at `target` LUFS; twice, as rounding moves it."""
    sound = sound * 0.1 / np.max(np.abs(sound))
    for _ in range(2):
        sound = sound * gain(target - momentary_maximum(rounded(sound)))
    return rounded(sound)


def rounded(sound: Samples) -> Pcm:
    """To the nearest 16-bit sample."""
    return np.rint(sound * FULL_SCALE).astype(np.int16)


def dithered(sound: Samples, seed: int = 5) -> Pcm:
    """To 16 bits with triangular noise two steps wide, so that rounding adds no colour."""
    noise = np.random.RandomState(seed)
    dither = noise.random_sample(len(sound)) - noise.random_sample(len(sound))
    return np.rint(sound * FULL_SCALE + dither).astype(np.int16)


def momentary_maximum(pcm: Pcm) -> float:
    """The momentary maximum in LUFS (EBU R 128: windows of 400 ms, read every 100 ms).

    It depends on where in the track the sound falls on the meter's grid, by up
    to 0.35 LU; this is the middle of what ten places 10 ms apart give.
    """
    step = RATE // 100
    tail = np.zeros(RATE // 2, np.int16)
    readings = [
        _reading(np.concatenate([np.zeros(shift * step, np.int16), pcm, tail]))
        for shift in range(10)
    ]
    return (min(readings) + max(readings)) / 2


def _reading(pcm: Pcm) -> float:
    graph = Graph()
    source = graph.add_abuffer(format="s16", sample_rate=RATE, layout="mono")
    meter = graph.add("ebur128", "metadata=1")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    graph.push(_frame(pcm))
    graph.push(None)
    readings = []
    while True:
        try:
            frame = graph.pull()
        except (EOFError, BlockingIOError):
            return max(readings)
        if "lavfi.r128.M" in frame.metadata:
            readings.append(float(frame.metadata["lavfi.r128.M"]))


def flac(pcm: Pcm) -> bytes:
    """A FLAC file, without the encoder's name or anything else that changes with its version."""
    target = io.BytesIO()
    with av.open(target, "w", format="flac", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("flac", rate=RATE, layout="mono", format="s16")
        stream.options = {"compression_level": "8", "flags": "+bitexact"}
        container.mux(stream.encode(_frame(pcm)))
        container.mux(stream.encode(None))
    return target.getvalue()


def _frame(pcm: Pcm) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(pcm.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = RATE
    frame.pts = 0
    return frame
