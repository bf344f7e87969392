"""The transport: play, pause, seek and volume.

It is used by three threads. The device's thread pulls samples and must never wait long. The feeder
keeps half a second of sound ready for it. The third thread operates the controls.
"""

import threading

from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.audio.pcm import doubled
from voiceguide.audio.pydub_adapter import amplified
from voiceguide.errors import VoiceguideError
from voiceguide.terminal.chapters import again_from, next_from
from voiceguide.terminal.source import Source
from voiceguide.timecode import SAMPLES_PER_MS

_AHEAD_MS = 500
_WINDOW_MS = 100
_LOOK_AGAIN_S = 0.02
"""How long the feeder waits for more sound."""

_RAMP = 10 * SAMPLES_PER_MS
"""The length of a fade in samples: sound that starts or stops abruptly clicks."""

_RAMP_STEPS = 20


class Transport:
    """Plays a source from `at_ms` as soon as samples are pulled; `volume` is from 0 to 1."""

    def __init__(self, source: Source, *, at_ms: int = 0, volume: float = 1.0) -> None:
        self._source = source
        self._width = SAMPLE_WIDTH * source.channels
        self._changed = threading.Condition()
        self._ready = bytearray()
        self._at = at_ms * SAMPLES_PER_MS
        self._jumps = 0
        self._pulls = 0
        self._complete = False
        self._playing = True
        self._volume = volume
        self._gain = 0.0
        self._closed = False
        self._fault: Exception | None = None
        self._feeder = threading.Thread(target=self._feed, name="voiceguide-feeder", daemon=True)
        self._feeder.start()

    @property
    def source(self) -> Source:
        """The source being played."""
        return self._source

    @property
    def position_ms(self) -> int:
        """Position of the next sample to be pulled."""
        return self._at // SAMPLES_PER_MS

    @property
    def playing(self) -> bool:
        """False while paused."""
        return self._playing

    @property
    def volume(self) -> float:
        """From 0 to 1."""
        return self._volume

    @property
    def pulls(self) -> int:
        """How often the device has pulled samples; it stops changing once the device is gone."""
        return self._pulls

    @property
    def ended(self) -> bool:
        """Whether everything has been played."""
        with self._changed:
            return self._complete and not self._ready

    @property
    def waiting(self) -> bool:
        """Whether it is playing silence because the sound is still being made."""
        with self._changed:
            return self._playing and not self._ready and not self._complete

    def check(self) -> None:
        """Raises the error that stopped the feeder, if any."""
        if self._fault is not None:
            raise self._fault

    def play(self, *, on: bool) -> None:
        """Resumes or pauses."""
        self._playing = on

    def louder(self, by: float) -> None:
        """Adds `by` to the volume, which stays between 0 and 1."""
        self._volume = round(min(1.0, max(0.0, self._volume + by)), 2)

    def seek(self, ms: int) -> None:
        """Continues from `ms`, clamped to the session."""
        with self._changed:
            ms = min(max(0, ms), self._source.timeline.total_ms)
            self._at = ms * SAMPLES_PER_MS
            self._ready.clear()
            self._complete = False
            self._gain = 0.0
            self._jumps += 1
            self._changed.notify_all()

    def skip(self, by_ms: int) -> None:
        """Moves forward, or back if `by_ms` is negative."""
        self.seek(self.position_ms + by_ms)

    def next(self) -> None:
        """Goes to the next step, if there is one."""
        start = next_from(self._source.timeline, self.position_ms)
        if start is not None:
            self.seek(start)

    def again(self) -> None:
        """Goes to the start of the step; soon after it, to the previous step."""
        self.seek(again_from(self._source.timeline, self.position_ms))

    def pull(self, count: int) -> bytes:
        """Returns the next `count` samples of two channels; silence while paused or waiting."""
        self._pulls += 1
        with self._changed:
            target = self._volume if self._playing else 0.0
            wanted = count if self._playing else min(count, _RAMP if self._gain else 0)
            sound = bytes(self._ready[: wanted * self._width])
            del self._ready[: len(sound)]
            self._at += len(sound) // self._width
            before, self._gain = self._gain, target if sound or not target else 0.0
            self._changed.notify_all()
        sound = _faded(sound, before, target, self._width)
        if self._source.channels == 1:
            sound = doubled(sound)
        return sound.ljust(count * 2 * SAMPLE_WIDTH, b"\0")

    def close(self) -> None:
        """Stops the feeder."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._feeder.join(5)

    def _feed(self) -> None:
        try:
            while self._fetch():
                pass
        except VoiceguideError as error:
            self._fault = error
        except Exception as error:  # raised again by check()
            self._fault = error

    def _fetch(self) -> bool:
        """Fetches one window once there is room; False after close()."""
        with self._changed:
            while not self._closed and self._is_full():
                self._changed.wait()
            if self._closed:
                return False
            jumps = self._jumps
            # Reads are whole milliseconds since the last jump, so `_ready` ends on one.
            start_ms = (self._at + len(self._ready) // self._width) // SAMPLES_PER_MS
        pcm = self._source.read(start_ms, start_ms + _WINDOW_MS)
        with self._changed:
            if jumps == self._jumps:
                self._ready += pcm or b""
                self._complete = pcm is None
                if pcm == b"":
                    self._changed.wait(_LOOK_AGAIN_S)
        return True

    def _is_full(self) -> bool:
        return self._complete or len(self._ready) >= _AHEAD_MS * self._width * SAMPLES_PER_MS


def _faded(pcm: bytes, before: float, after: float, width: int) -> bytes:
    """Fades from one gain to the other within the first 10 ms."""
    count = len(pcm) // width
    if before == after:
        return amplified(pcm, [(count, [after])], width)
    step = max(1, min(count, _RAMP) // _RAMP_STEPS)
    steps = min(_RAMP_STEPS, count // step)
    rising = [before + (after - before) * (index + 1) / steps for index in range(steps)]
    return amplified(pcm, [(step, rising), (count - step * steps, [after])], width)
