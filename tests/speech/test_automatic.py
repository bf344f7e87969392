"""The voice that speaks if nobody chose an engine."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.speech.natural import CONFIG, MODEL, catalogued, entry, silent
from voiceguide.errors import EngineSetupError, InputError
from voiceguide.speech import automatic
from voiceguide.speech.automatic import ChosenVoice, choose
from voiceguide.speech.voices import places
from voiceguide.speech.voices.defaults import Default, default_for, file, forget, set_default
from voiceguide.speech.voicing import Voicing, engine_maker, settled, voice_fingerprint


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for voices, empty; Piper is installed, and nothing is configured."""
    monkeypatch.delenv("VOICEGUIDE_ENGINE")
    monkeypatch.setenv("VOICEGUIDE_VOICES", str(tmp_path / "voices"))
    monkeypatch.setenv("VOICEGUIDE_CONFIG", str(tmp_path / "config"))
    monkeypatch.setattr(places, "find_spec", lambda name: object())
    (tmp_path / "voices").mkdir()
    return tmp_path / "voices"


@pytest.fixture
def put(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """Makes voices known; those in `here` are also installed."""

    def put(*entries: dict[str, Any], here: str = "") -> None:
        catalogued(monkeypatch, *entries)
        for name in here.split():
            (folder / f"{name}.onnx").write_bytes(MODEL)
            (folder / f"{name}.onnx.json").write_bytes(CONFIG)

    return put


ANNA, BEN, CARA, DORA = (
    entry("anna", "en-US"),
    entry("ben", "en-GB"),
    entry("cara", "de-DE"),
    entry("dora", "nb-NO"),
)
ALL = (ANNA, BEN, CARA, DORA)


def who(language: str = "en", wanted: str | None = None) -> tuple[str, str | None]:
    chosen = choose(wanted, language)
    return chosen.engine, chosen.voice


@pytest.mark.parametrize(
    ("language", "voice"),
    [("en", "anna"), ("en-US", "anna"), ("en-GB", "ben"), ("en_gb", "ben"), ("en-AU", "anna"),
     ("de", "cara"), ("de-CH", "cara"), ("no", "dora")],
)  # fmt: skip
def test_an_installed_natural_voice_of_the_language_speaks(put, language, voice) -> None:
    put(*ALL, here="anna ben cara dora")
    assert who(language) == ("piper", voice)


@pytest.mark.parametrize("language", ["fi", "zh", "tlh", "", "e", "english"])
def test_without_a_natural_voice_of_the_language_the_formant_engine_speaks(put, language) -> None:
    put(*ALL, here="anna ben cara dora")
    assert who(language) == ("pyttsx3", None)
    assert choose(None, language).advice == ""


def test_a_voice_that_is_not_installed_does_not_speak_but_is_offered(put) -> None:
    put(*ALL, here="cara")
    chosen = choose(None, "en-GB")
    assert (chosen.engine, chosen.voice) == ("pyttsx3", None)
    assert str(chosen) == (
        "Voice: pyttsx3 (not a natural voice). For a natural one: voiceguide voices install ben"
    )


@pytest.mark.parametrize(
    ("entries", "language", "commands"),
    [
        ([{**ANNA, "packages": ["anna-voice"]}], "en", "pip install 'voiceguide[natural]'"),
        ([CARA], "de", "pip install 'voiceguide[natural]' && voiceguide voices install cara"),
    ],
)
def test_without_the_engine_the_line_says_how_to_get_it(
    put, monkeypatch, entries, language, commands
) -> None:
    monkeypatch.setattr(places, "find_spec", lambda name: None)
    put(*entries)
    assert choose(None, language).advice == f"For a natural one: {commands}"


def test_a_voice_that_needs_many_times_the_work_speaks_only_if_no_other_does(put) -> None:
    slow = {**BEN, "is_slow": True}
    put(slow, ANNA, here="ben anna")
    assert who("en-GB") == ("piper", "anna")
    assert who("en-GB", "ben") == ("piper", "ben")


def test_a_slow_voice_that_is_installed_is_better_than_none(put, folder: Path) -> None:
    put({**BEN, "is_slow": True}, ANNA, here="ben")
    assert who("en-US") == ("piper", "ben")


def test_half_a_voice_or_a_truncated_one_is_not_installed(put, folder: Path) -> None:
    put(ANNA, BEN, here="anna ben")
    (folder / "anna.onnx.json").unlink()
    (folder / "ben.onnx").write_bytes(MODEL[:-1])
    assert who() == ("pyttsx3", None)


def test_the_line_names_the_natural_voice_and_no_more(put) -> None:
    put(ANNA, here="anna")
    assert str(choose(None, "en")) == "Voice: Anna, anna (natural)"


@pytest.mark.parametrize("wanted", ["ben", "Ben", "BEN"])
def test_a_natural_voice_is_asked_for_by_its_id_or_name(put, wanted: str) -> None:
    put(*ALL, here="anna ben")
    assert who("en", wanted) == ("piper", "ben")


def test_another_name_is_one_of_the_formant_engines(put) -> None:
    put(*ALL, here="anna")
    assert who("en", "en-us+f3") == ("pyttsx3", "en-us+f3")


def test_a_known_voice_that_is_not_installed_is_refused_with_the_cure(put) -> None:
    put(*ALL)
    with pytest.raises(EngineSetupError, match=r"get it with: voiceguide voices install cara, "):
        choose("cara", "de")


def test_a_voice_without_its_engine_is_refused_with_the_cure(put, monkeypatch) -> None:
    put(*ALL, here="anna")
    monkeypatch.setattr(places, "find_spec", lambda name: None)
    with pytest.raises(EngineSetupError, match=r"needs piper; get it with: pip install"):
        choose("anna", "en")


def test_the_default_voice_speaks_its_language_and_no_other(put) -> None:
    put(*ALL, here="anna ben cara")
    set_default(Default(engine="piper", voice="ben"), ["en-GB"])
    assert who("en-US") == ("piper", "ben")
    assert who("de") == ("piper", "cara")
    set_default(Default(engine="pyttsx3", voice="de"), ["de"])
    assert who("de") == ("pyttsx3", "de")
    assert who("en") == ("piper", "ben")


def test_a_default_voice_without_languages_speaks_all(put) -> None:
    put(*ALL, here="anna cara")
    set_default(Default(engine="piper", voice="cara"), ["de-DE"])
    set_default(Default(engine="cloud", voice="nova"), [])
    assert who("en") == who("de") == ("cloud", "nova")
    set_default(Default(engine="piper", voice="anna"), ["en-US"])
    assert (who("en"), who("de")) == (("piper", "anna"), ("cloud", "nova"))


def test_a_default_voice_that_is_gone_is_refused_with_the_cure(put) -> None:
    put(*ALL, here="anna")
    set_default(Default(engine="piper", voice="ben"), ["en-GB"])
    with pytest.raises(EngineSetupError, match=r"install ben, or forget your default voice with: "):
        choose(None, "en")
    assert forget(Default(engine="piper", voice="ben"))
    assert who() == ("piper", "anna")


@pytest.mark.parametrize("content", [b"", b"[", b"[]", b'{"en": 3}', b'{"en": {}}', b"\xff"])
def test_damaged_defaults_are_one_clear_error(folder: Path, content: bytes) -> None:
    file().parent.mkdir()
    file().write_bytes(content)
    with pytest.raises(InputError, match=r"is damaged; forget the default voices with: "):
        default_for("en")
    assert forget()
    assert default_for("en") is None


def test_the_environment_names_the_voice_of_its_language(put, monkeypatch) -> None:
    put(*ALL, here="anna ben cara")
    set_default(Default(engine="piper", voice="anna"), ["en-US"])
    monkeypatch.setenv("VOICEGUIDE_VOICE", "Ben")
    assert who("en") == ("piper", "ben")
    assert who("de") == ("piper", "cara")
    monkeypatch.setenv("VOICEGUIDE_VOICE", "en-us+f3")
    assert who("en") == ("pyttsx3", "en-us+f3")
    monkeypatch.setenv("VOICEGUIDE_VOICE", "Dora")
    with pytest.raises(EngineSetupError, match="install dora, or unset VOICEGUIDE_VOICE"):
        choose(None, "nb")


def test_the_environment_names_the_engine_where_nobody_did(put, monkeypatch) -> None:
    put(ANNA, here="anna")
    monkeypatch.setenv("VOICEGUIDE_ENGINE", "silent")
    assert settled(Voicing(), "en").engine == "silent"
    assert settled(Voicing(engine="piper"), "en").engine == "piper"
    monkeypatch.setenv("VOICEGUIDE_ENGINE", "auto")
    assert settled(Voicing(), "en").voice == "anna"


def test_a_choice_is_reported_only_if_it_was_auto(put) -> None:
    put(ANNA, here="anna")
    said = list[ChosenVoice]()
    settled(Voicing(engine="pyttsx3"), "en", said.append)
    assert said == []
    settled(Voicing(), "en", said.append)
    assert [chosen.voice for chosen in said] == ["anna"]


def test_options_need_an_engine(put) -> None:
    put(ANNA, here="anna")
    with pytest.raises(EngineSetupError, match=r"\(threads\) belongs to one engine"):
        settled(Voicing(options={"threads": "1"}), "en")


@given(
    language=st.text(max_size=12) | st.sampled_from(["en", "de", "pt-BR"]),
    voice=st.none() | st.text(min_size=1, max_size=12),
)
def test_settling_again_changes_nothing(language: str, voice: str | None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("VOICEGUIDE_ENGINE", raising=False)
        catalogued(patch, silent("en"))
        once = settled(Voicing(voice=voice), language)
        assert once.engine != automatic.AUTO
        assert settled(once, language) == once


def test_an_engine_and_its_fingerprint_are_those_of_the_choice(put) -> None:
    put(silent("en"))
    assert voice_fingerprint(Voicing()) == voice_fingerprint(Voicing(engine="silent"))
    engine = engine_maker(Voicing(), "en")(None)
    assert engine.name == "silent"
    engine.close()
