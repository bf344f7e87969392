"""Engines of one name take turns, and wait while their service is busy."""

import threading
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.speech.fakes import (
    NO_CACHE,
    FakeClock,
    FakeEngine,
    Log,
    guarded,
    lines,
    results,
    speak_all,
    speaking,
)
from voiceguide.cache.store import Store
from voiceguide.errors import EngineBusy, EngineCrashed, SpeechError
from voiceguide.speech.engine import Traits
from voiceguide.speech.turns import LONGEST_WAIT_S, PATIENCE_S, Turns


class Pair(FakeEngine):
    """An engine of which two may speak at once."""

    traits = Traits(at_once=2)


class Lone(FakeEngine):
    """An engine of which one speaks at a time."""

    traits = Traits(at_once=1)


class Service:
    """A service that refuses once for each of `refusals`, which are the waits it asks for."""

    def __init__(self, *refusals: float | None) -> None:
        self.clock = FakeClock()
        self.turns = Turns(self.clock)
        self.asked_at: list[float] = []
        self._refusals = list(refusals)

    def speak(self) -> None:
        self.asked_at.append(self.clock.passed_s)
        if self._refusals:
            raise EngineBusy("429 Too Many Requests", self._refusals.pop(0))

    def spoken(self, traits: Traits | None = None) -> list[float]:
        """The pauses between tries."""
        self.turns.take(self.speak, traits or Traits(), lambda: False)
        return [later - sooner for sooner, later in pairwise(self.asked_at)]


def test_an_accepted_text_does_not_wait():
    assert Service().spoken() == []


def test_a_service_is_asked_again_after_as_long_as_it_says():
    assert Service(7, 0.5, 30).spoken() == pytest.approx([7, 0.5, 30])


def test_without_a_hint_each_wait_is_twice_as_long():
    assert Service(*[None] * 4).spoken() == pytest.approx([1, 2, 4, 8])
    assert Service(*[None] * 3).spoken(Traits(retry_after_s=0.25)) == pytest.approx([0.25, 0.5, 1])


@given(asked=st.lists(st.none() | st.floats(max_value=20), min_size=1, max_size=8))
def test_a_wait_is_neither_too_short_nor_longer_than_the_service_asks(asked):
    pauses = Service(*asked).spoken()
    assert len(pauses) == len(asked)
    for pause, wait_s in zip(pauses, asked, strict=True):
        most = LONGEST_WAIT_S if wait_s is None else max(wait_s, 0.1)
        assert 0.1 - 1e-6 <= pause <= most + 1e-6


def test_a_service_that_stays_busy_is_given_up_with_advice():
    service = Service(*[None] * 99)
    with pytest.raises(EngineBusy, match=r"429 Too Many Requests\. .*5 minutes: run again later"):
        service.spoken()
    assert service.clock.passed_s <= PATIENCE_S
    assert service.clock.passed_s > PATIENCE_S - LONGEST_WAIT_S
    assert max(b - a for a, b in pairwise(service.asked_at)) <= LONGEST_WAIT_S + 1e-6


@pytest.mark.parametrize("wait_s", [3600, float("inf")])
def test_a_service_that_asks_for_too_long_a_wait_is_given_up(wait_s):
    service = Service(wait_s)
    with pytest.raises(
        EngineBusy, match=r"asks for a wait of (60|inf) minutes: run again after that"
    ):
        service.spoken()
    assert service.clock.passed_s == 0


def test_every_text_that_gets_through_restarts_the_patience():
    service = Service(*[100.0] * 9)

    def speak() -> None:
        service.turns.take(lambda: None, Traits(), lambda: False)  # another text, which is taken
        service.speak()

    service.turns.take(speak, Traits(), lambda: False)
    assert service.clock.passed_s == pytest.approx(900)
    assert service.clock.passed_s > PATIENCE_S


def test_while_one_engine_has_to_wait_the_others_hold_back():
    service = Service(50)
    others_at: list[float] = []

    def other() -> None:
        service.clock.on_wait = lambda: None
        service.turns.take(
            lambda: others_at.append(service.clock.passed_s), Traits(), lambda: False
        )

    service.clock.on_wait = other
    service.spoken()
    assert others_at == pytest.approx([50])


def test_closing_the_engine_ends_its_wait():
    service = Service(200)
    closed = threading.Event()
    service.clock.on_wait = closed.set
    with pytest.raises(EngineCrashed, match="closed"):
        service.turns.take(service.speak, Traits(), closed.is_set)
    assert service.clock.passed_s < 1
    assert len(service.asked_at) == 1


def test_no_more_speak_at_once_than_the_engine_can():
    """Two sessions with one engine: two of their four threads meet, and never three."""
    together = threading.Barrier(2, timeout=10)
    lock, now, most = threading.Lock(), 0, 0

    def behave(text: str, attempt: int) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        together.wait()
        with lock:
            now -= 1

    log, turns = Log(behave), Turns()
    log.kind = Pair

    def session(*texts: str) -> None:
        speak_all(lines(*texts), log, NO_CACHE, turns=turns, workers=4)

    groups = [threading.Thread(target=session, args=tuple(f"{n}{c}" for c in "abc")) for n in "12"]
    for group in groups:
        group.start()
    for group in groups:
        group.join(60)
    assert (len(log.engines), len(log.spoken), most) == (4, 6, 2)


def test_an_engine_that_speaks_alone_is_opened_once():
    log = Log()
    log.kind = Lone
    speak_all(lines(*"abcdef"), log, NO_CACHE, workers=4)
    assert len(log.engines) == 1


def refusing(log: Log, often: int, wait_s: float | None = None) -> None:
    def behave(text: str, attempt: int) -> None:
        if attempt <= often:
            raise EngineBusy("429 Too Many Requests", wait_s)

    log._behave = behave


def test_a_busy_refusal_does_not_count_as_a_try(cache: Store):
    clock, log = FakeClock(), Log()
    refusing(log, often=5)
    spoken = results(lines("a"), log, cache, turns=Turns(clock), workers=1)
    assert [one.text for one in spoken] == ["a"]
    assert log.spoken == ["a"] * 6
    assert clock.passed_s == pytest.approx(1 + 2 + 4 + 8 + 16)


def test_phrases_that_were_spoken_are_not_asked_for_again():
    log = Log()

    def behave(text: str, attempt: int) -> None:
        if text == "two" and attempt == 1:
            raise EngineBusy("busy")

    log._behave = behave
    speak_all(lines("one, two"), log, NO_CACHE, turns=Turns(FakeClock()), comma_ms=300)
    assert log.spoken == ["one,", "two", "two"]


def test_a_service_that_stays_busy_fails_with_the_cues_name():
    log = Log()
    refusing(log, often=99)
    with pytest.raises(SpeechError, match=r"could not speak cue 1 \('a'\): 429 .*run again later"):
        speak_all(lines("a"), log, NO_CACHE, turns=Turns(FakeClock()))
    assert log.all_closed()


def test_a_failure_elsewhere_ends_the_waiting():
    """On the real clock: without a failure elsewhere, it would wait for minutes."""
    waiting = threading.Event()
    log = Log()

    def behave(text: str, attempt: int) -> None:
        if text == "a":
            waiting.set()
            raise EngineBusy("busy", PATIENCE_S - 1)
        assert waiting.wait(10)
        raise ZeroDivisionError("it broke")

    log._behave = behave
    before = set(threading.enumerate())
    with pytest.raises(SpeechError, match="it broke"):
        speak_all(lines("a", "b"), log, NO_CACHE, workers=2)
    assert set(threading.enumerate()) <= before


def test_stopping_a_session_ends_its_waits():
    waiting, log = threading.Event(), Log()

    def behave(text: str, attempt: int) -> None:
        waiting.set()
        raise EngineBusy("busy", PATIENCE_S - 1)

    log._behave = behave
    before = set(threading.enumerate())

    def stopped() -> None:
        with speaking(lines("a"), guarded(log), NO_CACHE):
            assert waiting.wait(10)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert set(threading.enumerate()) <= before
