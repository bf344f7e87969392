import sys
from importlib.metadata import EntryPoint

import pytest

from voiceguide.errors import EngineSetupError, UnknownNameError
from voiceguide.speech import registry
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.silent import SilentEngine


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch):
    """Pretends that packages with these engines are installed."""

    def pretend(**engines: str) -> None:
        found = [EntryPoint(name, value, registry.GROUP) for name, value in engines.items()]
        original = registry.entry_points  # type: ignore[attr-defined]
        monkeypatch.setattr(
            registry,
            "entry_points",
            lambda **wanted: type(original(**wanted))(
                [*original(**wanted), *(entry for entry in found if entry.matches(**wanted))]  # type: ignore[list-item]
            ),
        )

    return pretend


def test_the_built_in_engines_are_there():
    assert {"command", "pyttsx3", "silent"} <= set(registry.engine_names())


def test_names_are_sorted_and_unique(install):
    install(aardvark="a:B", silent="a:B")
    names = registry.engine_names()
    assert names[0] == "aardvark"
    assert list(names) == sorted(set(names))


def test_an_engine_is_created_with_its_settings():
    engine = registry.find("silent").open(EngineSettings(rate=99))
    assert engine.name == "silent"
    assert "99" in engine.fingerprint()


def test_a_wrong_name_is_answered_with_the_nearest_one():
    with pytest.raises(UnknownNameError, match="unknown engine 'pytts3'; did you mean 'pyttsx3'"):
        registry.find("pytts3")


def test_names_are_found_without_importing_an_engine(install):
    install(strange="no_such_package:Engine")
    assert "strange" in registry.engine_names()
    assert "no_such_package" not in sys.modules


@pytest.mark.parametrize("value", ["no_such_package:Engine", "voiceguide.errors:NoSuchEngine"])
def test_an_engine_that_cannot_be_imported_is_named_with_the_cure(install, value):
    install(strange=value)
    with pytest.raises(EngineSetupError, match=r"'strange'.*pip install") as caught:
        registry.find("strange")
    assert "NoSuchEngine" in str(caught.value) or "no_such_package" in str(caught.value)


def test_an_engine_that_fails_while_it_starts_is_named(install):
    install(strange="builtins:int")
    with pytest.raises(EngineSetupError, match="'strange' could not be started"):
        registry.find("strange").open(EngineSettings())


def test_an_engines_complaint_about_its_settings_is_passed_on():
    with pytest.raises(EngineSetupError, match="the command is empty; name a program"):
        registry.find("command").open(EngineSettings())


@pytest.mark.parametrize("options", ["url", [1], {"url": "the address"}, 5])
def test_objects_that_are_not_options_are_reported_with_the_engine(install, monkeypatch, options):
    monkeypatch.setattr(SilentEngine, "options", options, raising=False)
    with pytest.raises(EngineSetupError, match="options of engine 'silent'"):
        _ = registry.find("silent").options


def test_an_engine_without_options_has_none():
    assert registry.find("silent").options == ()
    assert "command" in [option.name for option in registry.find("command").options]
