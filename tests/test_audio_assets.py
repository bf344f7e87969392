"""The bundled sounds and cover: their files, and the programs that make them."""

import av
import pytest

from tests.measuring import RATE, SOUNDS, made_sounds, np, pcm, run_program, sound_file
from voiceguide.resources import audio_assets

CHIMES = tuple(name for name in SOUNDS if name.startswith("chimes/"))
BEDS = tuple(name for name in SOUNDS if name.startswith("beds/"))


@pytest.mark.parametrize("name", CHIMES)
def test_a_chime_is_16_khz_16_bit_mono_flac_of_whole_milliseconds(name):
    with av.open(str(audio_assets() / sound_file(name))) as container:
        stream = container.streams.audio[0]
        found = stream.codec.name, stream.format.name, stream.rate, stream.channels
        declared = stream.duration
    assert found == ("flac", "s16", RATE // 3, 1)
    assert 3 * declared == pcm(name).shape[-1]
    assert 3 * declared % (RATE // 1000) == 0


@pytest.mark.parametrize("name", BEDS)
def test_a_bed_is_48_khz_opus_of_whole_milliseconds(name):
    with av.open(str(audio_assets() / sound_file(name))) as container:
        stream = container.streams.audio[0]
        found = stream.codec.name, stream.rate, stream.channels
    assert found == ("opus", RATE, 1 if name == "beds/room-tone" else 2)
    assert pcm(name).shape[-1] % (RATE // 1000) == 0


@pytest.mark.parametrize("name", BEDS)
def test_a_bed_is_decoded_to_the_same_samples_each_time(name):
    again = pcm.__wrapped__(name)
    assert np.array_equal(again, pcm(name))


def test_there_are_no_other_sounds():
    files = {path for path in audio_assets().rglob("*.*") if path.suffix in (".flac", ".opus")}
    assert files == {audio_assets() / sound_file(name) for name in SOUNDS}


@pytest.mark.slow
def test_the_program_makes_these_sounds(tmp_path_factory, worker_id):
    """Except for the last bits: libraries on other machines may round differently.

    tests/test_coded_beds.py compares the beds: another version of the encoder may choose other
    packets.
    """
    folder = made_sounds(tmp_path_factory, worker_id)
    for name in SOUNDS:
        assert pcm(name, folder).shape == pcm(name).shape
    for name in CHIMES:
        made, shipped = pcm(name, folder).astype(int), pcm(name).astype(int)
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
    run_program("make_cover.py", tmp_path)
    made, shipped = (
        np.asarray(image.open(folder / "cover.jpg"), float) for folder in (tmp_path, audio_assets())
    )
    assert np.abs(made - shipped).mean() < 1
