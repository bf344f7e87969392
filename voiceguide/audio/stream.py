"""Reads a sound of any length one second at a time: memory does not grow with it."""

from collections.abc import Iterator
from dataclasses import dataclass

import av
from av.audio.frame import AudioFrame
from av.filter import Graph

from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.audio.filters import ready, samples
from voiceguide.errors import AudioError
from voiceguide.timecode import SAMPLE_RATE

_PULL_EVERY = 16
"""The number of frames pushed before each pull, which costs more than a push."""


@dataclass(frozen=True, slots=True)
class Block:
    """Up to a second of 48 kHz s16le sound; channels (1 or 2) are interleaved."""

    pcm: bytes
    channels: int

    @property
    def samples(self) -> int:
        """Its length, in samples of one channel."""
        return len(self.pcm) // (SAMPLE_WIDTH * self.channels)


def blocks(frames: Iterator[AudioFrame]) -> Iterator[Block]:
    """Yields the frames' sound in blocks of a second; more than two channels become two.

    A file may change its rate or its channels midway; the blocks keep the initial number of
    channels. Raises AudioError for channels that can't be mixed; PyAV's errors pass through.
    """
    graph, shape, channels = None, None, 0
    for count, frame in enumerate(frames):
        found = (frame.format.name, frame.layout.name, frame.sample_rate)
        channels = channels or min(2, frame.layout.nb_channels)
        if graph is None or found != shape:
            if graph is not None:
                yield from _rest(graph, channels)
            graph, shape = _graph(frame, channels), found
        frame.pts = None
        graph.push(frame)
        if count % _PULL_EVERY == 0:
            yield from _ready(graph, channels)
    if graph is not None:
        yield from _rest(graph, channels)


def _graph(frame: AudioFrame, channels: int) -> Graph:
    layout = "mono" if channels == 1 else "stereo"
    graph = Graph()
    graph.threads = 1
    source = graph.add_abuffer(
        sample_rate=frame.sample_rate,
        format=frame.format.name,
        layout=frame.layout.name,
        time_base=frame.time_base,
    )
    form = f"sample_fmts=s16:sample_rates={SAMPLE_RATE}:channel_layouts={layout}"
    graph.link_nodes(
        source,
        graph.add("aformat", form),
        graph.add("asetnsamples", f"{SAMPLE_RATE}:p=0"),
        graph.add("abuffersink"),
    )
    try:
        graph.configure()
    except av.FFmpegError as error:
        count = frame.layout.nb_channels
        raise AudioError(
            f"a sound in {count} channels can't be mixed into two; if it should have fewer, the "
            "file is damaged"
        ) from error
    return graph


def _rest(graph: Graph, channels: int) -> Iterator[Block]:
    graph.push(None)
    yield from _ready(graph, channels)


def _ready(graph: Graph, channels: int) -> Iterator[Block]:
    yield from (Block(bytes(samples(frame)), channels) for frame in ready(graph))
