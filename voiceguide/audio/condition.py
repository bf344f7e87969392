"""The condition of a sound file: whether it is damaged, clipped or cut off."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer

from voiceguide.audio.pcm import extremes

_CLIPPED_RUN = 4
"""So many samples in a row at full scale are clipped, not the top of a wave: a full-scale tone of
50 Hz, sampled at 48 kHz, has three."""

_MOST_CLIPPED = 100
"""Counting stops at this many runs."""

_FULL_SCALE = {
    "s16": ("h", (0x7FFF, -0x8000, -0x7FFF)),
    "s32": ("i", (0x7FFF_FF00, 0x7FFF_FFFF, -0x8000_0000, -0x7FFF_FF00)),
}
"""Full scale in samples of 16, 24 and 32 bits. Eight bits are too coarse to tell, and
floating-point samples, which most decoders return, go beyond it."""

_STATED = {"aiff", "au", "caf", "flac", "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2", "mp3", "wav"}
"""The formats whose files state their length; for others, ffmpeg estimates it from the size."""

_SHORT_S, _SHORT_SHARE = 0.1, 0.01
"""The tolerances, in seconds and as a share: encoders' delays and estimates differ by less."""

_PAGE = 65_307
"""The largest size of an Ogg page, in bytes."""

_UNKNOWN_SIZE = 0x7FF0_0000
"""From this size on, the length that a WAV file states is a placeholder, from a program that wrote
to a pipe."""


@dataclass(slots=True)
class Condition:
    """The findings while a file is read: the number of `damaged` packets, which are skipped, as in
    players; the number of runs of `clipped` samples; and whether the file is `cut_off`, with the
    seconds heard and stated."""

    damaged: int = 0
    clipped: int = 0
    cut_off: bool = False
    heard_s: float = 0.0
    stated_s: float | None = None
    _whole: bool = field(default=True, repr=False)

    def frames(self, container: InputContainer) -> Iterator[AudioFrame]:
        """Yields the decoded frames of the first sound in a file."""
        stream = container.streams.audio[0]
        sized = container.format.name != "wav"  # a WAV file may state any size: see `_ends_early`
        first: int | None = None
        for packet in container.demux(stream):
            if packet.size:
                self.damaged += not self._whole
                self._whole = not (sized and packet.is_corrupt)
                first = packet.pos if first is None else first
            try:
                for frame in packet.decode():
                    self.heard_s += frame.samples / frame.sample_rate
                    self._count_clipped(frame)
                    yield frame
            except av.error.InvalidDataError:
                self._whole = False
        self.stated_s = _stated_s(container, stream, first or 0)
        least_s = (self.stated_s or 0.0) * (1 - _SHORT_SHARE) - _SHORT_S
        short = self.heard_s < least_s and not self.damaged
        self.cut_off = short or not self._whole or _ends_early(container)

    def _count_clipped(self, frame: AudioFrame) -> None:
        code, tops = _FULL_SCALE.get(frame.format.packed.name, ("", ()))
        if not code or self.clipped >= _MOST_CLIPPED:
            return
        width, channels = frame.format.bytes, frame.layout.nb_channels
        channels = 1 if frame.format.is_planar else channels
        for plane in frame.planes:
            pcm = bytes(plane)[: frame.samples * channels * width]
            if set(extremes(pcm, width)).isdisjoint(tops):
                continue
            sound = array(code, pcm)
            for channel in range(channels):
                one = sound[channel::channels].tobytes()
                self.clipped += sum(
                    one.count(array(code, [top] * _CLIPPED_RUN).tobytes()) for top in tops
                )


def _stated_s(container: InputContainer, stream: AudioStream, first: int) -> float | None:
    """Returns the length that the file states; `first` is the position of its first packet."""
    name = container.format.name
    if name not in _STATED or (name == "mp3" and not _counted(container, first)):
        return None
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None and len(container.streams) == 1:
        return container.duration / av.time_base
    return None


def _counted(container: InputContainer, first: int) -> bool:
    """Whether an MP3 file has a header before its first frame with the number of frames."""
    with Path(container.name).open("rb") as file:
        file.seek(max(0, first - 2048))
        header = file.read(2048 + 64)
    return any(name in header for name in (b"Xing", b"Info", b"VBRI"))


def _ends_early(container: InputContainer) -> bool:
    """Whether a WAV file is smaller than it states, or an Ogg file has no last page."""
    name, path = container.format.name, Path(container.name)
    if name not in ("wav", "ogg"):
        return False
    size = path.stat().st_size
    with path.open("rb") as file:
        if name == "wav":
            stated = int.from_bytes(file.read(8)[4:], "little")
            return size - 7 < stated < _UNKNOWN_SIZE  # the last byte may be padding
        file.seek(max(0, size - _PAGE))
        _, mark, page = file.read().rpartition(b"OggS")
    return bool(mark) and not page[1] & 4
