"""Measures a file's loudness over time, without holding the file in memory.

It is the short-term loudness of EBU R 128: the loudness of three seconds of the
file's own channels, ten times per second, measured by ffmpeg's `ebur128`.
"""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.filter import Graph

from voiceguide.audio.decode import frames
from voiceguide.audio.filters import ready
from voiceguide.audio.loudness import gated
from voiceguide.errors import AudioError
from voiceguide.timecode import SAMPLE_RATE, SAMPLES_PER_MS

_STEP_MS = 100
_STEP_SAMPLES = _STEP_MS * SAMPLES_PER_MS
_HALF_MS = 1_500


def short_term(path: Path) -> Iterator[tuple[int, float]]:
    """Yields the middle of each window in milliseconds, and its loudness in LUFS.

    -inf means silence; the time before the file's start is silent. Raises AudioError.
    """
    try:
        for number, frame in enumerate(_metered(path), start=1):
            if reading := frame.metadata.get("lavfi.r128.S"):
                yield max(number * _STEP_MS - _HALF_MS, 0), gated(float(reading))
    except (av.FFmpegError, ValueError) as error:
        raise AudioError(f"can't measure the sound {path}: {error}") from error


def _metered(path: Path) -> Iterator[AudioFrame]:
    graph, resampler = None, None
    for frame in frames(path):
        if graph is None or resampler is None:
            layout = frame.layout.name
            resampler = AudioResampler(
                format="s16", layout=layout, rate=SAMPLE_RATE, frame_size=_STEP_SAMPLES
            )
            graph = _meter(layout)
        for piece in resampler.resample(frame):
            graph.push(piece)
            yield from ready(graph)
    if graph is not None and resampler is not None:
        for piece in filter(None, resampler.resample(None)):
            graph.push(piece)
        graph.push(None)
        yield from ready(graph)


def _meter(layout: str) -> Graph:
    graph = Graph()
    graph.threads = 1
    source = graph.add_abuffer(
        sample_rate=SAMPLE_RATE, format="s16", layout=layout, time_base=Fraction(1, SAMPLE_RATE)
    )
    meter = graph.add("ebur128", "metadata=1")
    graph.link_nodes(source, meter, graph.add("abuffersink")).configure()
    return graph
