from pathlib import Path

import pytest

from voiceguide import resources
from voiceguide.audio.decode import decode
from voiceguide.audio.library import bed, chime, find_bed
from voiceguide.errors import AudioError, UnknownNameError
from voiceguide.sounds import BEDS, CHIME_SETS, NO_BED


@pytest.mark.parametrize("name", ["next-step", "switch", "end"])
def test_a_bundled_chime_is_not_changed(name: str) -> None:
    sounds = resources.audio_assets() / "chimes"
    assert chime(name).pcm == decode(sounds / "classic" / f"{name}.flac")
    assert chime(name, "glass").pcm == decode(sounds / "glass" / f"{name}.flac")


def test_every_set_has_a_different_sound_for_every_chime() -> None:
    assert CHIME_SETS == ("classic", "bowl", "wood", "glass")
    names = ("next-step", "switch", "end")
    assert len({chime(name, kind).name for kind in CHIME_SETS for name in names}) == 12


@pytest.mark.slow
def test_every_listed_bed_can_be_loaded() -> None:
    assert BEDS == ("room-tone", "rain", "sea", "warm-pad")
    for name in BEDS:
        channels = 1 if name == "room-tone" else 2
        path = resources.audio_assets() / "beds" / f"{name}.opus"
        assert bed(name).pcm == decode(path, channels=channels)
        assert bed(name).channels == channels


def test_an_unknown_name_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown chime 'swich'; did you mean 'switch'\?"):
        chime("swich")
    with pytest.raises(UnknownNameError, match=r"unknown chime set 'glas'; did you mean 'glass'\?"):
        chime("switch", "glas")
    with pytest.raises(UnknownNameError, match=r"unknown bed 'wind'; expected one of: room-tone"):
        bed("wind")


def test_a_damaged_installation_is_reported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(resources, "audio_assets", lambda: tmp_path)
    with pytest.raises(AudioError, match=r"next-step\.flac: this file does not exist"):
        chime("next-step")


def test_a_bed_can_be_named_by_text_or_by_path() -> None:
    assert find_bed(Path(NO_BED)) is None
    assert find_bed(Path("rain")) == find_bed("rain")
