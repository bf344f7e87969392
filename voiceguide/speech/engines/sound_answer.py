"""Writes a server's answer as a sound file, after checking that it is one.

Servers that stream write a WAV header before they know the length, with 0 or a huge number in it;
some send several WAV files in a row. Both are repaired here, because decoders treat them
differently. A file that ends before its stated length is cut off.
"""

import struct
import wave
from collections.abc import Iterator
from pathlib import Path

from voiceguide.errors import AudioError, EngineCrashed, EngineSetupError, VoiceguideError
from voiceguide.speech.engines.said import one_line
from voiceguide.speech.mask import Mask

LARGEST = 32_000_000
"""In bytes: about ten minutes of uncompressed sound, many times as much as the longest text
needs."""

_PCM_RATE = 24_000
"""The sampling rate of raw samples that state none, by the API's definition."""

_PCM_TYPES = ("audio/pcm", "audio/l16", "audio/x-pcm", "audio/raw", "audio/pcm_s16le")
_TEXT_TYPES = ("text/", "application/json", "application/xml", "application/xhtml")
_FRAME = struct.Struct("<4sI")


def write_answer(body: bytes, content_type: str, target: Path, mask: Mask) -> None:
    """Writes the sound that a server answered with: WAV, raw samples, or any common format.

    Raises EngineCrashed if it is empty, cut off or not a sound, EngineSetupError for a web page.
    """
    kind, _, parameters = content_type.lower().partition(";")
    if not body:
        raise EngineCrashed("the server answered with an empty sound")
    if body.startswith(b"RIFF"):
        write(target, _whole_wav(body))
    elif kind.strip() in _PCM_TYPES:
        write_pcm(target, body, rate=_stated(parameters, "rate", _PCM_RATE))
    elif kind.startswith(_TEXT_TYPES) or body.lstrip()[:1] in (b"<", b"{"):
        raise _not_sound(kind, mask.text(body.decode("utf-8", "replace")))
    else:
        write(target, body)
        _check_decodable(target, kind)


def write_pcm(target: Path, pcm: bytes, *, rate: int, width: int = 2, channels: int = 1) -> None:
    """Writes samples as a WAV file. Raises EngineCrashed if they end inside a sample."""
    if not pcm:
        raise EngineCrashed("the server answered with an empty sound")
    if len(pcm) % (width * channels):
        raise EngineCrashed("the server's sound is cut off inside a sample")
    try:
        with target.open("wb") as file, wave.open(file, "wb") as sound:
            sound.setparams((channels, width, rate, 0, "NONE", ""))
            sound.writeframes(pcm)
    except OSError as error:
        raise _unwritable(target, error) from error


def write(target: Path, content: bytes) -> None:
    """Writes a file. Raises EngineCrashed if that fails."""
    try:
        target.write_bytes(content)
    except OSError as error:
        raise _unwritable(target, error) from error


def _whole_wav(body: bytes) -> bytes:
    """Returns the WAV files in `body` as one, with its real length."""
    form, sound = b"", bytearray()
    for name, content in _chunks(body):
        if name == b"fmt ":
            if form and content != form:
                raise EngineCrashed("the server's WAV file changes its format midway")
            form = content
        elif name == b"data":
            sound += content
    if len(form) < 16 or not sound:
        raise EngineCrashed("the server answered with a WAV file that has no sound in it")
    (frame,) = struct.unpack_from("<H", form, 12)
    if not frame or len(sound) % frame:
        raise EngineCrashed("the server's sound is cut off inside a sample")
    padded = bytes(sound) + bytes(len(sound) % 2)
    chunks = _FRAME.pack(b"fmt ", len(form)) + form + bytes(len(form) % 2)
    chunks += _FRAME.pack(b"data", len(sound)) + padded
    return _FRAME.pack(b"RIFF", 4 + len(chunks)) + b"WAVE" + chunks


def _chunks(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yields the chunks of WAV files, with their names. Raises EngineCrashed if one is cut off."""
    at = 0
    while at + _FRAME.size <= len(body):
        name, length = _FRAME.unpack_from(body, at)
        at += _FRAME.size
        if name == b"RIFF":
            at += 4  # WAVE: its length covers the chunks that follow
            continue
        rest = len(body) - at
        if name == b"data" and (length == 0 or length > LARGEST):
            length = rest  # written before it was known
        if length > rest:
            raise EngineCrashed(
                f"the server's sound is cut off: {rest:,} of {length:,} bytes arrived"
            )
        yield name, body[at : at + length]
        at += length + length % 2


def _stated(parameters: str, name: str, usual: int) -> int:
    """Returns a number from a content type's parameters, such as `rate=16000`."""
    for parameter in parameters.split(";"):
        key, _, value = parameter.strip().replace('"', "").partition("=")
        if key == name and value.isdecimal() and 4_000 <= int(value) <= 192_000:
            return int(value)
    return usual


def _not_sound(kind: str, said: str) -> VoiceguideError:
    if "html" in kind or said.lstrip()[:14].lower().startswith(("<!doctype html", "<html")):
        return EngineSetupError(
            "the server answered with a web page, not with sound; check its address"
        )
    return EngineCrashed(f"the server answered with a text, not with sound: {one_line(said)}")


def _check_decodable(target: Path, kind: str) -> None:
    from voiceguide.audio.decode import count_channels

    try:
        count_channels(target)
    except AudioError as error:
        target.unlink(missing_ok=True)
        stated = f" (it says {one_line(kind)})" if kind else ""
        raise EngineCrashed(
            f"the server answered with something that is not sound, or is damaged{stated}"
        ) from error


def _unwritable(target: Path, error: OSError) -> EngineCrashed:
    return EngineCrashed(f"can't write {target}: {error.strerror}")
