"""Turns sound into 16-bit samples at the right level, and those into a FLAC file."""

import io
from collections.abc import Mapping

import av
import numpy as np
import numpy.typing as npt
from av.filter import Graph
from synthesis import RATE, Samples, gain

Pcm = npt.NDArray[np.int16]
"""Samples as stored in files: mono, or one row for each of two channels."""

FULL_SCALE = 32_768


def at_loudness(sound: Samples, target: float) -> Pcm:
    """Sets the momentary maximum to `target` LUFS; in two passes, as rounding moves it."""
    sound = sound * 0.1 / np.max(np.abs(sound))
    for _ in range(2):
        sound = sound * gain(target - momentary_maximum(rounded(sound)))
    return rounded(sound)


def at_integrated(loop: Samples, target: float) -> Pcm:
    """Sets the integrated loudness of a stereo loop, over both channels, to `target` LUFS."""
    loop = loop * 0.1 / np.max(np.abs(loop))
    loudness = _readings(rounded(loop), "I")[-1]
    return dithered(loop * gain(target - loudness))


def rounded(sound: Samples) -> Pcm:
    """Rounds to the nearest 16-bit samples."""
    return np.rint(sound * FULL_SCALE).astype(np.int16)


def dithered(sound: Samples, seed: int = 5) -> Pcm:
    """Rounds to 16 bits with triangular dither two steps wide, so that rounding adds no colour."""
    noise = np.random.RandomState(seed)
    dither = noise.random_sample(sound.shape) - noise.random_sample(sound.shape)
    return np.rint(sound * FULL_SCALE + dither).astype(np.int16)


def lifted(pcm: Pcm, db: float) -> Pcm:
    """Returns the loop, boosted by `db` from 11 to 12.5 kHz."""
    frequency = np.fft.rfftfreq(pcm.shape[-1], 1 / RATE)
    factor = np.where((frequency >= 11_000) & (frequency < 12_500), gain(db), 1.0)
    spectrum = np.fft.rfft(pcm.astype(float), axis=-1) * factor
    return np.rint(np.fft.irfft(spectrum, pcm.shape[-1], axis=-1)).astype(np.int16)


def slower(pcm: Pcm, rate: int) -> Pcm:
    """Returns the sound at a lower sampling `rate`, without frequencies above half of that."""
    length, rest = divmod(len(pcm) * rate, RATE)
    if rest:
        raise ValueError("the sound is no whole number of samples long at that rate")
    spectrum = np.fft.rfft(pcm.astype(float))[: length // 2 + 1]
    return np.rint(np.fft.irfft(spectrum, length) * rate / RATE).astype(np.int16)


def momentary_maximum(pcm: Pcm) -> float:
    """Measures the momentary maximum in LUFS (EBU R 128: windows of 400 ms, read every 100 ms).

    It varies by up to 0.35 LU with the sound's position on the meter's grid; the result
    is the middle of the range over ten positions 10 ms apart.
    """
    step = RATE // 100
    tail = np.zeros(RATE // 2, np.int16)
    readings = [
        max(_readings(np.concatenate([np.zeros(shift * step, np.int16), pcm, tail]), "M"))
        for shift in range(10)
    ]
    return (min(readings) + max(readings)) / 2


def _readings(pcm: Pcm, kind: str) -> list[float]:
    """ffmpeg's readings every 100 ms, in LUFS; `kind` M: the last 400 ms, I: everything so far."""
    graph = Graph()
    source = graph.add_abuffer(format="s16", sample_rate=RATE, layout=layout(pcm))
    meter = graph.add("ebur128", "metadata=1")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    graph.push(as_frame(pcm))
    graph.push(None)
    readings: list[float] = []
    while True:
        try:
            frame = graph.pull()
        except (EOFError, BlockingIOError):
            return readings
        if f"lavfi.r128.{kind}" in frame.metadata:
            readings.append(float(frame.metadata[f"lavfi.r128.{kind}"]))


USUAL: Mapping[str, str] = {}

SMALLEST = {
    "compression_level": "12",
    "lpc_type": "cholesky",
    "lpc_passes": "6",
    "lpc_coeff_precision": "14",
    "max_prediction_order": "32",
    "exact_rice_parameters": "1",
    "strict": "experimental",
    "flags": "+bitexact",
}
"""Options for the smallest FLAC files: in a wheel a sixth smaller than usual, slower to make."""


def flac(pcm: Pcm, rate: int = RATE, options: Mapping[str, str] = USUAL) -> bytes:
    """Encodes FLAC, without the encoder's name or anything else that depends on its version."""
    target = io.BytesIO()
    with av.open(target, "w", format="flac", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("flac", rate=rate, layout=layout(pcm), format="s16")
        stream.options = dict(options)
        container.mux(stream.encode(as_frame(pcm, rate)))
        container.mux(stream.encode(None))
    return target.getvalue()


def as_frame(pcm: Pcm, rate: int = RATE) -> av.AudioFrame:
    """Returns all samples as one frame; two channels are interleaved."""
    packed = np.ascontiguousarray(pcm.T).reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(packed, format="s16", layout=layout(pcm))
    frame.sample_rate = rate
    frame.pts = 0
    return frame


def layout(pcm: Pcm) -> str:
    """The name that ffmpeg has for its channels."""
    return "mono" if pcm.ndim == 1 else "stereo"
