"""Faults of a file itself: cut off, damaged or clipped."""

import random
import wave
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from voiceguide.audio.condition import Condition
from voiceguide.audio.decode import decode_pieces

Make = Callable[..., list[float]]
MakeFile = Callable[..., Path]

CODECS = {
    "wav": "pcm_s16le",
    "aiff": "pcm_s16be",
    "au": "pcm_s16be",
    "caf": "pcm_s16le",
    "flac": "flac",
    "mp3": "libmp3lame",
    "m4a": "aac",
    "opus": "libopus",
    "ogg": "libopus",
    "mka": "libopus",
    "webm": "libopus",
}


def condition(path: Path) -> Condition:
    found = Condition()
    for _ in decode_pieces(path, condition=found):
        pass
    return found


def damaged(condition: Condition) -> tuple[bool, int, int]:
    return condition.cut_off, condition.damaged, condition.clipped


@pytest.fixture
def hiss(tmp_path: Path) -> Path:
    """Three seconds."""
    path = tmp_path / "hiss.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        file.writeframes(random.Random(4).randbytes(3 * 48_000 * 2))
    return path


@pytest.fixture
def sound(hiss: Path, encoded: Callable[..., Path]) -> Callable[[str], Path]:
    def make(suffix: str) -> Path:
        return encoded(hiss, f"made.{suffix}", CODECS[suffix])

    return make


def keep(path: Path, size: int) -> Path:
    path.write_bytes(path.read_bytes()[:size])
    return path


@pytest.mark.parametrize("suffix", CODECS)
def test_a_whole_file_is_in_order(sound: Callable[[str], Path], suffix: str) -> None:
    assert damaged(condition(sound(suffix))) == (False, 0, 0)


@pytest.mark.parametrize("suffix", sorted(CODECS.keys() - {"m4a"}))
@pytest.mark.parametrize("share", [0.5, 0.83])
def test_a_download_that_stopped_is_noticed(
    sound: Callable[[str], Path], suffix: str, share: float
) -> None:
    path = sound(suffix)
    assert condition(keep(path, int(path.stat().st_size * share))).cut_off


def test_a_wav_file_cut_off_between_two_packets_is_noticed(hiss: Path) -> None:
    assert condition(keep(hiss, 44 + 4 * 16_384)).cut_off


@pytest.mark.parametrize("size", [0, 0x7FFF_F000, 0xFFFF_FFFF])
def test_a_wav_file_from_a_pipe_does_not_know_its_size_and_is_whole(hiss: Path, size: int) -> None:
    content = bytearray(hiss.read_bytes())
    content[4:8] = content[40:44] = size.to_bytes(4, "little")
    hiss.write_bytes(content)
    assert not condition(hiss).cut_off


def test_an_mp3_file_without_a_count_of_its_frames_is_not_measured_by_its_bit_rate(
    sound: Callable[[str], Path],
) -> None:
    """ffmpeg estimates the length from the first frame, which is silent and small in many files."""
    path = sound("mp3")
    content = path.read_bytes().replace(b"Info", b"....").replace(b"Xing", b"....")
    path.write_bytes(content)
    assert not condition(path).cut_off


def test_damage_in_the_middle_is_no_cut(sound: Callable[[str], Path]) -> None:
    path = sound("mp3")
    content = bytearray(path.read_bytes())
    content[20_000:23_000] = bytes(3_000)
    path.write_bytes(content)
    found = condition(path)
    assert (found.cut_off, found.damaged > 0) == (False, True)


@pytest.mark.parametrize("width", [2, 3, 4])
@pytest.mark.parametrize("channels", [1, 2])
def test_clipped_samples_are_noticed_whatever_their_width(
    tone: Make, wav: MakeFile, width: int, channels: int
) -> None:
    assert condition(wav(tone(440, 200, 3.0), width=width, channels=channels)).clipped > 3
    assert condition(wav(tone(50, 200, 1.0), width=width, channels=channels)).clipped == 0


def test_a_symmetric_limit_is_clipping_too(tone: Make, wav: MakeFile) -> None:
    held = [max(-32_767 / 32_768, min(32_767 / 32_768, sample)) for sample in tone(440, 100, 3.0)]
    ours = [-abs(sample) for sample in held]
    assert array("h", [round(32_768 * min(ours))])[0] == -32_767
    assert condition(wav(ours)).clipped > 3
