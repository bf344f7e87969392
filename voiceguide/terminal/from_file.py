"""A sound file, played from any position without reading all of it."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path

import av

from voiceguide.audio.clip import BYTES_PER_MS, SAMPLE_WIDTH
from voiceguide.audio.decode import decoded, opened
from voiceguide.audio.stream import blocks
from voiceguide.errors import AudioError
from voiceguide.timecode import SAMPLE_RATE, SAMPLES_PER_MS
from voiceguide.timeline.model import Timeline

_RUN_IN_MS = 250
"""Decoding starts this much earlier, since a frame of MP3, AAC or Opus may depend on others before
it."""


class FromFile:
    """A source that plays a finished track or any sound file. Raises AudioError."""

    status = ""

    def __init__(self, path: Path, timeline: Timeline) -> None:
        self._path = path
        self._timeline = timeline
        self._stack = ExitStack()
        self._container, _ = self._stack.enter_context(opened(path))
        self._stream = self._container.streams.audio[0]
        self._channels = min(2, self._stream.layout.nb_channels)
        self._width = BYTES_PER_MS * self._channels
        self._at_ms = -1
        self._sound: Iterator[bytes] = iter(())
        self._ready = bytearray()

    @property
    def timeline(self) -> Timeline:
        """The timeline that the source was created with."""
        return self._timeline

    @property
    def channels(self) -> int:
        """1, or 2 for files with more than one channel."""
        return self._channels

    def read(self, start_ms: int, end_ms: int) -> bytes | None:
        """See `Source.read`."""
        try:
            if start_ms != self._at_ms:
                self._seek(start_ms)
            wanted = (end_ms - start_ms) * self._width
            while len(self._ready) < wanted:
                pcm = next(self._sound, None)
                if pcm is None:
                    break
                self._ready += pcm
        except (av.FFmpegError, OSError) as error:
            raise AudioError(f"{self._path}: can no longer be read: {error}") from error
        found = bytes(self._ready[:wanted])
        found = found[: len(found) // self._width * self._width]
        del self._ready[: len(found)]
        self._at_ms = start_ms + len(found) // self._width
        return found or None

    def close(self) -> None:
        """Closes the file."""
        self._stack.close()

    def _seek(self, ms: int) -> None:
        self._ready.clear()
        base = self._stream.time_base
        offset = 0 if base is None else int(max(0, ms - _RUN_IN_MS) / (base * 1000))
        self._container.seek(offset, stream=self._stream)
        packets = self._container.demux(self._stream)
        frames = chain.from_iterable(map(decoded, packets))
        first = next(frames, None)
        self._sound = iter(())
        if first is None:
            return
        # In samples, since a frame of AAC doesn't begin on a whole millisecond.
        began = round((first.pts or 0) * base * SAMPLE_RATE) if base else 0
        late = (began - ms * SAMPLES_PER_MS) * SAMPLE_WIDTH * self._channels
        self._sound = (block.pcm for block in blocks(chain([first], frames)))
        self._ready += bytes(max(0, late))
        self._drop(max(0, -late))

    def _drop(self, size: int) -> None:
        """Skips the next `size` bytes."""
        for pcm in self._sound:
            if len(pcm) > size:
                self._ready += pcm[size:]
                return
            size -= len(pcm)
