"""Any audio file, as mono 16-bit samples."""

import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.container import InputContainer

from voiceguide.audio.clip import SAMPLE_WIDTH, Recording
from voiceguide.audio.filters import samples
from voiceguide.errors import AudioError
from voiceguide.timecode import SAMPLE_RATE, duration

_OPTIONS = {"protocol_whitelist": "file", "max_probe_packets": "1", "max_size": "16384"}
"""A playlist may not fetch anything. The search for DTS sound hidden in a WAV file,
which takes longer than reading a spoken phrase, is left out. WAV is read in packets of
16 kB: with the usual 4 kB, two threads decode no faster than one."""

_TITLES: dict[str, Any] = (
    {} if int(av.__version__.split(".")[0]) >= 19 else {"metadata_errors": "replace"}
)
"""PyAV 19 took this argument away: there, titles that aren't UTF-8 are never an error."""


def decode(path: Path, *, longest_ms: int | None = None) -> bytes:
    """The sound of a file (WAV, AIFF, FLAC, MP3, ...) as mono 48 kHz s16le PCM.

    Channels are averaged, any rate is resampled with a proper filter, and a
    damaged packet inside is passed over, as players do. Raises AudioError where
    there is nothing to hear, or more than `longest_ms` of it.
    """
    return _decoded(path, SAMPLE_RATE, longest_ms).pcm


def decode_unresampled(path: Path) -> Recording:
    """The sound of a file as `decode` gives it, but at the rate it begins with."""
    return _plain(path) or _decoded(path, None, None)


def _plain(path: Path) -> Recording | None:
    """What most engines write, mono 16-bit WAV: read as it is, in a tenth of the time."""
    try:
        with wave.open(str(path)) as file:
            if (file.getnchannels(), file.getsampwidth()) != (1, SAMPLE_WIDTH):
                return None
            pcm, rate = file.readframes(file.getnframes()), file.getframerate()
    except (wave.Error, EOFError, OSError):
        return None
    return Recording(pcm, rate) if pcm and rate else None


def _decoded(path: Path, rate: int | None, longest_ms: int | None) -> Recording:
    pcm = bytearray()
    with opened(path) as container:
        for frame in _mono(_frames(container, path), rate):
            pcm += samples(frame)
            rate = frame.sample_rate
            if longest_ms is not None and len(pcm) * 1000 > longest_ms * rate * SAMPLE_WIDTH:
                raise AudioError(f"the sound {path} is longer than {duration(longest_ms)}")
    if rate is None or not pcm:
        raise AudioError(f"can't read the sound {path}: the file breaks off before any sound")
    return Recording(bytes(pcm), rate)


@contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """A file of any format, to be read; what fails meanwhile is raised as AudioError."""
    try:
        _require_content(path)
        # Absolute, because ffmpeg takes "rain:evening.wav" for an address otherwise.
        # Titles in other encodings than UTF-8 are common, and of no interest here.
        with av.open(str(path.absolute()), options=_OPTIONS, **_TITLES) as container:
            yield container
    except (av.FFmpegError, OSError) as error:
        raise AudioError(f"can't read the sound {path}: {_reason(error)}") from error


def _require_content(path: Path) -> None:
    if not path.is_file():
        found = "it is not a file" if path.exists() else "there is no such file"
        raise AudioError(f"can't read the sound {path}: {found}")
    if path.stat().st_size == 0:
        raise AudioError(f"can't read the sound {path}: the file is empty")


def _frames(container: InputContainer, path: Path) -> Iterator[AudioFrame]:
    if not container.streams.audio:
        raise AudioError(f"can't read the sound {path}: there is no sound in the file")
    for packet in container.demux(container.streams.audio[0]):
        try:
            frames = packet.decode()
        except av.error.InvalidDataError:
            continue
        for frame in frames:
            if isinstance(frame, AudioFrame):
                yield frame


def _mono(frames: Iterator[AudioFrame], rate: int | None) -> Iterator[AudioFrame]:
    """At `rate`, or the first frame's; a file may change its rate or channels half-way."""
    resampler, shape = None, None
    for frame in frames:
        found = (frame.format.name, frame.layout.name, frame.sample_rate)
        if resampler is None or found != shape:
            yield from _flush(resampler)
            rate = rate or frame.sample_rate
            resampler, shape = AudioResampler(format="s16", layout="mono", rate=rate), found
        yield from resampler.resample(frame)
    yield from _flush(resampler)


def _flush(resampler: AudioResampler | None) -> Iterator[AudioFrame]:
    if resampler is not None:
        yield from filter(None, resampler.resample(None))


def _reason(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "reading it is not permitted"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "it is not a sound file, or it is damaged"
