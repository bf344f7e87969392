import array
import io
import itertools
import math
import threading

import av
import pytest

from voiceguide.audio.clip import Clip
from voiceguide.audio.mix import render
from voiceguide.audio.scene import Bed, Placed, Scene
from voiceguide.errors import AudioError
from voiceguide.track import blocks
from voiceguide.track.blocks import encode_blocks
from voiceguide.track.encoder import encode_frames
from voiceguide.track.form import FRAME_SAMPLES, MONO, Form


@pytest.fixture
def busy(speechlike: Clip, hiss: Clip) -> Scene:
    """25.2 s: sound in the first and the last block, and across joints."""
    placed = (Placed(0, speechlike), Placed(13_001, speechlike))
    bed = Bed(loop=hiss, fade_in_ms=0, fade_out_ms=0)
    return Scene(total_ms=25_200, placed=placed, bed=bed)


@pytest.fixture
def encodes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of frames of every encode that is made."""
    made: list[int] = []

    def counted(pcm: bytes, form: Form, *, drop: int, keep: int) -> bytes:
        made.append(keep)
        return encode_frames(pcm, form, drop=drop, keep=keep)

    monkeypatch.setattr(blocks, "encode_frames", counted)
    return made


def one_piece(scene: Scene) -> bytes:
    """The whole scene in one encode, led by 47 samples of silence, less its first frame."""
    frames = scene.total_ms // 24
    pcm = bytes(2 * 47) + render(scene, 0, scene.total_ms + 3 * 24)
    return encode_frames(pcm, MONO, drop=1, keep=frames)


def decoded(mp3: bytes) -> "array.array[float]":
    with av.open(io.BytesIO(mp3), format="mp3") as container:
        samples = array.array("f")
        for frame in container.decode(audio=0):
            samples.frombytes(bytes(frame.planes[0]))
    return samples


def noise_of(wanted: bytes, got: "array.array[float]", where: range) -> float:
    """Root mean square of the difference, full scale = 1."""
    samples = array.array("h", wanted)
    return math.sqrt(sum((samples[n] / 32_768 - got[n]) ** 2 for n in where) / len(where))


def test_nearly_all_frames_are_those_of_one_long_encode(busy: Scene) -> None:
    frames = b"".join(encode_blocks(busy, workers=2))
    long = one_piece(busy)
    assert len(frames) == len(long) == busy.total_ms // 24 * MONO.frame_bytes
    same = sum(
        frames[at : at + MONO.frame_bytes] == long[at : at + MONO.frame_bytes]
        for at in range(0, len(long), MONO.frame_bytes)
    )
    assert same >= 0.98 * len(long) // MONO.frame_bytes


def test_the_joints_are_as_clean_as_in_one_long_encode(busy: Scene) -> None:
    wanted = render(busy, 0, busy.total_ms)
    encoded = list(encode_blocks(busy, workers=2))
    in_blocks = decoded(b"".join(encoded))
    in_one = decoded(one_piece(busy))
    assert len(in_blocks) == len(in_one) == busy.total_ms * 48
    joints = itertools.accumulate(
        len(block) // MONO.frame_bytes * FRAME_SAMPLES for block in encoded
    )
    for joint in [*joints][:-1]:
        near = range(joint - 2 * FRAME_SAMPLES, joint + 2 * FRAME_SAMPLES)
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


def test_only_a_few_blocks_are_under_way_at_a_time(speechlike: Clip, encodes: list[int]) -> None:
    placed = tuple(Placed(at, speechlike) for at in range(0, 60_000, 12_007))
    encoding = encode_blocks(Scene(total_ms=60_000, placed=placed), workers=2)
    next(encoding)
    encoding.close()
    assert 1 <= len(encodes) <= 4


def test_leaving_early_leaves_no_thread_behind(busy: Scene) -> None:
    before = set(threading.enumerate())
    encoding = encode_blocks(busy, workers=3)
    list(itertools.islice(encoding, 2))
    encoding.close()
    assert set(threading.enumerate()) == before


def test_a_failing_encoder_ends_the_work_with_its_error(
    busy: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(pcm: bytes, form: Form, *, drop: int, keep: int) -> bytes:
        raise AudioError("no encoder")

    monkeypatch.setattr(blocks, "encode_frames", failing)

    with pytest.raises(AudioError, match="no encoder"):
        list(encode_blocks(busy, workers=2))
