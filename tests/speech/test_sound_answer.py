"""A server's answers: which are sounds, and how these are written."""

import contextlib
import io
import struct
from pathlib import Path
from typing import Any

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.speech.talking import tone, wav
from voiceguide.audio.decode import decode
from voiceguide.errors import EngineCrashed, EngineSetupError, VoiceguideError
from voiceguide.speech.engines.sound_answer import write_answer
from voiceguide.speech.mask import Mask

SOUND = wav(tone(2))


def heard_ms(body: bytes, kind: str, folder: Path) -> float:
    write_answer(body, kind, folder / "0-0.wav", Mask())
    return len(decode(folder / "0-0.wav")) / 96


def encoded(codec: str, container: str) -> bytes:
    """Returns the tone in a format."""
    file = io.BytesIO()
    output: Any = av.open(file, "w", format=container)
    source: Any = av.open(io.BytesIO(wav(tone(10))))
    with output, source:
        stream = output.add_stream(codec, rate=24_000, layout="mono")
        for frame in (*source.decode(audio=0), None):
            output.mux(stream.encode(frame))
    return file.getvalue()


def sizes(content: bytes, riff: int, data: int) -> bytes:
    """Returns a plain WAV file whose header states these lengths."""
    return (
        content[:4]
        + struct.pack("<I", riff)
        + content[8:40]
        + struct.pack("<I", data)
        + content[44:]
    )


@pytest.mark.parametrize(
    "body",
    [
        SOUND,
        sizes(SOUND, 0xFFFFFFFF, 0xFFFFFFFF),
        sizes(SOUND, 0, 0),
        sizes(SOUND, 2_000_000_036, 2_000_000_000),
        wav(tone(1)) + wav(tone(1)),
        SOUND + b"LIST\4\0\0\0text",
        SOUND[:36] + b"LIST\4\0\0\0text" + SOUND[36:],
    ],
    ids=["plain", "streamed", "zero", "huge", "two files", "tagged", "tagged before"],
)
def test_a_wav_file_is_as_long_as_its_sound_whatever_its_header_says(
    body: bytes, tmp_path: Path
) -> None:
    assert heard_ms(body, "audio/wav", tmp_path) == pytest.approx(len(tone(2)) / 48, abs=1)
    assert (tmp_path / "0-0.wav").stat().st_size == len(SOUND)


@pytest.mark.parametrize(
    ("codec", "container", "kind"),
    [
        ("libmp3lame", "mp3", "audio/mpeg"),
        ("libmp3lame", "mp3", "audio/wav"),
        ("flac", "flac", "audio/flac"),
        ("libopus", "ogg", "audio/ogg"),
        ("libopus", "ogg", "application/octet-stream"),
        ("aac", "adts", "audio/aac"),
    ],
)
def test_another_format_is_taken_as_it_comes(
    codec: str, container: str, kind: str, tmp_path: Path
) -> None:
    heard = heard_ms(encoded(codec, container), kind, tmp_path)
    assert heard == pytest.approx(len(tone(10)) / 48, abs=120)


@pytest.mark.parametrize(
    ("kind", "rate"),
    [
        ("audio/pcm", 24_000),
        ("audio/pcm;rate=16000", 16_000),
        ('audio/L16; codec=pcm; rate="48000"', 48_000),
        ("audio/pcm;rate=0", 24_000),
    ],
)
def test_raw_samples_have_the_stated_rate(kind: str, rate: int, tmp_path: Path) -> None:
    heard = heard_ms(tone(2), kind, tmp_path)
    assert heard == pytest.approx(len(tone(2)) / 2 / rate * 1000, abs=2)


HTML = b"<!DOCTYPE html><html>Sign in</html>"


@pytest.mark.parametrize(
    ("body", "kind", "error", "words"),
    [
        (b"", "audio/wav", EngineCrashed, "empty sound"),
        (b"", "audio/pcm", EngineCrashed, "empty sound"),
        (HTML, "text/html; charset=utf-8", EngineSetupError, "web page"),
        (HTML, "audio/wav", EngineSetupError, "web page"),
        (HTML, "", EngineSetupError, "web page"),
        (b'{"job": 5}', "application/json", EngineCrashed, "a text, .*job"),
        (b'{"job": 5}', "audio/mpeg", EngineCrashed, "a text, .*job"),
        (b"try later", "text/plain", EngineCrashed, "a text, .*try later"),
        (b"\x93" * 99, "audio/mpeg", EngineCrashed, "it says audio/mpeg"),
        (b"ID3" + bytes(99), "audio/mpeg", EngineCrashed, "not sound, or is damaged"),
        (SOUND[:-100], "audio/wav", EngineCrashed, "cut off: 25,500 of 25,600 bytes"),
        (sizes(SOUND[:-1], 0, 0), "audio/wav", EngineCrashed, "inside a sample"),
        (SOUND[:44], "audio/wav", EngineCrashed, "cut off"),
        (SOUND[:30], "audio/wav", EngineCrashed, "cut off"),
        (SOUND[:36], "audio/wav", EngineCrashed, "no sound in it"),
        (b"RIFF", "audio/wav", EngineCrashed, "no sound in it"),
        (tone(1) + b"x", "audio/pcm", EngineCrashed, "inside a sample"),
        (SOUND + wav(tone(1), rate=8000), "audio/wav", EngineCrashed, "changes its format"),
    ],
)
def test_what_is_no_sound_is_one_clear_error_and_leaves_no_file(
    body: bytes, kind: str, error: type[Exception], words: str, tmp_path: Path
) -> None:
    with pytest.raises(error, match=words):
        write_answer(body, kind, tmp_path / "a.wav", Mask())
    assert not list(tmp_path.iterdir())


@given(st.binary(max_size=300), st.sampled_from(["", "audio/wav", "audio/pcm", "text/html"]))
def test_any_bytes_are_a_sound_or_one_error(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, kind: str
) -> None:
    target = tmp_path_factory.getbasetemp() / "any.wav"
    for content in (body, SOUND[:20] + body, b"RIFF\0\0\0\0WAVE" + body):
        with contextlib.suppress(VoiceguideError):
            write_answer(content, kind, target, Mask())
            assert target.read_bytes()


def test_no_part_of_a_secret_is_shown_wherever_a_text_is_cut(tmp_path: Path) -> None:
    for padding in range(0, 210, 3):
        echo = b"x" * padding + b"sk-live-7f3a"
        with pytest.raises(EngineCrashed) as caught:
            write_answer(echo, "text/plain", tmp_path / "a.wav", Mask(("sk-live-7f3a",)))
        assert "sk-" not in str(caught.value)
