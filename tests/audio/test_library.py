from pathlib import Path

import pytest

from voiceguide import resources
from voiceguide.audio.catalogue import BEDS, CHIME_SETS, NO_BED
from voiceguide.audio.decode import decode
from voiceguide.audio.library import bed, chime, find_bed
from voiceguide.errors import AudioError, UnknownNameError


@pytest.mark.parametrize("name", ["next-step", "switch", "end"])
def test_a_chime_is_the_bundled_sound_as_it_is(name: str) -> None:
    sounds = resources.audio_assets() / "chimes"
    assert chime(name).pcm == decode(sounds / "classic" / f"{name}.flac")
    assert chime(name, "glass").pcm == decode(sounds / "glass" / f"{name}.flac")


def test_every_set_has_every_chime_as_a_sound_of_its_own() -> None:
    assert CHIME_SETS == ("classic", "bowl", "wood", "glass")
    names = ("next-step", "switch", "end")
    assert len({chime(name, kind).name for kind in CHIME_SETS for name in names}) == 12


@pytest.mark.slow
def test_every_bed_that_is_offered_can_be_had() -> None:
    assert BEDS == ("room-tone", "rain", "sea", "warm-pad")
    for name in BEDS:
        channels = 1 if name == "room-tone" else 2
        path = resources.audio_assets() / "beds" / f"{name}.opus"
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
    with pytest.raises(AudioError, match=r"next-step\.flac: this file does not exist"):
        chime("next-step")


def test_a_name_is_the_same_as_a_path() -> None:
    assert find_bed(Path(NO_BED)) is None
    assert find_bed(Path("rain")) == find_bed("rain")
