"""ffmpeg's filters, through PyAV, on 16-bit samples."""

from collections.abc import Iterator
from fractions import Fraction

import av
from av.audio.frame import AudioFrame
from av.filter import Graph

from voiceguide.audio.clip import SAMPLE_WIDTH, Recording
from voiceguide.errors import AudioError

_PUSH_BYTES = 32_768
"""Pushed at a time, so that a sound stays in the processor's cache from filter to filter."""


def filtered(sound: Recording, *filters: tuple[str, str]) -> Iterator[AudioFrame]:
    """What comes out of a chain of filters, given as name and arguments."""
    try:
        graph = Graph()
        graph.threads = 1  # on one channel, more only wait for each other
        source = graph.add_abuffer(
            sample_rate=sound.rate,
            format="s16",
            layout=_layout(sound),
            time_base=Fraction(1, sound.rate),
        )
        chain = [graph.add(name, arguments) for name, arguments in filters]
        graph.link_nodes(source, *chain, graph.add("abuffersink")).configure()
        for start in range(0, len(sound.pcm), _PUSH_BYTES):
            graph.push(_frame(sound, start))
            yield from ready(graph)
        graph.push(None)
        yield from ready(graph)
    except av.FFmpegError as error:
        raise AudioError(f"can't work on a sound: {error.strerror}") from error


def ready(graph: Graph) -> Iterator[AudioFrame]:
    """What a graph has worked out so far."""
    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        if isinstance(frame, AudioFrame):
            yield frame


def _frame(sound: Recording, start: int) -> AudioFrame:
    pcm = sound.pcm[start : start + _PUSH_BYTES]
    width = sound.channels * SAMPLE_WIDTH
    frame = AudioFrame(format="s16", layout=_layout(sound), samples=len(pcm) // width)
    frame.planes[0].update(pcm)
    frame.sample_rate = sound.rate
    frame.pts = start // width
    frame.time_base = Fraction(1, sound.rate)
    return frame


def _layout(sound: Recording) -> str:
    return "mono" if sound.channels == 1 else "stereo"


def samples(frame: AudioFrame, width: int = SAMPLE_WIDTH) -> memoryview:
    """The bytes of a packed frame of samples of `width` bytes."""
    return memoryview(frame.planes[0])[: frame.samples * frame.layout.nb_channels * width]
