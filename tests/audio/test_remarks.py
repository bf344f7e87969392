"""Remarks on faults that listeners would notice in the user's own sounds, and on no others."""

import random
import wave
from array import array
from collections.abc import Callable, Sequence
from math import sin
from pathlib import Path

import pytest

from voiceguide.audio import levels
from voiceguide.audio.clip import BYTES_PER_MS
from voiceguide.audio.loudness import momentary_max_lufs, true_peak_dbtp
from voiceguide.audio.own_bed import bed_from_file
from voiceguide.audio.own_chimes import chimes_from_folder
from voiceguide.audio.pcm import bends, peak
from voiceguide.cache.store import Cache

Make = Callable[..., list[float]]
MakeFile = Callable[..., Path]
Stereo = Callable[[Sequence[float], Sequence[float]], Path]


@pytest.fixture
def hiss() -> list[float]:
    chance = random.Random(4)
    return [chance.uniform(-0.1, 0.1) for _ in range(4 * 48_000)]


@pytest.fixture
def stereo(tmp_path: Path) -> Stereo:
    def make(left: Sequence[float], right: Sequence[float]) -> Path:
        pairs = (round(32_000 * one) for pair in zip(left, right, strict=True) for one in pair)
        path = tmp_path / "stereo.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((2, 2, 48_000, 0, "NONE", ""))
            file.writeframes(array("h", pairs).tobytes())
        return path

    return make


def whole(path: Path) -> "array[int]":
    bed = bed_from_file(path)
    return array("h", bed.part(0, bed.length_ms * BYTES_PER_MS * bed.channels))


def with_rumble(sound: Sequence[float], hertz: float, offset: float) -> list[float]:
    turn = 6.2832 * hertz / 48_000
    return [one + offset + 0.5 * sin(turn * n + 1) for n, one in enumerate(sound)]


@pytest.mark.slow
@pytest.mark.parametrize(("hertz", "offset"), [(3, 0.3), (6, -0.3), (15, 0.005)])
def test_offset_and_rumble_make_no_difference_to_a_bed(
    hiss: list[float], wav: MakeFile, hertz: float, offset: float
) -> None:
    usual = whole(wav(hiss))
    treated = whole(wav(with_rumble(hiss, hertz, offset)))
    assert len(treated) == len(usual)
    assert max(abs(a - b) for a, b in zip(treated, usual, strict=True)) < 10


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [1.1, 4.3])
def test_a_bed_with_an_offset_and_rumble_loops_without_a_jump(
    tone: Make, wav: MakeFile, seconds: float
) -> None:
    rumbling = with_rumble(tone(440, round(seconds * 1000), 0.1), 6, 0.3)
    loop = whole(wav(rumbling)).tobytes()
    assert peak(bends(loop[-200:] + loop[:200], 1)) <= peak(bends(loop, 1)) + 2


def test_a_bed_that_was_levelled_otherwise_is_shaped_again(
    hiss: list[float], wav: MakeFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, store = wav(hiss[:48_000]), Cache.at(tmp_path / "cache").store("bed")
    first = bed_from_file(path, store)
    monkeypatch.setattr("voiceguide.audio.rumble.RUMBLE_HZ", 5_000)
    assert bed_from_file(path, store).name == first.name
    monkeypatch.setattr(levels, "RUMBLE_HZ", 5_000)
    assert bed_from_file(path, store).name != first.name


@pytest.mark.parametrize(
    ("ms", "remark"),
    [
        (10, "lasts only 0.008s, so its repeats are heard as a buzz; use a longer one"),
        (66, "lasts only 0.05s, so its repeats are heard as a buzz; use a longer one"),
        (70, "lasts only 0.053s, so its repeats are heard as a flutter; use a longer one"),
        (1_300, "lasts only 0.975s, so its repeats are heard as a flutter; use a longer one"),
        (1_400, None),
    ],
)
def test_a_bed_that_repeats_too_soon_is_noticed(
    hiss: list[float], wav: MakeFile, ms: int, remark: str | None
) -> None:
    bed = bed_from_file(wav(hiss[: ms * 48]))
    assert bed.remarks == ((remark,) if remark else ())


@pytest.mark.slow
def test_channels_that_are_missing_or_cancel_are_noticed(hiss: list[float], stereo: Stereo) -> None:
    one, other, none = hiss[:96_000], hiss[96_000:], [0.0] * 96_000

    def remarks(left: Sequence[float], right: Sequence[float]) -> str:
        return "; ".join(bed_from_file(stereo(left, right)).remarks)

    assert remarks(one, other) == remarks(one, one) == ""
    assert remarks(one, none).startswith("is heard on the left only")
    assert remarks(none, one).startswith("is heard on the right only")
    assert "left and right cancel" in remarks(one, [-sample for sample in one])


@pytest.mark.slow
def test_a_bed_that_comes_and_goes_clicks_or_is_all_bass_is_noticed(
    hiss: list[float], tone: Make, wav: MakeFile
) -> None:
    def remarks(sound: Sequence[float]) -> str:
        return "; ".join(bed_from_file(wav(sound)).remarks)

    second = 48_000
    assert remarks([0.05 * one for one in hiss[: 2 * second]] + hiss[2 * second :]).startswith(
        "is far louder at some times"
    )
    clicking = [one * 0.05 for one in hiss]
    clicking[3 * second] = 0.2
    assert remarks(clicking).startswith("clicks at 0:03")
    assert remarks(tone(40, 2_000, 0.3)).startswith("is almost only bass")
    assert remarks(tone(110, 2_000, 0.3)) == ""


def test_a_bed_that_is_nearly_silent_or_clipped_is_noticed(
    hiss: list[float], wav: MakeFile
) -> None:
    soft = bed_from_file(wav([one * 0.01 for one in hiss], width=3))
    assert [remark[:17] for remark in soft.remarks] == ["is nearly silent "]
    loud = bed_from_file(wav([one * 20 for one in hiss]))
    assert [remark[:11] for remark in loud.remarks] == ["is clipped,"]


def test_a_bed_of_rumble_alone_is_silent(wav: MakeFile) -> None:
    with pytest.raises(Exception, match=r"as a bed: the sound is silent, or only rumble under 35"):
        bed_from_file(wav(with_rumble([0.0] * 48_000, 10, 0.3)))


@pytest.fixture
def chime(tmp_path: Path) -> Callable[[Path], tuple[tuple[str, ...], bytes]]:
    """chime(path): the remarks on a sound as the chime `next-step`, and its samples."""

    def make(path: Path) -> tuple[tuple[str, ...], bytes]:
        folder = tmp_path / "chimes"
        folder.mkdir(exist_ok=True)
        for name in levels.CHIME_LUFS:
            (folder / f"{name}.wav").write_bytes(path.read_bytes())
        clip = chimes_from_folder(folder)["next-step"]
        return clip.remarks, clip.pcm

    return make


ChimeOf = Callable[[Path], tuple[tuple[str, ...], bytes]]


@pytest.fixture
def bell(tone: Make) -> list[float]:
    sound = tone(880, 1_000, 0.15)
    return [one * 0.9998**n for n, one in enumerate(sound)]


def test_offset_and_rumble_make_no_difference_to_a_chime(
    bell: list[float], wav: MakeFile, chime: ChimeOf
) -> None:
    _, usual = chime(wav(bell))
    remarks, treated = chime(wav(with_rumble(bell, 6, 0.3)))
    assert remarks == ()
    assert momentary_max_lufs(treated) == pytest.approx(momentary_max_lufs(usual), abs=0.1)
    assert abs(len(treated) - len(usual)) <= 100 * BYTES_PER_MS


def test_a_chime_whose_channels_cancel_is_taken_from_one_of_them(
    bell: list[float], stereo: Stereo, wav: MakeFile, chime: ChimeOf
) -> None:
    remarks, sound = chime(stereo(bell, [-one for one in bell]))
    assert remarks == ()
    _, usual = chime(wav(bell))
    assert momentary_max_lufs(sound) == pytest.approx(momentary_max_lufs(usual), abs=0.1)


@pytest.mark.slow
def test_a_chime_that_is_long_swells_or_clicks_is_noticed(
    bell: list[float], tone: Make, wav: MakeFile, chime: ChimeOf
) -> None:
    def remarks(sound: Sequence[float]) -> str:
        return "; ".join(chime(wav(sound))[0])

    assert remarks(tone(880, 6_000, 0.3)).startswith("lasts 6s, and words wait")
    swelling = [one * n / 96_000 for n, one in enumerate(tone(880, 2_000, 0.5))]
    assert remarks(swelling).startswith("begins so softly that it is noticed late")
    clicking = [0.05 * one for one in bell]
    clicking[30_000] = 0.9
    assert "clicks at 0:01" in remarks(clicking)


def test_a_chime_that_stops_while_it_rings_ends_softly(
    tone: Make, wav: MakeFile, chime: ChimeOf
) -> None:
    remarks, sound = chime(wav(tone(3_000, 600, 0.3)))
    assert remarks == ()
    assert peak(bends(sound[-10 * BYTES_PER_MS :], 1)) < 40


def test_a_sharp_chime_stays_under_the_true_peak(wav: MakeFile, chime: ChimeOf) -> None:
    chance = random.Random(2)
    strike = [chance.choice((-0.9, 0.9)) * 0.998**n for n in range(4_800)]
    assert true_peak_dbtp(chime(wav(strike))[1]) < levels.PEAK_DBFS + 0.2
