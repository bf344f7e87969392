"""The engines of one voicing, opened as they are needed."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from voiceguide.errors import EngineSetupError, UnknownNameError
from voiceguide.speech import ensemble
from voiceguide.speech.engine import Voice
from voiceguide.speech.ensemble import Ensemble
from voiceguide.speech.voicing import Voicing


class Plain:
    """An engine with what every engine has."""

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
    """One that can be started ahead, and retuned."""

    def start(self) -> None:
        self.started = True

    def set_rate(self, rate: int | None) -> None:
        self.rate = rate


@pytest.fixture(params=[Plain, Quick])
def kind(request: pytest.FixtureRequest) -> type[Plain]:
    return request.param


@pytest.fixture
def opened(kind: type[Plain], monkeypatch: pytest.MonkeyPatch) -> list[Plain]:
    """Every engine that was opened, in order."""
    made: list[Plain] = []

    def make(rate: int | None) -> Plain:
        made.append(kind(rate))
        return made[-1]

    monkeypatch.setattr(ensemble, "engine_maker", lambda voicing, language: make)
    return made


def test_an_engine_that_was_lent_is_taken_next(opened: list[Plain]) -> None:
    band = Ensemble(Voicing())
    with band.lent(150) as engine:
        assert not opened[1:]
    assert band.take(150) is engine
    assert not engine.closed  # type: ignore[attr-defined]
    assert band.take(150) is not engine


def test_an_engine_goes_on_at_another_rate_only_if_it_can(
    opened: list[Plain], kind: type[Plain]
) -> None:
    band = Ensemble(Voicing())
    with band.lent(None) as first:
        pass
    taken = band.take(140)
    assert taken.rate == 140  # type: ignore[attr-defined]
    assert (taken is first) == (kind is Quick)
    assert first.closed == (kind is Plain)  # type: ignore[attr-defined]


def test_what_is_started_is_what_speaks_and_is_not_waited_for(
    opened: list[Plain], kind: type[Plain]
) -> None:
    band = Ensemble(Voicing())
    band.start()
    assert opened[0].started == (kind is Quick)
    assert band.take(None) is opened[0]


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
    band = Ensemble(Voicing())
    band.start()
    with pytest.raises(EngineSetupError, match=told):
        band.take(140)
    assert [engine.closed for engine in opened] == [True]


def test_an_engine_that_can_not_start_ahead_speaks_all_the_same(
    opened: list[Plain], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Plain, "start", "a text, and no method", raising=False)
    band = Ensemble(Voicing())
    band.start()
    assert band.take(None) is opened[0]


def test_nothing_stays_open_but_what_was_taken(opened: list[Plain]) -> None:
    band = Ensemble(Voicing())
    taken = band.take(None)
    with pytest.raises(KeyError), band.lent(None):
        raise KeyError
    band.close()
    band.close()
    assert [engine.closed for engine in opened] == [False, True]
    assert not taken.closed


def test_of_two_that_were_lent_at_once_one_is_closed(opened: list[Plain]) -> None:
    band = Ensemble(Voicing())
    with band.lent(None), band.lent(150):
        pass
    band.close()
    assert [engine.closed for engine in opened] == [True, True]


def test_an_engine_that_does_not_exist_is_said_when_one_is_needed() -> None:
    with pytest.raises(UnknownNameError, match="unknown engine 'nobody'"):
        Ensemble(Voicing(engine="nobody")).start()
