import os
import struct
import tracemalloc
import wave
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from voiceguide.audio.clip import Recording
from voiceguide.audio.decode import decode, decode_unresampled
from voiceguide.audio.loudness import integrated_lufs
from voiceguide.audio.pydub_adapter import peak_dbfs
from voiceguide.errors import AudioError

Make = Callable[..., list[float]]
MakeFile = Callable[..., Path]


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize(("width", "channels"), [(1, 1), (2, 1), (2, 2), (3, 2), (4, 1)])
def test_any_rate_width_and_channels_sound_the_same(
    tone: Make, wav: MakeFile, rate: int, width: int, channels: int
) -> None:
    sound = decode(wav(tone(997, 1000, 0.5, rate), rate, width, channels))
    assert len(sound) == 48_000 * 2
    assert integrated_lufs(sound) == pytest.approx(-9.03, abs=0.1)


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.aiff", "pcm_s16be"), ("a.flac", "flac"), ("a.mp3", "libmp3lame"), ("a.m4a", "aac")],
)
def test_common_formats_sound_like_the_original_wav(
    tone: Make, wav: MakeFile, encoded: MakeFile, name: str, codec: str
) -> None:
    sound = decode(encoded(wav(tone(997, 1000)), name, codec))
    # LAME itself turns everything down to 0.95; AAC pads its last frame.
    assert integrated_lufs(sound) == pytest.approx(-9.03, abs=0.5)
    assert 1000 <= len(sound) / 96 <= 1040


def test_a_48_khz_16_bit_wav_is_decoded_bit_for_bit(
    tone: Make, wav: MakeFile, pcm: Callable[[list[float]], bytes]
) -> None:
    samples = tone(440, 300)
    assert decode(wav(samples)) == pcm(samples)


def test_unresampled_sound_keeps_its_samples_and_its_rate(
    tone: Make, wav: MakeFile, pcm: Callable[[list[float]], bytes]
) -> None:
    samples = tone(440, 300, rate=22_050)
    assert decode_unresampled(wav(samples, 22_050, 2, 2)) == Recording(pcm(samples), 22_050)


@pytest.mark.parametrize("claimed", [0, 0x7FFF_F000, 0xFFFF_FFFF])
def test_unresampled_sound_is_whole_whatever_a_streamed_header_claims(
    tone: Make, wav: MakeFile, claimed: int
) -> None:
    path = wav(tone(440, 300))
    data = bytearray(path.read_bytes())
    data[4:8] = data[40:44] = claimed.to_bytes(4, "little")
    path.write_bytes(data)
    assert len(decode_unresampled(path).pcm) == 300 * 96


def test_unresampled_sound_without_a_rate_is_an_error(tone: Make, wav: MakeFile) -> None:
    path = wav(tone(440, 300))
    data = bytearray(path.read_bytes())
    data[24:28] = bytes(4)
    path.write_bytes(data)
    with pytest.raises(AudioError, match="not a sound file, or it is damaged"):
        decode_unresampled(path)


@pytest.mark.parametrize("rate", [22_050, 44_100, 96_000])
def test_resampling_does_not_shift_the_sound_in_time(wav: MakeFile, rate: int) -> None:
    samples = [0.0] * rate
    samples[rate // 2] = 0.9
    heard = array("h", decode(wav(samples, rate)))
    assert abs(max(range(len(heard)), key=lambda n: abs(heard[n])) - 24_000) <= 1


def test_frequencies_above_24_khz_are_filtered_out_not_aliased(tone: Make, wav: MakeFile) -> None:
    sound = decode(wav(tone(30_000, 500, 0.9, 96_000), 96_000))
    assert peak_dbfs(sound[9600:-9600]) < -70


def test_upsampling_leaves_no_images(tone: Make, wav: MakeFile) -> None:
    numpy = pytest.importorskip("numpy")
    heard = numpy.frombuffer(decode(wav(tone(8_000, 1000, 0.9, 22_050), 22_050)), "<i2")
    spectrum = numpy.abs(numpy.fft.rfft(heard * numpy.hanning(len(heard))))
    assert spectrum[13_500:].max() < spectrum.max() / 1000


def test_channels_are_averaged(tmp_path: Path, wav: MakeFile) -> None:
    left_only = [sample for _ in range(4800) for sample in (0.5, 0.0)]
    path = wav(left_only)
    header = bytearray(path.read_bytes())
    header[22:24], header[32:34] = (2).to_bytes(2, "little"), (4).to_bytes(2, "little")
    path.write_bytes(header)
    assert set(array("h", decode(path))) == {8192}


def test_a_file_that_changes_rate_midway_is_decoded_whole(
    tone: Make, wav: MakeFile, encoded: MakeFile, tmp_path: Path
) -> None:
    first = encoded(wav(tone(440, 1000)), "first.mp3", "libmp3lame")
    second = encoded(wav(tone(440, 1000, 0.5, 44_100), 44_100), "second.mp3", "libmp3lame")
    both = tmp_path / "both.mp3"
    both.write_bytes(first.read_bytes() + second.read_bytes())
    assert len(decode(both)) / 96 == pytest.approx(2000, abs=120)


def test_only_the_damaged_spot_of_a_file_is_lost(
    tone: Make, wav: MakeFile, encoded: MakeFile
) -> None:
    path = encoded(wav(tone(440, 3000)), "a.mp3", "libmp3lame")
    data = bytearray(path.read_bytes())
    data[20_000:20_600] = b"\xff" * 600
    path.write_bytes(data)
    assert len(decode(path)) / 96 == pytest.approx(3000, abs=200)


def test_a_truncated_file_is_decoded_up_to_where_it_ends(tone: Make, wav: MakeFile) -> None:
    path = wav(tone(440, 1000))
    path.write_bytes(path.read_bytes()[: 44 + 48_000])
    assert len(decode(path)) == 48_000


@pytest.mark.parametrize("name", ["rain: evening.wav", "data:x.wav", "-i.wav", "règne 雨.wav"])
def test_odd_file_names_are_not_taken_for_addresses(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tone: Make, wav: MakeFile, name: str
) -> None:
    try:
        wav(tone(440, 100), name=name)
    except OSError:
        pytest.skip("this file system has no such name")
    monkeypatch.chdir(tmp_path)
    assert len(decode(Path(name))) == 9600


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "this file does not exist"),
        (b"", "the file is empty"),
        (b"Place both hands on the back.\n" * 99, "it is not a sound file, or it is damaged"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "it is not a sound file, or it is damaged"),
        (bytes(5000), "it is not a sound file, or it is damaged"),
        (b"fLaC" + bytes(500), "it is not a sound file, or it is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_plain_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes | None, said: str
) -> None:
    path = tmp_path / "sound.wav"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AudioError) as caught:
        decode(path)
    assert str(caught.value) == f"can't read the sound {path}: {said}"
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may read all files")
def test_a_forbidden_file_gets_a_plain_error(tone: Make, wav: MakeFile) -> None:
    path = wav(tone(440, 100))
    path.chmod(0)
    with pytest.raises(AudioError, match="reading it is not permitted"):
        decode(path)


def test_a_title_in_an_old_encoding_does_not_matter(tone: Make, wav: MakeFile) -> None:
    path = wav(tone(440, 100))
    title = b"LIST\x10\x00\x00\x00INFOINAM\x04\x00\x00\x00R\xe8gn"
    data = path.read_bytes()
    path.write_bytes(data[:36] + title + data[36:])
    assert len(decode(path)) == 9600


def test_a_header_without_sound_is_an_error(tone: Make, wav: MakeFile) -> None:
    with pytest.raises(AudioError, match="can't read the sound"):
        decode(wav([]))


def test_a_picture_is_an_error_because_it_has_no_sound(tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    image.new("RGB", (16, 16)).save(tmp_path / "cover.png")
    with pytest.raises(AudioError, match="there is no sound in the file"):
        decode(tmp_path / "cover.png")


def test_a_folder_is_not_a_sound(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="it is not a file"):
        decode(tmp_path)


def test_a_sound_longer_than_the_limit_is_refused(tone: Make, wav: MakeFile) -> None:
    path = wav(tone(440, 1000))
    assert len(decode(path, longest_ms=1000)) == 96_000
    with pytest.raises(AudioError, match=r"is longer than 0\.999s"):
        decode(path, longest_ms=999)


def test_decoding_damaged_sound_prints_nothing(
    tone: Make, wav: MakeFile, encoded: MakeFile, capfd: pytest.CaptureFixture[str]
) -> None:
    path = encoded(wav(tone(440, 1000)), "a.flac", "flac")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + bytes(300) + data[len(data) // 2 + 300 :])
    capfd.readouterr()
    decode(path)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("rate", [1, 22_050, 192_000, 4_000_000_000])
@pytest.mark.parametrize(("width", "channels"), [(2, 1), (2, 2), (4, 1)])
def test_a_sound_of_a_gigabyte_is_refused_before_it_is_in_memory(
    tmp_path: Path, rate: int, width: int, channels: int
) -> None:
    path, size = tmp_path / "long.wav", 10**9
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, width, min(rate, 10**8), 0, "NONE", ""))
        file.writeframes(bytes(1_000))
    head = bytearray(path.read_bytes()[:44])
    struct.pack_into("<I", head, 4, size + 36)
    struct.pack_into("<I", head, 24, rate)
    struct.pack_into("<I", head, 40, size)
    path.write_bytes(head)
    os.truncate(path, 44 + size)  # takes no space on most disks
    tracemalloc.start()
    try:
        with pytest.raises(AudioError):
            decode_unresampled(path, longest_ms=1_000)
        assert tracemalloc.get_traced_memory()[1] < 10**7
    finally:
        tracemalloc.stop()
