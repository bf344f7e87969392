import shutil
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from voiceguide.audio.catalogue import own_files
from voiceguide.audio.library import chime, find_chimes
from voiceguide.audio.loudness import momentary_max_lufs
from voiceguide.audio.own_chimes import chime_from_file, chimes_from_folder
from voiceguide.errors import InputError, UnknownNameError

Make = Callable[..., list[float]]
MakeFile = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path, tone: Make, wav: MakeFile) -> Path:
    """Three sounds of different loudness, one surrounded by silence, one in stereo at 44.1 kHz."""
    chimes = tmp_path / "chimes"
    chimes.mkdir()
    still = [0.0] * 24_000
    shutil.move(wav(still + tone(600, 1500, 0.9) + still), chimes / "next-step.wav")
    shutil.move(wav(tone(900, 900, 0.02, 44_100), 44_100, channels=2), chimes / "Switch.wav")
    shutil.move(wav(tone(450, 4000, 0.3)), chimes / "end.wav")
    (chimes / "credits.txt").write_text("by a friend")
    return chimes


def test_sounds_of_any_kind_are_brought_to_the_level_of_chimes(folder: Path) -> None:
    chimes = chimes_from_folder(folder)
    loud = {meaning: momentary_max_lufs(clip.pcm) for meaning, clip in chimes.items()}
    expected = {"next-step": -25.0, "switch": -25.0, "end": -27.0}
    assert loud == pytest.approx(expected, abs=0.4)
    assert chimes["next-step"].length_ms == 1500
    for clip in chimes.values():
        samples = array("h", clip.pcm)
        assert samples[0] == 0
        assert abs(samples[-1]) <= 2


def test_chimes_are_found_by_the_name_of_a_set_or_by_their_folder(folder: Path) -> None:
    assert find_chimes("wood")["end"] == chime("end", "wood")
    found = find_chimes(folder)
    assert found == find_chimes(str(folder))
    assert chimes_from_folder(folder).items() <= found.items()
    with pytest.raises(UnknownNameError, match="unknown chime set 'wod'; did you mean 'wood'"):
        find_chimes("wod")


def test_a_bell_sounds_like_the_next_step_unless_the_folder_has_another(
    folder: Path, tone: Make, wav: MakeFile
) -> None:
    assert find_chimes("wood")["bell"] == chime("next-step", "wood")
    assert find_chimes(folder)["bell"] == find_chimes(folder)["next-step"]
    sound = wav(tone(300, 1_000, 0.5))
    shutil.copy(sound, folder / "Bell.wav")
    bell = find_chimes(folder)["bell"]
    assert bell == chime_from_file(folder / "Bell.wav") == chime_from_file(sound)
    assert momentary_max_lufs(bell.pcm) == pytest.approx(-25.0, abs=0.4)
    assert folder / "Bell.wav" in own_files("none", folder)


@pytest.mark.parametrize("wanted", ["./nowhere", "nowhere/", "sounds/nowhere"])
def test_a_path_that_does_not_exist_is_reported_as_a_folder(wanted: str) -> None:
    with pytest.raises(InputError, match=r"in .*nowhere: No .*\. .* or one of: classic, bowl"):
        find_chimes(wanted)


def test_the_error_for_a_missing_chime_says_what_the_folder_needs(folder: Path) -> None:
    (folder / "end.wav").unlink()
    with pytest.raises(InputError, match=r"no chime end in .*; a folder of chimes holds next-step"):
        chimes_from_folder(folder)


def test_two_files_for_one_meaning_are_refused(folder: Path) -> None:
    shutil.copy(folder / "end.wav", folder / "END.flac")
    with pytest.raises(InputError, match=r"more than once: END.flac and end.wav"):
        chimes_from_folder(folder)


def test_a_path_that_is_not_a_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"can't read the chimes in .*none"):
        chimes_from_folder(tmp_path / "none")


def test_silence_and_files_without_sound_are_refused(folder: Path, wav: MakeFile) -> None:
    shutil.move(wav([0.0] * 48_000), folder / "end.wav")
    with pytest.raises(
        InputError, match="is silent, or only rumble under 35 Hz; give another sound"
    ):
        chimes_from_folder(folder)
    (folder / "end.wav").write_text("la la la")
    with pytest.raises(InputError, match=r"not a sound file.*for the chime end"):
        chimes_from_folder(folder)


def test_a_song_is_too_long_for_a_chime(folder: Path, tone: Make, wav: MakeFile) -> None:
    shutil.move(wav(tone(450, 20_001, 0.3, 8_000), 8_000), folder / "end.wav")
    with pytest.raises(InputError, match=r"longer than 20s"):
        chimes_from_folder(folder)
