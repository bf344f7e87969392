"""The transport, without a device, sample by sample."""

import array
import time
from collections.abc import Callable

import pytest

from tests.terminal.sessions import TIMELINE
from voiceguide.errors import AudioError
from voiceguide.terminal.transport import Transport
from voiceguide.timecode import SAMPLES_PER_MS

RAMP = 480
"""Samples over which the sound fades in."""


class Counting:
    """Each sample's value is its position in milliseconds, divided by ten."""

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
def source() -> Counting:
    return Counting()


@pytest.fixture
def start(source):
    opened: list[Transport] = []

    def begin(**options) -> Transport:
        opened.append(Transport(source, **options))
        return opened[-1]

    yield begin
    for transport in opened:
        transport.close()


def until(condition: Callable[[], object]) -> None:
    """Waits for a condition: the feeder runs in another thread."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.001)


def ready(transport: Transport) -> bool:
    return len(transport._ready) >= 100 * SAMPLES_PER_MS * 2


def pulled(transport: Transport, ms: int) -> list[int]:
    """The next samples of the left channel, once enough is ready; the right must equal them."""
    until(lambda: ready(transport))
    sound = array.array("h")
    sound.frombytes(transport.pull(ms * SAMPLES_PER_MS))
    assert sound[::2] == sound[1::2]
    return list(sound[::2])


def test_samples_come_in_order_and_the_position_is_where_they_are(start):
    transport = start()
    heard = [value for _ in range(20) for value in pulled(transport, 50)]
    expected = [ms // 10 for ms in range(1000) for _ in range(SAMPLES_PER_MS)]
    assert heard[RAMP:] == expected[RAMP:]
    assert transport.position_ms == 1000


def test_sound_starts_softly(start):
    heard = pulled(start(at_ms=50_000), 50)
    assert 0 < heard[0] < 400
    assert heard[:RAMP] == sorted(heard[:RAMP])
    assert heard[RAMP] == 5001


def test_a_pause_is_silent_at_once_and_holds_the_place(start):
    transport = start(at_ms=50_000)
    pulled(transport, 50)
    transport.play(on=False)
    falling = pulled(transport, 50)
    assert falling[0] > falling[RAMP - 1] == 0
    assert not any(falling[RAMP:])
    place = transport.position_ms
    assert place == 50_060
    assert not any(pulled(transport, 100))
    assert transport.position_ms == place
    transport.play(on=True)
    assert pulled(transport, 50)[RAMP] == (place + 10) // 10


def test_a_jump_is_heard_at_once(start):
    transport = start()
    pulled(transport, 50)
    transport.seek(30_000)
    assert transport.position_ms == 30_000
    assert pulled(transport, 50)[-1] == 3004


@pytest.mark.parametrize(("by", "place"), [(-10_000, 0), (10_000, 15_000), (90_000, 60_000)])
def test_skips_stay_inside_the_session(start, by, place):
    transport = start(at_ms=5000)
    transport.skip(by)
    assert transport.position_ms == place


def test_next_and_again_go_by_steps(start):
    transport = start(at_ms=5000)
    transport.next()
    assert transport.position_ms == 10_000
    transport.next()
    transport.next()
    assert transport.position_ms == 40_000
    transport.again()
    assert transport.position_ms == 10_000


def test_the_volume_has_limits_and_is_audible(start):
    transport = start(at_ms=50_000)
    transport.louder(0.5)
    assert transport.volume == 1
    transport.louder(-0.5)
    assert pulled(transport, 50)[-1] == pytest.approx(2502, abs=1)
    transport.louder(-2)
    assert transport.volume == 0
    assert not any(pulled(transport, 50)[RAMP:])


def test_at_zero_volume_the_time_goes_on(start):
    transport = start(at_ms=1000, volume=0.0)
    before = transport.position_ms
    pulled(transport, 50)
    assert transport.position_ms == before + 50


def test_it_waits_in_silence_for_sound_still_being_made_and_continues(start, source):
    source.until_ms = 200
    transport = start()
    until(lambda: ready(transport) and len(transport._ready) == 200 * SAMPLES_PER_MS * 2)
    transport.pull(200 * SAMPLES_PER_MS)
    assert transport.waiting
    assert not any(transport.pull(4800))
    assert transport.position_ms == 200
    assert not transport.ended
    source.until_ms = 1000
    assert pulled(transport, 50)[-1] == 24


def test_it_ends_after_the_last_sample(start):
    transport = start(at_ms=59_900)
    until(lambda: transport._complete)
    assert not transport.ended
    transport.pull(100 * SAMPLES_PER_MS)
    assert transport.ended
    assert transport.position_ms == 60_000
    assert not transport.waiting
    transport.again()
    assert not transport.ended
    assert pulled(transport, 50)[-1] == 4004


def test_check_raises_what_went_wrong_while_reading(start, source):
    source.fault = AudioError("the file is gone")
    transport = start()
    until(lambda: transport._fault)
    with pytest.raises(AudioError, match="the file is gone"):
        transport.check()
