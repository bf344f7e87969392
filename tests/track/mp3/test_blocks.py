import array
import contextlib
import io
import itertools
import math
import threading
from collections.abc import Iterator
from pathlib import Path

import av
import pytest

from voiceguide.audio.clip import Clip
from voiceguide.audio.mix import render
from voiceguide.audio.scene import Bed, Placed, Scene
from voiceguide.cache.store import NOWHERE, Cache, Store
from voiceguide.errors import AudioError
from voiceguide.track.mp3 import blocks, encoder
from voiceguide.track.mp3.blocks import cut
from voiceguide.track.mp3.encode_blocks import encode_all
from voiceguide.track.mp3.encoder import encode_frames
from voiceguide.track.mp3.form import FRAME_SAMPLES, MONO, Form, form_of


def encode_blocks(scene: Scene, *, workers: int, store: Store | None = None) -> Iterator[bytes]:
    """Yields each block's frames, as `encode_all` makes them."""
    pressing = encode_all(scene, cut(scene), store or NOWHERE, workers=workers)
    with contextlib.closing(pressing) as encoded:
        for block in encoded:
            yield block.frames


@pytest.fixture
def busy(speechlike: Clip, hiss: Clip) -> Scene:
    """25.2 s: sound in the first and the last block, and across joints."""
    placed = (Placed(0, speechlike), Placed(13_001, speechlike))
    bed = Bed(loop=hiss, fade_in_ms=0, fade_out_ms=0)
    return Scene(total_ms=25_200, placed=placed, bed=bed)


@pytest.fixture
def encodes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Records the number of frames of every encode."""
    made: list[int] = []

    def counted(pcm: bytes, form: Form, *, drop: int, keep: int) -> bytes:
        made.append(keep)
        return encode_frames(pcm, form, drop=drop, keep=keep)

    monkeypatch.setattr(blocks, "encode_frames", counted)
    return made


def one_piece(scene: Scene) -> bytes:
    """Returns the scene in one encode, after 47 samples of silence, minus its first frame."""
    frames = scene.total_ms // 24
    pcm = bytes(2 * 47 * scene.channels) + render(scene, 0, scene.total_ms + 3 * 24)
    return encode_frames(pcm, form_of(scene.channels), drop=1, keep=frames)


def decoded(mp3: bytes) -> "array.array[float]":
    """Returns the samples, channels interleaved."""
    with av.open(io.BytesIO(mp3), format="mp3") as container:
        channels = [array.array("f") for _ in range(container.streams.audio[0].channels)]
        for frame in container.decode(audio=0):  # type: ignore[union-attr]
            for samples, plane in zip(channels, frame.planes, strict=True):
                samples.frombytes(bytes(plane)[: frame.samples * 4])
    return array.array("f", itertools.chain.from_iterable(zip(*channels, strict=True)))


def noise_of(wanted: bytes, got: "array.array[float]", where: range) -> float:
    """Returns the root mean square of the difference, full scale = 1."""
    samples = array.array("h", wanted)
    return math.sqrt(sum((samples[n] / 32_768 - got[n]) ** 2 for n in where) / len(where))


def test_nearly_all_frames_equal_those_of_one_long_encode(busy: Scene) -> None:
    frames = b"".join(encode_blocks(busy, workers=2))
    long = one_piece(busy)
    assert len(frames) == len(long) == busy.total_ms // 24 * MONO.frame_bytes
    same = sum(
        frames[at : at + MONO.frame_bytes] == long[at : at + MONO.frame_bytes]
        for at in range(0, len(long), MONO.frame_bytes)
    )
    assert same >= 0.98 * len(long) // MONO.frame_bytes


@pytest.fixture(params=["voice only", "bed", "bed in stereo, ducked, restarted"])
def scene(request: pytest.FixtureRequest, busy: Scene, speechlike: Clip, hiss: Clip) -> Scene:
    if request.param == "bed":
        return busy
    if request.param == "voice only":
        return Scene(total_ms=25_200, placed=(Placed(24, speechlike), Placed(13_008, speechlike)))
    left, right = (
        array.array("h", hiss.pcm),
        array.array("h", hiss.pcm[96_000:] + hiss.pcm[:96_000]),
    )
    wide = array.array("h", itertools.chain.from_iterable(zip(left, right, strict=True)))
    bed = Bed(
        loop=Clip("wide", wide.tobytes(), 2),
        fade_in_ms=500,
        fade_out_ms=4_000,
        gain=((3_000, 0.0), (3_400, -6.0), (17_000, -6.0), (19_000, 0.0)),
        restarts=(3_192,),
    )
    return Scene(total_ms=25_200, placed=(Placed(3_408, speechlike),), bed=bed)


@pytest.mark.slow
def test_the_joints_are_as_clean_as_in_one_long_encode(scene: Scene) -> None:
    wanted = render(scene, 0, scene.total_ms)
    encoded = list(encode_blocks(scene, workers=2))
    in_blocks = decoded(b"".join(encoded))
    in_one = decoded(one_piece(scene))
    width = scene.channels * FRAME_SAMPLES
    assert len(in_blocks) == len(in_one) == scene.total_ms * 48 * scene.channels
    frame_bytes = form_of(scene.channels).frame_bytes
    joints = itertools.accumulate(len(block) // frame_bytes * width for block in encoded)
    for joint in [*joints][:-1]:
        near = range(joint - 2 * width, joint + 2 * width)
        assert noise_of(wanted, in_blocks, near) <= 1.02 * noise_of(wanted, in_one, near)


def test_ten_quiet_minutes_take_as_many_encodes_as_the_loop_has_blocks(
    hiss: Clip, encodes: list[int]
) -> None:
    scene = Scene(total_ms=600_000, placed=(), bed=Bed(loop=hiss, fade_in_ms=0, fade_out_ms=0))
    sizes = [len(block) for block in encode_blocks(scene, workers=2)]
    assert sum(sizes) == 25_000 * MONO.frame_bytes
    assert sum(encodes) <= 12_000 // 24 + 4 * blocks.CELL_FRAMES  # the loop, and both ends


def test_sound_is_encoded_in_longer_pieces_than_quiet(busy: Scene, encodes: list[int]) -> None:
    list(encode_blocks(busy, workers=1))
    assert max(encodes) > 10 * blocks.CELL_FRAMES
    assert max(encodes) <= blocks.MOST_FRAMES


def test_a_bed_that_never_repeats_is_not_cut_into_cells(
    speechlike: Clip, encodes: list[int]
) -> None:
    odd = Clip("odd", speechlike.pcm[: 7_001 * 96])
    bed = Bed(loop=odd, fade_in_ms=0, fade_out_ms=0)
    list(encode_blocks(Scene(total_ms=24_000, placed=(), bed=bed), workers=2))
    assert len(encodes) <= 1000 // blocks.MOST_FRAMES + 1


def test_a_bed_that_plays_less_than_twice_is_not_cut_into_cells(
    hiss: Clip, encodes: list[int]
) -> None:
    bed = Bed(loop=hiss, fade_in_ms=0, fade_out_ms=0)
    list(encode_blocks(Scene(total_ms=19_200, placed=(), bed=bed), workers=2))
    assert len(encodes) <= 800 // blocks.MOST_FRAMES + 1


def test_the_bytes_do_not_depend_on_the_number_of_workers(busy: Scene) -> None:
    alone, many = (list(encode_blocks(busy, workers=workers)) for workers in (1, 5))
    assert alone == many


def test_the_last_block_may_be_short() -> None:
    last = [len(block) for block in encode_blocks(Scene(total_ms=2_424, placed=()), workers=1)][-1]
    assert last % (blocks.CELL_FRAMES * MONO.frame_bytes) == MONO.frame_bytes


@pytest.mark.parametrize("total_ms", [0, 23, 25, 60_001])
def test_a_length_that_is_not_whole_frames_is_refused(total_ms: int) -> None:
    with pytest.raises(ValueError, match=f"{total_ms} ms is not a whole number"):
        next(encode_blocks(Scene(total_ms=total_ms, placed=()), workers=1))


def test_only_a_few_blocks_are_under_way_at_a_time(
    speechlike: Clip, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two get through, and each of the two workers waits with another."""
    encode, started = encoder.encode_frames, list[int]()
    through, rest = threading.Semaphore(2), threading.Event()

    def held(pcm: bytes, form: Form, *, drop: int, keep: int) -> bytes:
        started.append(keep)
        if not through.acquire(blocking=False):
            rest.wait(60)
        return encode(pcm, form, drop=drop, keep=keep)

    monkeypatch.setattr(blocks, "encode_frames", held)
    placed = tuple(Placed(at, speechlike) for at in range(0, 60_000, 12_007))
    encoding = encode_blocks(Scene(total_ms=60_000, placed=placed), workers=2)
    next(encoding)
    under_way = len(started)
    rest.set()
    encoding.close()  # type: ignore[attr-defined]
    assert 1 <= under_way <= 4


def test_leaving_early_leaves_no_thread_behind(busy: Scene) -> None:
    before = set(threading.enumerate())
    encoding = encode_blocks(busy, workers=3)
    list(itertools.islice(encoding, 2))
    encoding.close()  # type: ignore[attr-defined]
    assert set(threading.enumerate()) == before


def test_a_failing_encoder_ends_the_work_with_its_error(
    busy: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(pcm: bytes, form: Form, *, drop: int, keep: int) -> bytes:
        raise AudioError("no encoder")

    monkeypatch.setattr(blocks, "encode_frames", failing)

    with pytest.raises(AudioError, match="no encoder"):
        list(encode_blocks(busy, workers=2))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Cache.at(tmp_path).store("block")


def lone(hiss: Clip, speechlike: Clip, at_ms: int, total_ms: int = 48_000) -> Scene:
    """Some sound after a long quiet, and before that a restart of the bed."""
    bed = Bed(loop=hiss, fade_in_ms=0, fade_out_ms=0, restarts=(at_ms - 216,))
    return Scene(total_ms=total_ms, placed=(Placed(at_ms, speechlike),), bed=bed)


def test_a_stored_block_is_not_encoded_again(busy: Scene, store: Store, encodes: list[int]) -> None:
    first = list(encode_blocks(busy, workers=2, store=store))
    encodes.clear()
    assert list(encode_blocks(busy, workers=2, store=store)) == first
    assert encodes == []


def test_with_and_without_a_store_the_bytes_are_the_same(busy: Scene, store: Store) -> None:
    kept = list(encode_blocks(busy, workers=2, store=store))
    assert list(encode_blocks(busy, workers=2)) == kept


def test_a_sound_at_another_position_is_not_encoded_again(
    hiss: Clip, speechlike: Clip, store: Store, encodes: list[int]
) -> None:
    """Except the crossfade before it, and the end."""
    list(encode_blocks(lone(hiss, speechlike, 12_000), workers=2, store=store))
    encodes.clear()
    list(encode_blocks(lone(hiss, speechlike, 24_000 + 24 * 77), workers=2, store=store))
    assert sum(encodes) <= 3 * 2 * blocks.CELL_FRAMES


@pytest.mark.slow
@pytest.mark.parametrize("at_ms", [12_000, 24 * 501, 24 * 777])
def test_where_the_bed_restarts_the_joints_are_as_clean_as_elsewhere(
    hiss: Clip, speechlike: Clip, at_ms: int
) -> None:
    scene = lone(hiss, speechlike, at_ms)
    wanted = render(scene, 0, scene.total_ms)
    in_blocks = decoded(b"".join(encode_blocks(scene, workers=2)))
    in_one = decoded(one_piece(scene))
    for start in range(0, scene.total_ms * 48, 2 * FRAME_SAMPLES):
        near = range(start, min(start + 4 * FRAME_SAMPLES, scene.total_ms * 48))
        assert noise_of(wanted, in_blocks, near) <= 1.1 * noise_of(wanted, in_one, near) + 1e-5


def test_a_damaged_or_foreign_entry_is_a_miss(
    busy: Scene, store: Store, tmp_path: Path, encodes: list[int]
) -> None:
    first = list(encode_blocks(busy, workers=2, store=store))
    damaged, foreign, *_ = sorted(tmp_path.rglob("*.block"))
    damaged.write_bytes(damaged.read_bytes()[:-7])
    store.put(foreign.stem, b"no frames of ours")
    encodes.clear()
    assert list(encode_blocks(busy, workers=2, store=store)) == first
    assert len(encodes) == 2


def test_the_next_run_continues_one_that_ended_early(
    busy: Scene, store: Store, encodes: list[int]
) -> None:
    encoding = encode_blocks(busy, workers=1, store=store)
    whole = len(cut(busy))
    list(itertools.islice(encoding, 3))
    encoding.close()  # type: ignore[attr-defined]
    begun = len(encodes)
    encodes.clear()
    list(encode_blocks(busy, workers=1, store=store))
    assert len(encodes) <= whole - begun + 2


@pytest.mark.parametrize(
    ("module", "name", "value"),
    [
        (blocks, "fingerprint", lambda form: "another encoder"),
        (blocks, "VERSION", 0),
        (blocks, "RUN_IN", 4),
        (encoder, "SCALE", 0.5),
        (encoder, "QUALITY", 2),
    ],
)
def test_another_way_of_encoding_has_another_key(
    busy: Scene, monkeypatch: pytest.MonkeyPatch, module: object, name: str, value: object
) -> None:
    before = {block.key for block in cut(busy)}
    monkeypatch.setattr(module, name, value)
    assert before.isdisjoint(block.key for block in cut(busy))
