"""ffmpeg's filters, through PyAV, on mono 48 kHz s16le samples."""

from collections.abc import Iterator
from fractions import Fraction

import av
from av.audio.frame import AudioFrame
from av.filter import Graph

from voiceguide.audio.clip import BYTES_PER_MS, SAMPLE_WIDTH
from voiceguide.errors import AudioError
from voiceguide.timecode import SAMPLE_RATE

_PUSH_BYTES = 1000 * BYTES_PER_MS
"""Pushed at a time, so that a long sound is not copied whole."""


def filtered(pcm: bytes, *filters: tuple[str, str]) -> Iterator[AudioFrame]:
    """What comes out of a chain of filters, given as name and arguments."""
    try:
        graph = Graph()
        source = graph.add_abuffer(
            sample_rate=SAMPLE_RATE,
            format="s16",
            layout="mono",
            time_base=Fraction(1, SAMPLE_RATE),
        )
        chain = [graph.add(name, arguments) for name, arguments in filters]
        graph.link_nodes(source, *chain, graph.add("abuffersink")).configure()
        for start in range(0, len(pcm), _PUSH_BYTES):
            graph.push(_frame(pcm[start : start + _PUSH_BYTES], start // SAMPLE_WIDTH))
            yield from _ready(graph)
        graph.push(None)
        yield from _ready(graph)
    except av.FFmpegError as error:
        raise AudioError(f"can't work on a sound: {error.strerror}") from error


def _ready(graph: Graph) -> Iterator[AudioFrame]:
    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        if isinstance(frame, AudioFrame):
            yield frame


def _frame(pcm: bytes, at_sample: int) -> AudioFrame:
    frame = AudioFrame(format="s16", layout="mono", samples=len(pcm) // SAMPLE_WIDTH)
    frame.planes[0].update(pcm)
    frame.sample_rate = SAMPLE_RATE
    frame.pts = at_sample
    frame.time_base = Fraction(1, SAMPLE_RATE)
    return frame


def samples(frame: AudioFrame) -> memoryview:
    """The bytes of a mono 16-bit frame."""
    return memoryview(frame.planes[0])[: frame.samples * SAMPLE_WIDTH]
