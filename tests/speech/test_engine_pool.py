"""The engines of one voicing, opened as they are needed."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from voiceguide.errors import EngineSetupError, UnknownNameError
from voiceguide.speech import engine_pool
from voiceguide.speech.engine import Voice
from voiceguide.speech.engine_pool import EnginePool
from voiceguide.speech.guarded import Guarded
from voiceguide.speech.voicing import Voicing


class Plain:
    """An engine with only the required attributes."""

    name = "plain"
    silent = False

    def __init__(self, rate: int | None) -> None:
        self.rate = rate
        self.started = self.closed = False

    def fingerprint(self) -> str:
        return f"{self.rate}"

    def voices(self) -> Sequence[Voice]:
        return ()

    def speak(self, text: str, target: Path) -> None:
        raise NotImplementedError

    def close(self) -> None:
        self.closed = True


class Quick(Plain):
    """An engine with `start` and `set_rate`."""

    def start(self) -> None:
        self.started = True

    def set_rate(self, rate: int | None) -> None:
        self.rate = rate


@pytest.fixture(params=[Plain, Quick])
def kind(request: pytest.FixtureRequest) -> type[Plain]:
    return request.param


@pytest.fixture
def opened(kind: type[Plain], monkeypatch: pytest.MonkeyPatch) -> list[Plain]:
    """Returns every engine that was opened, in order."""
    made: list[Plain] = []

    def make(rate: int | None) -> Guarded:
        made.append(kind(rate))
        return Guarded(made[-1])

    monkeypatch.setattr(engine_pool, "engine_maker", lambda voicing, language, turns: make)
    return made


def test_an_engine_that_was_lent_is_taken_next(opened: list[Plain]) -> None:
    one = EnginePool(Voicing())
    with one.lent(150) as engine:
        assert not opened[1:]
    assert one.take(150) is engine
    assert not opened[0].closed
    assert one.take(150) is not engine


def test_an_engine_is_reused_at_another_rate_only_if_it_can_change(
    opened: list[Plain], kind: type[Plain]
) -> None:
    one = EnginePool(Voicing())
    with one.lent(None) as first:
        pass
    taken = one.take(140)
    assert opened[-1].rate == 140
    assert (taken is first) == (len(opened) == 1) == (kind is Quick)
    assert opened[0].closed == (kind is Plain)


def test_the_engine_started_ahead_is_the_one_that_speaks(
    opened: list[Plain], kind: type[Plain]
) -> None:
    one = EnginePool(Voicing())
    one.start()
    assert opened[0].started == (kind is Quick)
    one.take(None)
    assert len(opened) == 1


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (EngineSetupError("too fast"), "^too fast$"),
        (RuntimeError("it is stuck"), "'plain' could not change its rate: it is stuck"),
    ],
)
def test_an_engine_that_refuses_a_rate_is_closed(
    opened: list[Plain],
    monkeypatch: pytest.MonkeyPatch,
    fault: Exception,
    told: str,
) -> None:
    def refuse(self: Plain, rate: int | None) -> None:
        raise fault

    monkeypatch.setattr(Plain, "set_rate", refuse, raising=False)
    monkeypatch.setattr(Quick, "set_rate", refuse)
    one = EnginePool(Voicing())
    one.start()
    with pytest.raises(EngineSetupError, match=told):
        one.take(140)
    assert [engine.closed for engine in opened] == [True]


def test_an_engine_that_cannot_start_ahead_still_speaks(
    opened: list[Plain], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Plain, "start", "a text, and no method", raising=False)
    one = EnginePool(Voicing())
    one.start()
    one.take(None)
    assert [engine.closed for engine in opened] == [False]


def test_only_engines_that_were_taken_stay_open(opened: list[Plain]) -> None:
    one = EnginePool(Voicing())
    one.take(None)
    with pytest.raises(KeyError), one.lent(None):
        raise KeyError
    one.close()
    one.close()
    assert [engine.closed for engine in opened] == [False, True]


def test_engines_that_are_given_back_speak_again(opened: list[Plain]) -> None:
    one = EnginePool(Voicing())
    crew = [one.take(150), one.take(150)]
    crew[1].close()
    for engine in crew:
        one.give_back(engine, 150)
    assert one.take(150) is crew[0]
    assert one.take(150) not in crew
    assert [engine.closed for engine in opened] == [False, True, False]


def test_engines_lent_at_once_are_all_closed_in_the_end(opened: list[Plain]) -> None:
    one = EnginePool(Voicing())
    with one.lent(None), one.lent(150):
        pass
    one.close()
    assert [engine.closed for engine in opened] == [True, True]


def test_an_unknown_engine_is_reported_once_one_is_needed() -> None:
    with pytest.raises(UnknownNameError, match="unknown engine 'nobody'"):
        EnginePool(Voicing(engine="nobody")).start()


def test_engines_of_two_voices_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    shared: list[object] = []

    def maker(voicing: Voicing, language: str, turns: object) -> Callable[[int | None], Guarded]:
        shared.append(turns)
        return lambda rate: Guarded(Plain(rate))

    monkeypatch.setattr(engine_pool, "engine_maker", maker)
    own = EnginePool(Voicing(), "de")
    for one in (own, own.beside(Voicing(voice="anna")), own.beside(Voicing(engine="silent"))):
        assert one.language == "de"
        one.take(None)
    assert shared[0] is shared[1]
    assert shared[0] is not shared[2]
