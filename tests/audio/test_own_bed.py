"""The user's own bed: how it sounds, and how it is cached."""

import json
import random
from array import array
from collections.abc import Callable, Iterator
from math import cos, pi, sin
from pathlib import Path

import pytest

from voiceguide.audio import levels, own_bed, own_sound
from voiceguide.audio.clip import BYTES_PER_MS, CachedLoop, Clip
from voiceguide.audio.filters import ROOMY
from voiceguide.audio.limiter import levelling
from voiceguide.audio.loudness import integrated_lufs, integrated_lufs_of
from voiceguide.audio.mix import render
from voiceguide.audio.own_bed import bed_from_file
from voiceguide.audio.own_sound import Heard
from voiceguide.audio.pydub_adapter import peak_dbfs
from voiceguide.audio.scene import Bed, Scene
from voiceguide.cache.store import Cache, Store
from voiceguide.errors import AudioError, LostClipError

Make = Callable[..., list[float]]
MakeFile = Callable[..., Path]


def whole(bed: CachedLoop) -> bytes:
    return bed.part(0, bed.length_ms * BYTES_PER_MS * bed.channels)


def in_one_piece(path: Path, channels: int) -> bytes:
    """Returns the bed, shaped with all of it in memory."""
    heard = Heard(channels)
    read = heard.read(path, levels.LONGEST_BED_MS)
    sound = b"".join(heard.cleaned(read, levels.BED_FADE_MS))
    how = levelling(
        integrated_lufs_of([sound], channels=channels, form=ROOMY),
        heard.peak_dbfs,
        lufs=levels.BED_LUFS if channels == 1 else levels.STEREO_BED_LUFS,
        ceiling=levels.BED_PEAK_DBFS,
    )
    pcm = b"".join(how.of_pieces([sound], channels))
    width = BYTES_PER_MS * channels
    edge = min(levels.SEAM_MS, len(pcm) // width // 4) * width
    rising, falling = array("h", pcm[:edge]), array("h", pcm[len(pcm) - edge :])
    turns = [pi / 2 * (n // channels) / (edge // 2 // channels) for n in range(edge // 2)]
    crossed = [
        round(new * sin(turn) + old * cos(turn))
        for new, old, turn in zip(rising, falling, turns, strict=True)
    ]
    return array("h", crossed).tobytes() + pcm[edge : len(pcm) - edge]


@pytest.fixture
def noise() -> Callable[..., list[float]]:
    """noise(ms, rate, knock): some hiss, with a loud moment at the knock, if any."""

    def make(ms: int, rate: int = 48_000, knock: float = 0.0) -> list[float]:
        chance = random.Random(ms)
        sound = [chance.uniform(-0.02, 0.02) for _ in range(ms * rate // 1000)]
        for at in range(rate // 50):
            sound[len(sound) // 3 + at] += knock * sin(at / 9)
        return sound

    return make


@pytest.fixture
def short_seams(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shortens the seams, which take longest to compute."""
    monkeypatch.setattr(levels, "SEAM_MS", 500)


@pytest.mark.parametrize("knock", [0.0, 0.3, 0.9], ids=["even", "limited", "softer"])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize(("ms", "rate"), [(900, 48_000), (3_001, 44_100), (11_007, 8_000)])
def test_shaping_in_pieces_gives_the_same_samples_as_in_one(
    noise: Make, wav: MakeFile, short_seams: None, ms: int, rate: int, channels: int, knock: float
) -> None:
    path = wav(noise(ms, rate, knock), rate, channels=channels)
    bed = bed_from_file(path)
    assert bed.channels == channels
    assert whole(bed) == in_one_piece(path, channels)


@pytest.mark.parametrize(("knock", "short"), [(0.0, 0), (0.9, 6)])
def test_its_loudness_is_known(noise: Make, wav: MakeFile, knock: float, short: int) -> None:
    bed = bed_from_file(wav(noise(11_000, 16_000, knock), 16_000))
    assert bed.lufs == pytest.approx(integrated_lufs(whole(bed)), abs=0.1)
    assert -39.0 - bed.lufs >= short


def test_an_own_bed_is_twenty_lu_below_speech(wav: MakeFile) -> None:
    chance = random.Random(3)
    rain = [chance.gauss(0, 0.1) for _ in range(22_050 * 4)]
    mono = bed_from_file(wav(rain, 22_050))
    assert integrated_lufs(whole(mono)) == pytest.approx(-39.0, abs=0.5)
    stereo = bed_from_file(wav(rain, 22_050, channels=2))
    assert (stereo.channels, stereo.length_ms) == (2, mono.length_ms)
    assert integrated_lufs(whole(stereo), channels=2) == pytest.approx(-36.0, abs=0.7)


def test_thunder_in_a_bed_is_held_down(tone: Make, wav: MakeFile) -> None:
    clip = bed_from_file(wav(tone(300, 1500, 0.01) + tone(60, 50, 0.9) + tone(300, 1500, 0.01)))
    assert peak_dbfs(whole(clip)) <= -19.9


def test_a_bed_is_shorter_by_its_seam(tone: Make, wav: MakeFile) -> None:
    assert bed_from_file(wav(tone(300, 4000))).length_ms == 3000
    assert bed_from_file(wav(tone(300, 10_000, rate=8000), 8000)).length_ms == 8000


def test_two_beds_never_share_a_name(tone: Make, wav: MakeFile) -> None:
    first, again = (bed_from_file(wav(tone(300, 500))) for _ in range(2))
    other = bed_from_file(wav(tone(301, 500)))
    assert first.name == again.name
    assert first.name != other.name


def test_a_silent_bed_is_refused_by_name(wav: MakeFile) -> None:
    path = wav([0.0] * 9600)
    with pytest.raises(AudioError, match=r"can't use .*sound\.wav as a bed: the sound is silent"):
        bed_from_file(path)


def test_a_bed_longer_than_an_hour_is_refused(
    monkeypatch: pytest.MonkeyPatch, tone: Make, wav: MakeFile
) -> None:
    assert levels.LONGEST_BED_MS == 3_600_000
    monkeypatch.setattr(levels, "LONGEST_BED_MS", 900)
    with pytest.raises(AudioError, match=r"sound\.wav is longer than 0\.9s"):
        bed_from_file(wav(tone(300, 1000)))


@pytest.fixture
def rain(noise: Make, wav: MakeFile, short_seams: None) -> Path:
    """A sound file long enough for three pieces."""
    return wav(noise(21_500, 8_000), 8_000)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Cache.at(tmp_path / "cache").store("bed")


@pytest.fixture
def no_more_decoding(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def refuse(*_: object, **__: object) -> Iterator[bytes]:
        raise AssertionError("decoded")

    return lambda: monkeypatch.setattr(own_sound, "decode_pieces", refuse)


def entries(store_folder: Path) -> list[Path]:
    """Returns the description, the last piece, which is shorter, and the other pieces."""
    return sorted(store_folder.rglob("*.bed"), key=lambda path: path.stat().st_size)


def test_a_cached_bed_is_not_decoded_again(
    rain: Path, store: Store, no_more_decoding: Callable[[], None]
) -> None:
    first = bed_from_file(rain, store)
    held = bed_from_file(rain)
    no_more_decoding()
    again = bed_from_file(rain, store)
    assert again == first == held
    assert whole(again) == whole(first) == whole(held)


def test_new_content_in_the_same_file_makes_a_new_bed(
    noise: Make, wav: MakeFile, store: Store
) -> None:
    first = bed_from_file(wav(noise(1000)), store)
    other = bed_from_file(wav(noise(1001)), store)
    assert first.name != other.name
    assert whole(other) == whole(bed_from_file(wav(noise(1001))))


@pytest.mark.parametrize("number", range(4))
def test_a_missing_entry_is_a_miss(rain: Path, store: Store, tmp_path: Path, number: int) -> None:
    sound = whole(bed_from_file(rain, store))
    found = entries(tmp_path / "cache")
    assert len(found) == 4
    found[number].unlink()
    assert whole(bed_from_file(rain, store)) == sound
    assert found[number].exists()


@pytest.mark.parametrize("number", range(1, 4))
def test_a_damaged_piece_is_an_error_now_and_is_rebuilt_next_time(
    rain: Path, store: Store, tmp_path: Path, number: int
) -> None:
    sound = whole(bed_from_file(rain, store))
    entry = entries(tmp_path / "cache")[number]
    entry.write_bytes(entry.read_bytes()[:-1] + b"x")
    bed = bed_from_file(rain, store)
    with pytest.raises(LostClipError, match="run again"):
        whole(bed)
    assert whole(bed_from_file(rain, store)) == sound


@pytest.mark.parametrize(
    "described",
    [b"", b"{}", b"null", b"[1, 2]", b"\xff", b'[1, "a", 0, []]', b"[1, 22500, -39.0, [1, 2, 3]]"],
)
def test_a_damaged_description_is_a_miss(
    rain: Path, store: Store, tmp_path: Path, described: bytes
) -> None:
    first = bed_from_file(rain, store)
    store.put(entries(tmp_path / "cache")[0].stem, described)
    again = bed_from_file(rain, store)
    assert (again, whole(again)) == (first, whole(first))


@pytest.mark.parametrize("field", range(5))
def test_a_description_that_belongs_to_another_sound_is_a_miss(
    rain: Path, store: Store, tmp_path: Path, field: int
) -> None:
    first = bed_from_file(rain, store)
    key = entries(tmp_path / "cache")[0].stem
    described = json.loads(store.get(key) or b"")
    described[field] = [3, 10**9, "loud", described[3][:-1], [1]][field]
    store.put(key, json.dumps(described).encode())
    assert bed_from_file(rain, store) == first


def test_pieces_that_do_not_fit_on_the_disk_are_held_in_memory(
    rain: Path, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, put, calls = whole(bed_from_file(rain)), Store.put, list[str]()

    def once(self: Store, key: str, content: bytes) -> None:
        calls.append(key)
        if len(calls) == 1:
            put(self, key, content)

    monkeypatch.setattr(Store, "put", once)
    assert whole(bed_from_file(rain, store)) == wanted
    assert len(entries(tmp_path / "cache")) == 1


def test_a_checked_store_copes_with_damage_in_a_read_only_folder(
    rain: Path, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = whole(bed_from_file(rain, store))
    entry = entries(tmp_path / "cache")[2]
    entry.write_bytes(entry.read_bytes()[:-1] + b"x")
    monkeypatch.setattr(Store, "put", lambda *_: None)
    monkeypatch.setattr(Store, "drop", lambda *_: None)
    checked = Cache.at(tmp_path / "cache").checked().store("bed")
    assert whole(bed_from_file(rain, checked)) == sound


@pytest.mark.parametrize("ms", [100, 900, 1000, 30_000])
def test_a_sound_that_changes_while_it_is_read_is_refused(
    noise: Make, wav: MakeFile, store: Store, monkeypatch: pytest.MonkeyPatch, ms: int
) -> None:
    path, measured = wav(noise(1000, 8_000), 8_000), levelling

    def saved_again(*args: object, **options: object) -> object:
        wav([sample / 2 for sample in noise(ms, 8_000)], 8_000)
        return measured(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(own_bed, "levelling", saved_again)
    with pytest.raises(AudioError, match=r"can't read the sound .*sound\.wav: it changed"):
        bed_from_file(path, store)


def test_a_bed_whose_file_is_touched_during_shaping_is_not_cached(
    rain: Path, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    measured = levelling

    def touched(*args: object, **options: object) -> object:
        rain.touch()
        return measured(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(own_bed, "levelling", touched)
    assert whole(bed_from_file(rain, store)) == whole(bed_from_file(rain))
    assert len(entries(tmp_path / "cache")) == 3


def test_a_damaged_packet_is_skipped_in_both_passes(
    noise: Make, wav: MakeFile, encoded: Callable[..., Path]
) -> None:
    path = encoded(wav(noise(6000)), "rain.mp3", "libmp3lame")
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 300] = bytes(300)
    path.write_bytes(content)
    assert whole(bed_from_file(path)) == in_one_piece(path, 1)


@pytest.mark.parametrize("start_ms", [0, 9_990, 22_300, 44_950])
@pytest.mark.parametrize("length_ms", [5, 480, 11_000, 50_000])
def test_it_sounds_the_same_as_a_loop_held_in_memory(
    bed: CachedLoop, start_ms: int, length_ms: int
) -> None:
    def sounding(loop: Clip | CachedLoop) -> bytes:
        under = Bed(loop=loop, fade_in_ms=0, fade_out_ms=0)
        scene = Scene(total_ms=100_000, placed=(), bed=under)
        return render(scene, start_ms, start_ms + length_ms)

    assert sounding(bed) == sounding(Clip(bed.name, whole(bed), bed.channels))


@pytest.fixture(scope="module")
def bed() -> CachedLoop:
    """A stereo bed of 22.5 s, in three pieces."""
    sound = random.Random(5).randbytes(22_500 * BYTES_PER_MS * 2)
    size = 10_000 * BYTES_PER_MS * 2
    return CachedLoop(
        name="bed",
        length_ms=22_500,
        channels=2,
        lufs=-36.0,
        load=lambda number: sound[number * size : (number + 1) * size],
    )
