"""A third-party engine may raise anything and reveal anything; users see a clean message."""

import traceback
from base64 import b64encode
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.errors import (
    AudioError,
    EngineBusy,
    EngineCrashed,
    EngineError,
    EngineRefused,
    EngineSetupError,
    EngineTimeout,
    UnknownNameError,
    VoiceguideError,
)
from voiceguide.speech import registry
from voiceguide.speech.engine import Engine, EngineSettings, Voice
from voiceguide.speech.guarded import Guarded
from voiceguide.speech.mask import Mask
from voiceguide.speech.options import Option
from voiceguide.speech.voicing import Voicing, create_engine

KEY = "sk-7/Ω+%\"key'"
FORMS = [KEY, quote(KEY), quote(KEY, safe=""), repr(KEY), b64encode(KEY.encode()).decode()]


class Cloud:
    """An engine that does what a test says, and reveals its key."""

    name = "cloud"
    silent = False
    options: Any = (
        Option(name="key", help="The key.", required=True, secret=True),
        Option(name="url", help="Where it is.", default="http://localhost"),
    )
    behave: Callable[[str], Any]

    def __init__(self, settings: EngineSettings) -> None:
        self.key = settings.options["key"]
        self.settings = settings
        if type(self).behave is None:
            raise ValueError(f"no voice for {self.key}")

    def fingerprint(self) -> str:
        return str(type(self).behave(self.key))

    def voices(self) -> Sequence[Voice]:
        type(self).behave(self.key)
        return ()

    def set_rate(self, rate: int | None) -> None:
        type(self).behave(self.key)

    def speak(self, text: str, target: Path) -> None:
        type(self).behave(self.key)

    def close(self) -> None:
        type(self).behave(self.key)


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> type[Cloud]:
    """The engine, as if it were installed."""
    monkeypatch.setattr(Cloud, "behave", staticmethod(lambda key: ""), raising=False)
    monkeypatch.setattr(registry, "find", lambda name: registry.Installed(name, Cloud))
    return Cloud


def opened() -> Guarded:
    return create_engine(Voicing(engine="cloud", options={"key": KEY}))


CALLS: dict[str, Callable[[Guarded], object]] = {
    "speak": lambda engine: engine.speak("words", Path("nowhere.wav")),
    "fingerprint": lambda engine: engine.fingerprint(),
    "voices": lambda engine: engine.voices(),
    "set_rate": lambda engine: engine.set_rate(100),
}
ERRORS: list[Callable[[str], Exception]] = [
    EngineCrashed,
    EngineTimeout,
    EngineRefused,
    EngineError,
    EngineSetupError,
    AudioError,
    lambda said: UnknownNameError("voice", said, [said, "anna"]),
    OSError,
    lambda said: FileNotFoundError(2, "No such file", said),
    KeyError,
    lambda said: RuntimeError({"headers": {"authorization": said}}),
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ERRORS)
def test_no_error_shows_a_secret(cloud, monkeypatch, call, form, kind):
    def fail(key: str) -> None:
        behind = ConnectionError(f"authorization: Bearer {form}")
        raise kind(f"401: {form} is no key") from behind

    monkeypatch.setattr(cloud, "behave", staticmethod(fail))
    with pytest.raises(VoiceguideError) as caught:
        CALLS[call](opened())
    shown = "".join(traceback.format_exception(caught.value))
    lines = [line for line in shown.splitlines() if not line.startswith("    ")]  # no source code
    assert not [line for line in lines if form in line or KEY in line]
    assert "***" in shown
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        (EngineBusy(KEY, 7), EngineBusy),
        (EngineCrashed(KEY), EngineCrashed),
        (EngineTimeout(KEY), EngineTimeout),
        (EngineRefused(KEY), EngineRefused),
        (AudioError(KEY), AudioError),
        (UnknownNameError("voice", KEY, ["x"]), EngineSetupError),
        (ValueError(KEY), EngineError),
    ],
)
def test_a_masked_error_is_of_the_same_kind(raised, kind):
    masked = Mask((KEY,)).error(raised)
    assert type(masked) is kind
    assert KEY not in str(masked)
    assert getattr(masked, "retry_after_s", 7) == 7


def test_an_error_without_a_secret_is_left_as_it_is():
    error = UnknownNameError("voice", "ana", ["anna"])
    assert Mask((KEY,)).error(error) is error
    assert Mask().error(error) is error


@given(st.text(min_size=1), st.text(), st.text())
def test_a_secret_of_any_letters_is_hidden(secret, before, after):
    masked = Mask((secret,)).text(before + secret + after)
    assert masked == (before + secret + after).replace(secret, "***") or secret not in masked


def test_no_repr_shows_a_secret(cloud):
    voicing = Voicing(engine="cloud", options={"key": KEY, "url": "http://x"})
    engine = Cloud(EngineSettings(options=voicing.options))
    for shown in (voicing, engine.settings, opened(), Mask((KEY,)), voicing.options):
        assert KEY not in repr(shown)
        assert KEY not in str(shown)
    assert "key=..." in repr(voicing)


def test_an_engine_that_fails_to_open_does_not_show_its_key(cloud, monkeypatch):
    monkeypatch.setattr(cloud, "behave", None)
    with pytest.raises(
        EngineSetupError, match=r"'cloud' could not be started: no voice for \*\*\*$"
    ):
        opened()


@pytest.mark.parametrize("call", CALLS)
def test_any_exception_is_reported_with_the_engines_name(cloud, monkeypatch, call):
    def fail(key: str) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(cloud, "behave", staticmethod(fail))
    with pytest.raises(VoiceguideError, match=r"engine 'cloud' .*by zero"):
        CALLS[call](opened())


def test_a_failure_to_close_is_ignored(cloud, monkeypatch):
    tried = list[str]()

    def fail(key: str) -> None:
        tried.append(key)
        raise ZeroDivisionError

    engine = opened()
    monkeypatch.setattr(cloud, "behave", staticmethod(fail))
    engine.close()
    assert tried


def test_an_object_that_is_not_an_engine_is_refused():
    class Nameless:
        silent = False

    with pytest.raises(EngineSetupError, match=r"a Nameless is not an engine.*'name'"):
        Guarded(Nameless())  # type: ignore[arg-type]


def test_traits_of_the_wrong_type_are_refused(cloud, monkeypatch):
    monkeypatch.setattr(cloud, "traits", {"cut": "sentences"}, raising=False)
    with pytest.raises(EngineSetupError, match="traits of engine 'cloud' are a dict"):
        opened()


def test_an_engine_with_a_fixed_rate_keeps_it(cloud):
    class Steady:
        name = "steady"
        silent = False

    engine: Engine = Steady()  # type: ignore[assignment]
    assert not Guarded(engine).set_rate(100)
    assert opened().set_rate(100)
