import random
from collections.abc import Callable
from pathlib import Path

import pytest

from voiceguide import resources
from voiceguide.audio import levels
from voiceguide.audio.decode import decode
from voiceguide.audio.library import bed, bed_from_file, beds, chime, chime_sets
from voiceguide.audio.loudness import integrated_lufs
from voiceguide.audio.pydub_adapter import peak_dbfs
from voiceguide.errors import AudioError, UnknownNameError

Make = Callable[..., list[float]]
MakeFile = Callable[..., Path]


@pytest.mark.parametrize("name", ["next-step", "switch", "end"])
def test_a_chime_is_the_bundled_sound_as_it_is(name: str) -> None:
    sounds = resources.audio_assets() / "chimes"
    assert chime(name).pcm == decode(sounds / "classic" / f"{name}.flac")
    assert chime(name, "glass").pcm == decode(sounds / "glass" / f"{name}.flac")


def test_every_set_has_every_chime_as_a_sound_of_its_own() -> None:
    assert chime_sets() == ("classic", "bowl", "wood", "glass")
    names = ("next-step", "switch", "end")
    assert len({chime(name, kind).name for kind in chime_sets() for name in names}) == 12


def test_every_bed_that_is_offered_can_be_had() -> None:
    assert beds() == ("room-tone", "rain", "sea", "warm-pad")
    for name in beds():
        channels = 1 if name == "room-tone" else 2
        path = resources.audio_assets() / "beds" / f"{name}.flac"
        assert bed(name).pcm == decode(path, channels=channels)
        assert bed(name).channels == channels


def test_unknown_names_are_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown chime 'swich'; did you mean 'switch'\?"):
        chime("swich")
    with pytest.raises(UnknownNameError, match=r"unknown chime set 'glas'; did you mean 'glass'\?"):
        chime("switch", "glas")
    with pytest.raises(UnknownNameError, match=r"unknown bed 'wind'; expected one of: room-tone"):
        bed("wind")


def test_a_damaged_installation_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "audio_assets", lambda: tmp_path)
    with pytest.raises(AudioError, match=r"next-step\.flac: there is no such file"):
        chime("next-step")


def test_a_bed_of_ones_own_is_twenty_under_speech(wav: MakeFile) -> None:
    chance = random.Random(3)
    rain = [chance.gauss(0, 0.1) for _ in range(22_050 * 4)]
    mono = bed_from_file(wav(rain, 22_050))
    assert integrated_lufs(mono.pcm) == pytest.approx(-39.0, abs=0.5)
    stereo = bed_from_file(wav(rain, 22_050, channels=2))
    assert (stereo.channels, stereo.length_ms) == (2, mono.length_ms)
    assert integrated_lufs(stereo.pcm, channels=2) == pytest.approx(-36.0, abs=0.7)


def test_thunder_in_a_bed_is_held_down(tone: Make, wav: MakeFile) -> None:
    clip = bed_from_file(wav(tone(300, 1500, 0.01) + tone(60, 50, 0.9) + tone(300, 1500, 0.01)))
    assert peak_dbfs(clip.pcm) <= -19.9


def test_a_bed_gives_a_part_of_its_end_to_its_seam(tone: Make, wav: MakeFile) -> None:
    assert bed_from_file(wav(tone(300, 4000))).length_ms == 3000
    assert bed_from_file(wav(tone(300, 10_000, rate=8000), 8000)).length_ms == 8000


def test_two_beds_never_share_a_name(tone: Make, wav: MakeFile) -> None:
    first, again = (bed_from_file(wav(tone(300, 500))) for _ in range(2))
    other = bed_from_file(wav(tone(301, 500)))
    assert first.name == again.name
    assert first.name != other.name


def test_a_silent_bed_is_refused_by_name(wav: MakeFile) -> None:
    path = wav([0.0] * 9600)
    with pytest.raises(AudioError, match=r"can't use .*sound\.wav as a bed: there is only silence"):
        bed_from_file(path)


def test_a_bed_longer_than_an_hour_is_refused(
    monkeypatch: pytest.MonkeyPatch, tone: Make, wav: MakeFile
) -> None:
    assert levels.LONGEST_BED_MS == 3_600_000
    monkeypatch.setattr(levels, "LONGEST_BED_MS", 900)
    with pytest.raises(AudioError, match=r"sound\.wav is longer than 0\.9s"):
        bed_from_file(wav(tone(300, 1000)))
