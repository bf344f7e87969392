"""Runs ffmpeg's filters, through PyAV."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
from av.audio.frame import AudioFrame
from av.filter import Graph

from voiceguide.audio.clip import SAMPLE_WIDTH, Recording
from voiceguide.audio.voice_chain import Filter
from voiceguide.errors import AudioError

_PUSH_BYTES = 32_768
"""The bytes pushed at a time: few enough to stay in the processor's cache through all filters."""


@dataclass(frozen=True, slots=True)
class SampleForm:
    """A sample format: ffmpeg's `name`, the bytes of each sample, and the value of full scale."""

    name: str
    width: int
    full_scale: float = 1.0


S16 = SampleForm("s16", SAMPLE_WIDTH)
FLOAT = SampleForm("flt", 4)
ROOMY = SampleForm("s32", 4, full_scale=1 / 16)
"""Whole numbers with 24 dB of headroom above full scale, and finer than any file. They suit sounds
of unknown level, which are measured with functions for whole numbers."""


def filtered(sound: Recording, *filters: Filter) -> Iterator[AudioFrame]:
    """Returns the output of a chain of filters, each given as a name and its arguments."""
    starts = range(0, len(sound.pcm), _PUSH_BYTES)
    pieces = (sound.pcm[start : start + _PUSH_BYTES] for start in starts)
    return filtered_pieces(pieces, sound.rate, sound.channels, *filters)


def filtered_pieces(
    pieces: Iterable[bytes],
    rate: int,
    channels: int,
    *filters: Filter,
    form: SampleForm = S16,
) -> Iterator[AudioFrame]:
    """Yields the same as `filtered`, for a sound in `pieces` that are not all in memory at once.

    Pieces from `regrouped` give exactly the same output as the whole sound.
    """
    layout = "mono" if channels == 1 else "stereo"
    at = 0
    try:
        graph = Graph()
        graph.threads = 1  # on one channel, more threads only wait for each other
        source = graph.add_abuffer(
            sample_rate=rate, format=form.name, layout=layout, time_base=Fraction(1, rate)
        )
        chain = [graph.add(name, arguments) for name, arguments in filters]
        graph.link_nodes(source, *chain, graph.add("abuffersink")).configure()
        for piece in pieces:
            count = len(piece) // (channels * form.width)
            frame = AudioFrame(format=form.name, layout=layout, samples=count)
            frame.planes[0].update(piece)
            frame.sample_rate, frame.pts, frame.time_base = rate, at, Fraction(1, rate)
            at += frame.samples
            graph.push(frame)
            yield from ready(graph)
        graph.push(None)
        yield from ready(graph)
    except av.FFmpegError as error:
        raise AudioError(f"can't process a sound: {error.strerror}") from error


def ready(graph: Graph) -> Iterator[AudioFrame]:
    """Yields the frames that a graph has finished so far."""
    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        if isinstance(frame, AudioFrame):
            yield frame


def regrouped(pieces: Iterable[bytes], size: int = _PUSH_BYTES) -> Iterator[bytes]:
    """Yields the same bytes in pieces of `size`; the last may be shorter.

    >>> list(regrouped([b"a", b"bcdefg", b"", b"hi"], 3))
    [b'abc', b'def', b'ghi']
    """
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        end = len(waiting) - len(waiting) % size
        for start in range(0, end, size):
            yield bytes(waiting[start : start + size])
        del waiting[:end]
    if waiting:
        yield bytes(waiting)


def samples(frame: AudioFrame, width: int = SAMPLE_WIDTH) -> memoryview:
    """Returns the bytes of a packed frame whose samples have `width` bytes."""
    return memoryview(frame.planes[0])[: frame.samples * frame.layout.nb_channels * width]
