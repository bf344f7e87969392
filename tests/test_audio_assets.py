"""The files of the bundled sounds and cover, and the programs that make them."""

import os
import subprocess
import sys
from pathlib import Path

import av
import pytest

from tests.measuring import RATE, SOUNDS, np, pcm
from voiceguide.resources import audio_assets


def run(program: str, folder: Path) -> None:
    """Runs a program that lies beside the sounds, with the modules beside it."""
    command = [sys.executable, "-B", str(audio_assets() / program), str(folder)]
    beside = {**os.environ, "PYTHONSAFEPATH": ""}
    subprocess.run(command, env=beside, check=True, capture_output=True)


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_is_48_khz_16_bit_flac_of_whole_milliseconds(name):
    with av.open(str(audio_assets() / f"{name}.flac")) as container:
        stream = container.streams.audio[0]
        found = stream.codec.name, stream.format.name, stream.rate, stream.channels
        declared = stream.duration
    stereo = name.startswith("beds/") and name != "beds/room-tone"
    assert found == ("flac", "s16", RATE, 2 if stereo else 1)
    assert declared == pcm(name).shape[-1]
    assert declared % (RATE // 1000) == 0


def test_there_are_no_other_sounds_and_they_are_small_enough_to_travel():
    sizes = {
        path.relative_to(audio_assets()).with_suffix("").as_posix(): path.stat().st_size
        for path in audio_assets().rglob("*.flac")
    }
    assert set(sizes) == set(SOUNDS)
    assert max(sizes.values()) < 5_000_000
    assert sum(sizes.values()) < 12_000_000


@pytest.mark.slow
def test_the_program_makes_these_sounds(tmp_path):
    """Within the last bits: libraries on other machines may round differently."""
    run("make_sounds.py", tmp_path)
    for name in SOUNDS:
        made, shipped = pcm(name, tmp_path).astype(int), pcm(name).astype(int)
        assert made.shape == shipped.shape
        assert np.abs(made - shipped).max() <= 2


def test_the_cover_is_a_square_jpeg_that_fits_in_a_tag():
    path = audio_assets() / "cover.jpg"
    assert path.stat().st_size < 150_000
    with av.open(str(path)) as container:
        picture = next(container.decode(video=0))
        assert container.streams.video[0].codec.name == "mjpeg"
    assert (picture.width, picture.height) == (1000, 1000)


@pytest.mark.slow
def test_the_program_draws_this_cover(tmp_path):
    image = pytest.importorskip("PIL.Image", reason="draws the cover with pillow")
    run("make_cover.py", tmp_path)
    made, shipped = (
        np.asarray(image.open(folder / "cover.jpg"), float) for folder in (tmp_path, audio_assets())
    )
    assert np.abs(made - shipped).mean() < 1
