"""Reads stretches of a long sound in one pass, and decodes little else."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet

from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.audio.decode import decoded, opened
from voiceguide.audio.filters import samples
from voiceguide.timecode import nearest_ms

Span = tuple[int, int]
"""A start and an end, in milliseconds."""

_RUN_IN_MS = 500
"""Decoded before a stretch and discarded; MP3, AAC and Opus need less than this to settle."""

_RUN_OUT_MS = 200
"""Decoded after a stretch: more than a resampler holds back."""

_END = (0.0, None)
"""Stands for "no more packets"."""

_Piece = tuple[int, bytes]
"""The index of the first sample, and the samples."""


def excerpts(path: Path, spans: Sequence[Span], *, rate: int) -> Iterator[bytes]:
    """Yields the sound of each span, mono s16le at `rate`; shorter if the file ends within it.

    Spans are in order of their starts and may overlap. Memory holds no more than the longest
    one. Raises AudioError for a file that can't be read.
    """
    per_ms = rate // 1000
    pieces = _pieces(path, _islands(spans), rate)
    first, held = 0, bytearray()
    for start_ms, end_ms in spans:
        start, end = start_ms * per_ms, end_ms * per_ms
        first, held = _from(start, first, held)
        while first + len(held) // SAMPLE_WIDTH < end and (piece := next(pieces, None)):
            if piece[0] > first + len(held) // SAMPLE_WIDTH:
                first, held = piece[0], bytearray()
            held += piece[1]
            first, held = _from(start, first, held)
        yield bytes(held[max(0, start - first) * SAMPLE_WIDTH : max(0, end - first) * SAMPLE_WIDTH])


def _from(start: int, first: int, held: bytearray) -> tuple[int, bytearray]:
    """Returns the held samples without those before `start`, and the index of the first."""
    surplus = min(max(0, start - first), len(held) // SAMPLE_WIDTH)
    del held[: surplus * SAMPLE_WIDTH]
    return first + surplus, held


def _islands(spans: Sequence[Span]) -> list[Span]:
    """Returns the stretches to decode: the spans with run-in and run-out, joined if they touch.

    >>> _islands([(1000, 2000), (2600, 3000), (9000, 9500)])
    [(500, 3200), (8500, 9700)]
    """
    islands: list[Span] = []
    for start, end in spans:
        wide = (start - _RUN_IN_MS, end + _RUN_OUT_MS)
        if islands and wide[0] <= islands[-1][1]:
            islands[-1] = (islands[-1][0], max(islands[-1][1], wide[1]))
        else:
            islands.append(wide)
    return islands


def _pieces(path: Path, islands: Sequence[Span], rate: int) -> Iterator[_Piece]:
    """Yields the decoded islands, resampled, each by its own resampler."""
    with opened(path) as (container, _):
        packets = _packets(container.streams.audio[0], container)
        ms, packet = next(packets, _END)
        for start, end in islands:
            while packet is not None and ms < start:
                ms, packet = next(packets, _END)
            resampler = AudioResampler(format="s16", layout="mono", rate=rate)
            at: int | None = None
            while packet is not None and ms < end:
                for frame_ms, frame in _frames(packet):
                    at = nearest_ms(frame_ms * rate / 1000) if at is None else at
                    for piece in resampler.resample(frame):
                        yield at, bytes(samples(piece))
                        at += piece.samples
                ms, packet = next(packets, _END)
            for piece in filter(None, resampler.resample(None) if at is not None else ()):
                yield at or 0, bytes(samples(piece))


def _packets(
    stream: AudioStream, container: InputContainer
) -> Iterator[tuple[float, "Packet[AudioStream]"]]:
    """Yields each packet's start in milliseconds, and the packet; leaves out the empty last one."""
    for packet in container.demux(stream):
        if packet.pts is not None and packet.time_base is not None:
            yield float((packet.pts - (stream.start_time or 0)) * packet.time_base * 1000), packet


def _frames(packet: "Packet[AudioStream]") -> Iterator[tuple[float, AudioFrame]]:
    """Yields the start of each of a packet's frames in milliseconds, and the frame.

    A packet that depends on skipped ones counts as damaged and is left out.
    """
    stream = packet.stream
    begin = float((stream.start_time or 0) * (stream.time_base or 0))
    for frame in decoded(packet):
        if frame.time is not None:
            yield (frame.time - begin) * 1000, frame
