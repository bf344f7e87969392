"""A session over any bed, and with any chimes, that `make` takes without a note is good by
`inspect`."""

import random
import struct
import wave
from array import array
from collections.abc import Sequence
from math import exp, sin
from pathlib import Path

import pytest

import voiceguide
from voiceguide.sounds import BEDS

pytestmark = pytest.mark.slow

MINUTE = """\
voiceguide: 1
title: A minute
lengths: {default: minute, minute: 70s}
steps:
  - id: circles
    title: Circles
    time: 70s
    sides: {names: [the left, the right], say: "Now {side}."}
    say: Draw circles slowly.
"""
CHIMES = {"next-step": 1.2, "switch": 0.9, "end": 2.5}


def noise(seconds: float, rate: int) -> list[float]:
    chance = random.Random(7)
    return [chance.gauss(0, 0.05) for _ in range(round(seconds * rate))]


def bell(seconds: float, rate: int) -> list[float]:
    count = round(seconds * rate)
    return [0.2 * sin(5_500 * n / rate) * exp(-4 * n / rate) for n in range(count)]


def whole(samples: Sequence[float], width: int) -> bytes:
    top = 1 << 8 * width - 1
    held = (max(-top, min(top - 1, round(top * sample))) for sample in samples)
    if width == 1:
        return bytes(sample + top for sample in held)
    return b"".join(sample.to_bytes(width, "little", signed=True) for sample in held)


def write(
    path: Path, samples: Sequence[float], rate: int, width: int = 2, channels: int = 1
) -> None:
    each = [sample for sample in samples for _ in range(channels)]
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", ""))
        file.writeframes(whole(each, width))


def write_floats(path: Path, samples: Sequence[float], rate: int) -> None:
    sound = array("f", samples).tobytes()
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 3, 1, rate, rate * 4, 4, 32)
    body = b"WAVE" + form + struct.pack("<4sI", b"data", len(sound)) + sound
    path.write_bytes(struct.pack("<4sI", b"RIFF", len(body)) + body)


def rumbling(samples: Sequence[float], rate: int, hertz: float, offset: float) -> list[float]:
    turn = 6.2832 * hertz / rate
    return [one + offset + 0.5 * sin(turn * n + 1) for n, one in enumerate(samples)]


def odd(kind: str, path: Path, samples: Sequence[float], rate: int) -> None:
    """Writes the sound as one of the kinds."""
    if kind == "floats above 1, over rumble of 15 Hz":
        write_floats(path, [9 * sample for sample in rumbling(samples, rate, 15, 0.005)], rate)
    elif kind == "8 bits in stereo":
        write(path, samples, rate, width=1, channels=2)
    elif kind == "24 bits with an offset":
        write(path, [sample + 0.3 for sample in samples], rate, width=3)
    else:
        write(path, [1.0, -1.0, *rumbling(samples, rate, 3, -0.1)], rate)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> voiceguide.Cache:
    """Words are spoken once."""
    return voiceguide.Cache.at(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def minute(work: Path) -> Path:
    path = work / "minute.yaml"
    path.write_text(MINUTE, encoding="utf-8")
    return path


def failed(track: str) -> list[str]:
    return [check.name for check in voiceguide.inspect(track).failed]


@pytest.mark.parametrize(
    ("kind", "rate"),
    [
        ("floats above 1, over rumble of 15 Hz", 96_000),
        ("8 bits in stereo", 8_000),
        ("24 bits with an offset", 44_100),
        ("a click at the start, over rumble of 3 Hz", 16_000),
    ],
)
def test_odd_sound_files_make_good_sessions(
    minute: Path, work: Path, cache: voiceguide.Cache, kind: str, rate: int
) -> None:
    folder = work / "chimes"
    folder.mkdir()
    odd(kind, work / "bed.wav", noise(3, rate), rate)
    for name, seconds in CHIMES.items():
        odd(kind, folder / f"{name}.wav", bell(seconds, rate), rate)
    made = voiceguide.make(minute, "o.mp3", bed=work / "bed.wav", chimes=folder, cache=cache)
    assert made.notes == ()
    assert failed("o.mp3") == []


@pytest.mark.parametrize("sleep", [False, True], ids=["plain", "sleep"])
@pytest.mark.parametrize("bed", BEDS)
def test_the_shortest_breathing_session_is_good_over_every_bed(
    cache: voiceguide.Cache, bed: str, sleep: bool
) -> None:
    made = voiceguide.make(
        "box-breathing", "b.mp3", length="short", bed=bed, sleep=sleep, cache=cache
    )
    assert made.notes == ()
    assert failed("b.mp3") == []


def test_a_chime_that_a_loud_bed_hides_is_noted(cache: voiceguide.Cache) -> None:
    made = voiceguide.make(
        "box-breathing",
        "o.mp3",
        length="short",
        bed="warm-pad",
        bed_level_lu=-10,
        sleep=True,
        cache=cache,
    )
    assert "the chime next-step is hidden by the bed; choose a lower --bed-level" in made.notes
    assert "chimes in their place" in failed("o.mp3")
