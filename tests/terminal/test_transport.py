"""The transport, without a device: what it hands out, sample by sample."""

import array
import time
from collections.abc import Callable

import pytest

from tests.terminal.sessions import TIMELINE
from voiceguide.errors import AudioError
from voiceguide.terminal.transport import Transport
from voiceguide.timecode import SAMPLES_PER_MS

RAMP = 480
"""Samples over which the sound sets in."""


class Counting:
    """Each sample says how many milliseconds into the piece it is, over ten."""

    status = ""
    timeline = TIMELINE
    channels = 1

    def __init__(self, until_ms: int = TIMELINE.total_ms) -> None:
        self.until_ms = until_ms
        self.fault: Exception | None = None

    def read(self, start_ms: int, end_ms: int) -> bytes | None:
        if self.fault:
            raise self.fault
        if start_ms >= TIMELINE.total_ms:
            return None
        times = range(start_ms, max(start_ms, min(end_ms, self.until_ms)))
        return b"".join((ms // 10).to_bytes(2, "little") * SAMPLES_PER_MS for ms in times)

    def close(self) -> None: ...


@pytest.fixture
def piece() -> Counting:
    return Counting()


@pytest.fixture
def start(piece):
    opened: list[Transport] = []

    def begin(**options) -> Transport:
        opened.append(Transport(piece, **options))
        return opened[-1]

    yield begin
    for player in opened:
        player.close()


def until(condition: Callable[[], object]) -> None:
    """The feeder is a thread of its own: wait for it, not for a time."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.001)


def ready(player: Transport) -> bool:
    return len(player._ready) >= 100 * SAMPLES_PER_MS * 2


def pulled(player: Transport, ms: int) -> list[int]:
    """What the left and the right channel get in so many milliseconds, when all is ready."""
    until(lambda: ready(player))
    sound = array.array("h")
    sound.frombytes(player.pull(ms * SAMPLES_PER_MS))
    assert sound[::2] == sound[1::2]
    return list(sound[::2])


def test_samples_come_in_order_and_the_position_is_where_they_are(start):
    player = start()
    heard = [value for _ in range(20) for value in pulled(player, 50)]
    expected = [ms // 10 for ms in range(1000) for _ in range(SAMPLES_PER_MS)]
    assert heard[RAMP:] == expected[RAMP:]
    assert player.position_ms == 1000


def test_sound_sets_in_softly(start):
    heard = pulled(start(at_ms=50_000), 50)
    assert 0 < heard[0] < 400
    assert heard[:RAMP] == sorted(heard[:RAMP])
    assert heard[RAMP] == 5001


def test_a_pause_is_silent_at_once_and_holds_the_place(start):
    player = start(at_ms=50_000)
    pulled(player, 50)
    player.play(on=False)
    falling = pulled(player, 50)
    assert falling[0] > falling[RAMP - 1] == 0
    assert not any(falling[RAMP:])
    place = player.position_ms
    assert place == 50_060
    assert not any(pulled(player, 100))
    assert player.position_ms == place
    player.play(on=True)
    assert pulled(player, 50)[RAMP] == (place + 10) // 10


def test_a_jump_is_heard_at_once(start):
    player = start()
    pulled(player, 50)
    player.seek(30_000)
    assert player.position_ms == 30_000
    assert pulled(player, 50)[-1] == 3004


@pytest.mark.parametrize(("by", "place"), [(-10_000, 0), (10_000, 15_000), (90_000, 60_000)])
def test_skips_stay_inside(start, by, place):
    player = start(at_ms=5000)
    player.skip(by)
    assert player.position_ms == place


def test_next_and_again_go_by_steps(start):
    player = start(at_ms=5000)
    player.next()
    assert player.position_ms == 10_000
    player.next()
    player.next()
    assert player.position_ms == 40_000
    player.again()
    assert player.position_ms == 10_000


def test_the_volume_is_within_its_bounds_and_heard(start):
    player = start(at_ms=50_000)
    player.louder(0.5)
    assert player.volume == 1
    player.louder(-0.5)
    assert pulled(player, 50)[-1] == pytest.approx(2502, abs=1)
    player.louder(-2)
    assert player.volume == 0
    assert not any(pulled(player, 50)[RAMP:])


def test_at_volume_nought_the_time_goes_on(start):
    player = start(at_ms=1000, volume=0.0)
    before = player.position_ms
    pulled(player, 50)
    assert player.position_ms == before + 50


def test_it_waits_silently_for_what_is_still_made_and_goes_on_there(start, piece):
    piece.until_ms = 200
    player = start()
    until(lambda: ready(player) and len(player._ready) == 200 * SAMPLES_PER_MS * 2)
    player.pull(200 * SAMPLES_PER_MS)
    assert player.waiting
    assert not any(player.pull(4800))
    assert player.position_ms == 200
    assert not player.ended
    piece.until_ms = 1000
    assert pulled(player, 50)[-1] == 24


def test_it_ends_after_the_last_sample(start):
    player = start(at_ms=59_900)
    until(lambda: player._complete)
    assert not player.ended
    player.pull(100 * SAMPLES_PER_MS)
    assert player.ended
    assert player.position_ms == 60_000
    assert not player.waiting
    player.again()
    assert not player.ended
    assert pulled(player, 50)[-1] == 4004


def test_what_goes_wrong_while_reading_is_raised_where_it_is_asked(start, piece):
    piece.fault = AudioError("the file is gone")
    player = start()
    until(lambda: player._fault)
    with pytest.raises(AudioError, match="the file is gone"):
        player.check()
