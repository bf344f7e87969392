"""Encodes a scene in one pass, with an encoder of PyAV: memory does not grow with its length."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, cast

import av
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.error import FFmpegError

from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.audio.mix import render
from voiceguide.audio.scene import Scene
from voiceguide.errors import AudioError
from voiceguide.timecode import SAMPLE_RATE, SAMPLES_PER_MS

_AT_ONCE_MS: Final = 1000
_CURE: Final = "Reinstall it with: pip install --force-reinstall av"

OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoder:
    """An encoder; `name` is ffmpeg's, `title` is for people.

    `sample_form` is ffmpeg's name for the sample format that it takes; scenes are converted to it.
    `bit_rate` is in bits per second; 0 for an encoder without one.
    """

    name: str
    title: str
    sample_form: str
    bit_rate: int = 0
    options: Mapping[str, str] = field(default_factory=dict)

    def opened(self, channels: int) -> AudioCodecContext:
        """Returns a new encoder, with its header in `extradata`. Raises AudioError."""
        try:
            context = cast("AudioCodecContext", AudioCodecContext.create(self.name, "w"))
        except ValueError as error:
            raise AudioError(
                f"this copy of av has no encoder for {self.title} ({self.name}). {_CURE}"
            ) from error
        context.sample_rate = SAMPLE_RATE
        context.layout = "mono" if channels == 1 else "stereo"
        context.format = av.AudioFormat(self.sample_form)
        context.time_base = Fraction(1, SAMPLE_RATE)
        context.options = {"flags": "+bitexact", **self.options}  # leaves the encoder's version out
        if self.bit_rate:
            context.bit_rate = self.bit_rate
        try:
            context.open()
        except (FFmpegError, ValueError) as error:
            raise self._failed(error) from error
        return context

    def packets(
        self, context: AudioCodecContext, pieces: Iterable[bytes], channels: int
    ) -> Iterator[bytes]:
        """Yields the packets of a sound in `pieces`, as `rendered` yields them.

        Raises AudioError.
        """
        at = 0
        try:
            for pcm in pieces:
                frame = _frame(pcm, channels, at)
                yield from _taken(context, frame)
                at += frame.samples
            yield from _taken(context, None)
        except (FFmpegError, ValueError) as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> AudioError:
        return AudioError(f"the encoder for {self.title} failed: {error}. {_CURE}")


def rendered(
    scene: Scene, on_progress: OnProgress, *, lead: int = 0
) -> Generator[bytes, None, None]:
    """Yields `lead` samples of silence, then the scene's samples, one second at a time.

    While the caller works on a second, the next one is rendered.
    """
    if lead:
        yield bytes(lead * SAMPLE_WIDTH * scene.channels)
    starts = range(0, scene.total_ms, _AT_ONCE_MS)
    ends = [*starts[1:], scene.total_ms]
    with ThreadPoolExecutor(1, thread_name_prefix="voiceguide-mix") as pool:
        coming = pool.submit(render, scene, 0, ends[0])
        for end_ms, next_end_ms in zip(ends, [*ends[1:], 0], strict=True):
            pcm = coming.result()
            if next_end_ms:
                coming = pool.submit(render, scene, end_ms, next_end_ms)
            yield pcm
            on_progress(end_ms, scene.total_ms)


def sample_count(scene: Scene) -> int:
    """Returns the scene's length in samples of one channel."""
    return scene.total_ms * SAMPLES_PER_MS


def _taken(context: AudioCodecContext, frame: AudioFrame | None) -> Iterator[bytes]:
    """Yields the packets that are ready after a frame; an empty packet has only side data."""
    return filter(None, map(bytes, context.encode(frame)))


def _frame(pcm: bytes, channels: int, at: int) -> AudioFrame:
    layout = "mono" if channels == 1 else "stereo"
    frame = AudioFrame(format="s16", layout=layout, samples=len(pcm) // (SAMPLE_WIDTH * channels))
    frame.sample_rate = SAMPLE_RATE
    frame.time_base = Fraction(1, SAMPLE_RATE)
    frame.pts = at
    frame.planes[0].update(pcm)
    return frame
