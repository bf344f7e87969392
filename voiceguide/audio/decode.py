"""Decodes any audio file."""

import wave
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet

from voiceguide.audio.clip import SAMPLE_WIDTH, Recording
from voiceguide.audio.condition import Condition
from voiceguide.audio.filters import S16, SampleForm, samples
from voiceguide.errors import AudioError
from voiceguide.timecode import SAMPLE_RATE, duration

_OPTIONS = {"protocol_whitelist": "file", "max_probe_packets": "1", "max_size": "16384"}
"""Options that keep a playlist from fetching anything, and skip the search for DTS sound hidden in
a WAV file, which takes longer than reading a spoken phrase. WAV is read in packets of 16 kB: with
the usual 4 kB, two threads decode no faster than one."""

_HIGHEST_RATE = 192_000
"""The highest rate, in samples per second; a file that claims more could pass off hours as
seconds."""

TITLES: dict[str, Any] = (
    {} if int(av.__version__.split(".")[0]) >= 19 else {"metadata_errors": "replace"}
)
"""Arguments for opening a file whose titles may not be UTF-8. PyAV 19 removed this one, since such
titles are no longer an error."""


def decode(path: Path, *, channels: int = 1, longest_ms: int | None = None) -> bytes:
    """Returns the sound of a file (WAV, AIFF, FLAC, MP3, ...) as 48 kHz s16le PCM.

    Averages its channels to one, or converts them to two, interleaved. Any rate
    is resampled with a proper filter. A damaged packet is skipped, as in players.
    Raises AudioError if there is no sound, or more than `longest_ms` of it.
    """
    return _decoded(path, SAMPLE_RATE, channels, longest_ms).pcm


def decode_pieces(
    path: Path,
    *,
    channels: int = 1,
    longest_ms: int | None = None,
    form: SampleForm = S16,
    condition: Condition | None = None,
) -> Iterator[bytes]:
    """Yields the result of `decode` in pieces: memory does not grow with the length.

    Samples are in `form`; faults of the file are added to `condition`.
    """
    for frame in _heard(path, SAMPLE_RATE, channels, longest_ms, form, condition):
        yield bytes(samples(frame, form.width))


def count_channels(path: Path) -> int:
    """Returns the number of channels at a file's start. Raises AudioError as `decode` does."""
    first = next(frames(path), None)
    if first is None:
        raise _nothing_in(path)
    return first.layout.nb_channels


def frames(path: Path) -> Iterator[AudioFrame]:
    """Yields the decoded frames of a file, unconverted; skips damage as `decode` does.

    Raises AudioError if the file can't be read.
    """
    with opened(path) as (_, found):
        yield from found


def decode_unresampled(path: Path, *, longest_ms: int | None = None) -> Recording:
    """Returns the sound of a file as `decode` does, but at the file's initial rate."""
    return _plain(path, longest_ms) or _decoded(path, None, 1, longest_ms)


def _plain(path: Path, longest_ms: int | None) -> Recording | None:
    """Decodes a mono 16-bit WAV file, as most engines write it, in a tenth of the time.

    Returns None for other files. Raises AudioError if it is longer than `longest_ms`.
    """
    try:
        with wave.open(str(path)) as file:
            rate = file.getframerate()
            if (file.getnchannels(), file.getsampwidth()) != (1, SAMPLE_WIDTH) or not rate:
                return None
            # A program that writes to a pipe can't know the length, and states hours.
            count = min(file.getnframes(), path.stat().st_size // SAMPLE_WIDTH)
            _check_length(path, count, rate, longest_ms)
            pcm = file.readframes(count)
    except (wave.Error, EOFError, OSError):
        return None
    return Recording(pcm, rate) if pcm else None


def _check_length(path: Path, count: int, rate: int, longest_ms: int | None) -> None:
    """Raises AudioError if this many samples are longer than `longest_ms` at any sensible rate."""
    if longest_ms is not None and count * 1000 // min(rate, _HIGHEST_RATE) > longest_ms:
        raise AudioError(f"the sound {path} is longer than {duration(longest_ms)}")


def _decoded(path: Path, rate: int | None, channels: int, longest_ms: int | None) -> Recording:
    pcm = bytearray()
    for frame in _heard(path, rate, channels, longest_ms):
        pcm += samples(frame)
        rate = frame.sample_rate
    return Recording(bytes(pcm), rate or SAMPLE_RATE, channels)


def _heard(
    path: Path,
    rate: int | None,
    channels: int,
    longest_ms: int | None,
    form: SampleForm = S16,
    condition: Condition | None = None,
) -> Iterator[AudioFrame]:
    """Yields the sound at `rate`, or at its initial rate. Raises AudioError if there is none or too
    much."""
    heard = 0
    with opened(path) as (container, found):
        if condition is not None:
            found = condition.frames(container)
        for frame in _converted(found, rate, channels, form):
            heard += frame.samples
            _check_length(path, heard, frame.sample_rate, longest_ms)
            yield frame
    if not heard:
        raise _nothing_in(path)


def _nothing_in(path: Path) -> AudioError:
    return AudioError(f"can't read the sound {path}: the file ends before any sound")


@contextmanager
def opened(path: Path) -> Iterator[tuple[InputContainer, Iterator[AudioFrame]]]:
    """Opens a sound file. Yields it and the decoded frames of its first stream; damaged ones are
    left out.

    Raises AudioError if it can't be read, now or while it is in use.
    """
    try:
        _require_content(path)
        # The path is absolute, because ffmpeg takes "rain:evening.wav" for an address.
        # Titles in encodings other than UTF-8 are common, and irrelevant here.
        with av.open(str(path.absolute()), options=_OPTIONS, **TITLES) as container:
            if not container.streams.audio:
                raise AudioError(f"can't read the sound {path}: there is no sound in the file")
            packets = container.demux(container.streams.audio[0])
            yield container, chain.from_iterable(map(decoded, packets))
    except (av.FFmpegError, OSError) as error:
        raise AudioError(f"can't read the sound {path}: {_reason(error)}") from error


def _require_content(path: Path) -> None:
    if not path.is_file():
        found = "it is not a file" if path.exists() else "this file does not exist"
        raise AudioError(f"can't read the sound {path}: {found}")
    if path.stat().st_size == 0:
        raise AudioError(f"can't read the sound {path}: the file is empty")


def decoded(packet: "Packet[AudioStream]") -> Iterator[AudioFrame]:
    """Yields a packet's frames; none if it is damaged."""
    try:
        yield from packet.decode()
    except av.error.InvalidDataError:
        return


def _converted(
    frames: Iterator[AudioFrame], rate: int | None, channels: int, form: SampleForm
) -> Iterator[AudioFrame]:
    """Yields frames at `rate`, or at the first frame's rate. A file may change its rate or channels
    midway."""
    resampler, shape = None, None
    layout = "mono" if channels == 1 else "stereo"
    for frame in frames:
        found = (frame.format.name, frame.layout.name, frame.sample_rate)
        if resampler is None or found != shape:
            yield from _flush(resampler)
            rate = rate or frame.sample_rate
            resampler, shape = AudioResampler(format=form.name, layout=layout, rate=rate), found
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
