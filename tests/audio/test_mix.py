import random
from array import array
from itertools import pairwise
from math import cos, exp, floor, log, pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.audio.clip import BYTES_PER_MS, Clip
from voiceguide.audio.mix import render, signature
from voiceguide.audio.scene import CROSSFADE_MS, Bed, Placed, Scene

PER_MS = BYTES_PER_MS // 2


def _noise(name: str, ms: int, top: int = 20_000) -> Clip:
    chance = random.Random(name)
    return Clip(name, array("h", [chance.randint(-top, top) for _ in range(ms * PER_MS)]).tobytes())


CLIPS = [_noise(f"clip-{ms}", ms) for ms in (1, 2, 5, 11, 30)]
LOOPS = [_noise(f"loop-{ms}", ms) for ms in (1, 7, 20)]
WIDE = Clip("wide", _noise("wide", 18).pcm, channels=2)

_placed = st.builds(Placed, st.integers(0, 110), st.sampled_from(CLIPS))
_beds = st.builds(
    Bed,
    loop=st.sampled_from([*LOOPS, WIDE]),
    fade_in_ms=st.integers(0, 120),
    fade_out_ms=st.integers(0, 120),
    gain=st.lists(
        st.tuples(st.integers(-20, 120), st.sampled_from([0.0, -6.0, -6.0, 3.5])),
        max_size=5,
        unique_by=lambda point: point[0],
    ).map(lambda points: tuple(sorted(points))),
    restarts=st.sampled_from([(), (), (96,), (96, 192), (100, 240)]),
)
scenes = st.builds(
    Scene,
    total_ms=st.integers(0, 100) | st.integers(180, 260),
    placed=st.lists(_placed, max_size=6).map(
        lambda placed: tuple(sorted(placed, key=lambda one: one.start_ms))
    ),
    bed=st.none() | _beds,
)
times = st.integers(-20, 280)


def _by_hand(scene: Scene) -> list[int]:
    """Computes every sample of the scene by the simplest arithmetic."""
    wide = scene.channels
    total = scene.total_ms * PER_MS * wide
    mixed = [0] * total
    if scene.bed is not None:
        assert isinstance(scene.bed.loop, Clip)
        loop = array("h", scene.bed.loop.pcm)
        rise, fall = scene.bed.fade_in_ms, scene.bed.fade_out_ms
        for n in range(total):
            at = n // (PER_MS * wide)
            left = scene.total_ms - at
            factor = exp(log(10) / 20 * _gain(scene.bed.gain, at))
            factor *= at / rise if at < rise else 1.0
            factor *= left / fall if left < fall else 1.0
            mixed[n] = _held(floor(_looped(scene.bed, loop, n, at) * factor))
    for placed in scene.placed:
        for n, sample in enumerate(array("h", placed.clip.pcm), placed.start_ms * PER_MS):
            for both in range(n * wide, min(total, (n + 1) * wide)):
                mixed[both] = _held(mixed[both] + sample)
    return mixed


def _held(sample: int) -> int:
    return max(-32768, min(32767, sample))


def _looped(bed: Bed, loop: "array[int]", n: int, at: int) -> int:
    """Returns sample n of the bed before its gain: of one run, or of two that crossfade."""
    size = PER_MS * bed.loop.channels
    begun = [restart for restart in (0, *bed.restarts) if restart <= at]
    now = loop[(n - begun[-1] * size) % len(loop)]
    turn = (at - begun[-1]) / CROSSFADE_MS * pi / 2
    if len(begun) == 1 or turn >= pi / 2:
        return now
    before = loop[(n - begun[-2] * size) % len(loop)]
    return _held(floor(before * cos(turn)) + floor(now * sin(turn)))


def _gain(points: tuple[tuple[int, float], ...], at: int) -> float:
    """Finds the gain by walking along the points."""
    level = points[0][1] if points else 0.0
    for (left, low), (right, high) in pairwise(points):
        if left <= at < right:
            return low + (high - low) * (at - left) / (right - left)
    return points[-1][1] if points and at >= points[-1][0] else level


@settings(max_examples=60)
@given(scenes)
def test_a_render_agrees_with_plain_arithmetic(scene: Scene) -> None:
    assert array("h", render(scene, 0, scene.total_ms)).tolist() == _by_hand(scene)


@pytest.mark.slow
@settings(max_examples=300)
@given(scenes, st.tuples(times, times, times).map(sorted))
def test_adjacent_windows_join_to_the_whole(scene: Scene, cuts: list[int]) -> None:
    a, b, c = cuts
    assert render(scene, a, c) == render(scene, a, b) + render(scene, b, c)


@settings(max_examples=100)
@given(scenes, times, st.integers(0, 60))
def test_a_window_is_as_long_as_requested_and_silent_outside_the_scene(
    scene: Scene, start: int, length: int
) -> None:
    window = render(scene, start, start + length)
    assert len(window) == length * BYTES_PER_MS * scene.channels
    width = BYTES_PER_MS * scene.channels
    assert not any(window[: max(0, -start) * width])
    assert not any(window[max(0, scene.total_ms - start) * width :])


@pytest.mark.slow
@settings(max_examples=150)
@given(scenes, st.integers(1, 12))
def test_equal_signatures_mean_equal_samples(scene: Scene, length: int) -> None:
    seen: dict[object, bytes] = {}
    for start in range(-20, scene.total_ms + 20):
        window = render(scene, start, start + length)
        assert seen.setdefault(signature(scene, start, start + length), window) == window


def _session(*placed: Placed, total_ms: int = 1000, fade_ms: int = 100) -> Scene:
    bed = Bed(loop=LOOPS[2], fade_in_ms=fade_ms, fade_out_ms=fade_ms)
    return Scene(total_ms=total_ms, placed=placed, bed=bed)


def test_quiet_windows_one_turn_of_the_loop_apart_are_the_same() -> None:
    scene = _session()
    assert signature(scene, 203, 230) == signature(scene, 223, 250)
    assert signature(scene, 203, 230) != signature(scene, 204, 231)


def test_windows_with_a_clip_in_the_same_place_have_equal_signatures() -> None:
    scene = _session(Placed(305, CLIPS[3]), Placed(605, CLIPS[3]))
    assert signature(scene, 300, 320) == signature(scene, 600, 620)
    assert signature(scene, 310, 330) == signature(scene, 610, 630)
    assert signature(scene, 300, 320) != signature(scene, 320, 340)


def test_clips_that_only_touch_a_window_are_not_in_its_signature() -> None:
    scene = _session(Placed(289, CLIPS[3]), Placed(320, CLIPS[3]), Placed(700, CLIPS[4]))
    assert signature(scene, 300, 320) == signature(_session(), 300, 320)


def test_the_signature_is_the_same_in_sessions_of_another_length() -> None:
    short, long = _session(total_ms=1000), _session(total_ms=3000)
    assert signature(short, 300, 320) == signature(long, 300, 320)
    assert signature(short, 0, 20) == signature(long, 0, 20)
    assert signature(short, 980, 1000) == signature(long, 2980, 3000)
    assert signature(short, 980, 1000) != signature(long, 980, 1000)


def test_windows_of_a_fade_have_different_signatures() -> None:
    scene = _session()
    starts = [0, 20, 40, 60, 80, 900, 920, 940, 960, 980]
    assert len({signature(scene, start, start + 20) for start in starts}) == len(starts)
    assert signature(scene, 100, 120) == signature(scene, 880, 900)


def test_silence_is_the_same_at_any_time() -> None:
    scene = _session()
    assert signature(scene, -50, -30) == signature(scene, 5000, 5020)
    bare = Scene(total_ms=1000, placed=())
    assert signature(bare, 0, 20) == signature(bare, 311, 331)


def test_windows_across_the_scenes_edges_have_different_signatures() -> None:
    bare = Scene(total_ms=1000, placed=(Placed(990, CLIPS[4]),))
    assert signature(bare, 980, 1010) != signature(bare, 970, 1000)
    assert len({signature(bare, start, start + 30) for start in range(975, 1000)}) == 25


def test_a_window_in_the_middle_of_a_long_clip_has_its_sound() -> None:
    """Many short clips start between the long one and the window."""
    long = _noise("long", 500, 4000)
    short = tuple(Placed(start, CLIPS[0]) for start in range(20, 400, 5))
    scene = Scene(total_ms=1000, placed=(Placed(10, long), *short))
    at = 442 * BYTES_PER_MS
    assert render(scene, 452, 462) == long.pcm[at : at + 10 * BYTES_PER_MS]


def test_the_bed_fades_in_and_out_as_a_straight_line() -> None:
    constant = Clip("constant", array("h", [10_000] * PER_MS).tobytes())
    scene = Scene(total_ms=300, placed=(), bed=Bed(loop=constant, fade_in_ms=100, fade_out_ms=50))
    samples = array("h", render(scene, 0, 300))
    assert [samples[ms * PER_MS] for ms in (0, 25, 50, 100, 250, 275)] == [
        *(0, 2500, 5000),
        *(10_000, 10_000, 5000),
    ]
    assert max(abs(b - a) for a, b in pairwise(samples)) <= 10_000 / 50


def test_a_ramp_sounds_the_same_at_any_time() -> None:
    """At the same time before the first word, at the same position in the loop."""
    gain = tuple((at, db) for start in (200, 600) for at, db in ((start, 0.0), (start + 40, -6.0)))
    rise = tuple((at, db) for at, db in ((300, -6.0), (400, 0.0)))
    points = tuple(sorted({*gain, *rise}))
    bed = Bed(loop=LOOPS[2], fade_in_ms=0, fade_out_ms=0, gain=points)
    scene = Scene(total_ms=1000, placed=(), bed=bed)
    assert signature(scene, 190, 250) == signature(scene, 590, 650)
    assert render(scene, 190, 250) == render(scene, 590, 650)
    assert signature(scene, 210, 230) != signature(scene, 190, 210)


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    for function in (render, signature):
        with pytest.raises(ValueError, match="can't end"):
            function(_session(), 20, 10)


def test_the_sound_after_a_restart_is_the_same_at_any_time() -> None:
    def at(restart: int) -> Scene:
        bed = Bed(loop=LOOPS[2], fade_in_ms=0, fade_out_ms=0, restarts=(restart,))
        return Scene(total_ms=2_000, placed=(Placed(restart + 300, CLIPS[-1]),), bed=bed)

    one, other = at(501), at(1_004)
    for start in (CROSSFADE_MS, 299, 320):
        windows = [
            (scene, first, first + 99)
            for scene, first in ((one, 501 + start), (other, 1_004 + start))
        ]
        assert len({signature(*window) for window in windows}) == 1
        assert len({render(*window) for window in windows}) == 1


def test_a_bed_cannot_restart_before_its_last_crossfade_has_ended() -> None:
    with pytest.raises(ValueError, match="restart before its last crossfade"):
        Bed(loop=LOOPS[0], fade_in_ms=0, fade_out_ms=0, restarts=(500, 550))


_several = st.builds(
    lambda edges, fades, loops: Scene(
        total_ms=edges[-1],
        placed=(),
        beds=tuple(
            Bed(
                loop=loop,
                fade_in_ms=10,
                fade_out_ms=20,
                part=(start, end + fade),
                rise_ms=rise,
                fall_ms=fade,
            )
            for (start, end), rise, fade, loop in zip(
                pairwise(edges), [0, *fades], [*fades, 0], loops, strict=False
            )
        ),
    ),
    edges=st.just([0, 60, 130, 200]),
    fades=st.lists(st.integers(0, 60), min_size=2, max_size=2),
    loops=st.lists(st.sampled_from([*LOOPS, WIDE]), min_size=3, max_size=3),
)


@given(_several, times, times, times)
@settings(max_examples=25)
def test_windows_join_where_beds_change(scene, one, two, three):
    first, middle, last = sorted([one, two, three])
    whole = render(scene, first, last)
    assert render(scene, first, middle) + render(scene, middle, last) == whole


@given(_several, _several, times, times)
@settings(max_examples=25)
def test_windows_of_one_signature_sound_alike_where_beds_change(one, other, start, stop):
    first, last = sorted([start, stop])
    alike = one.channels == other.channels
    if alike and signature(one, first, last) == signature(other, first, last):
        assert render(one, first, last) == render(other, first, last)


def test_a_bed_takes_over_from_another_at_an_even_level():
    def at(*powers):
        return [sum(s * s for s in array("h", render(scene, ms, ms + 20))) / 960 for ms in powers]

    parts = {"one": ((0, 600), 0, 100), "other": ((500, 1000), 100, 0)}
    scene = Scene(
        total_ms=1000,
        placed=(),
        beds=tuple(
            Bed(
                loop=_noise(name, 40, 3000),
                fade_in_ms=0,
                fade_out_ms=0,
                part=part,
                rise_ms=rise,
                fall_ms=fall,
            )
            for name, (part, rise, fall) in parts.items()
        ),
    )
    before, *meanwhile, after = at(100, 500, 520, 540, 560, 580, 800)
    assert all(0.8 < power / before < 1.25 for power in (*meanwhile, after))
