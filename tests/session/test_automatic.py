"""Sessions by the engine `auto`."""

import subprocess
import sys
from pathlib import Path

import pytest

import voiceguide
from tests.speech.natural import catalogued, silent
from tests.test_package import HEAVY, imported_by
from voiceguide.session.preview import preview

FORMANT = voiceguide.Voicing(engine="pyttsx3")


@pytest.fixture(autouse=True)
def nobody_chose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VOICEGUIDE_ENGINE")
    monkeypatch.setenv("VOICEGUIDE_CONFIG", str(tmp_path / "config"))


def test_a_session_of_auto_is_that_of_its_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogued(monkeypatch, silent("en"))
    said = list[voiceguide.ChosenVoice]()
    auto = voiceguide.make("small.yaml", "auto.mp3", on_voice=said.append)
    same = voiceguide.Voicing(engine="silent", voice="silent")
    named = voiceguide.make("small.yaml", "named.mp3", voicing=same)
    assert [one.engine for one in said] == ["silent"]
    assert Path("auto.mp3").read_bytes() == Path("named.mp3").read_bytes()
    assert (auto.encoded, named.encoded, named.spoken) == (auto.encoded, 0, 0)


def test_another_choice_is_another_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in the cache was made with the voice of its time."""
    catalogued(monkeypatch)
    monkeypatch.setattr("voiceguide.speech.automatic.FORMANT", "command")
    monkeypatch.setenv("VOICEGUIDE_COMMAND_COMMAND", "nobody {wav} {text}")
    with pytest.raises(voiceguide.VoiceguideError, match="nobody"):
        voiceguide.make("small.yaml", "one.mp3")
    catalogued(monkeypatch, silent("en"))
    assert voiceguide.make("small.yaml", "one.mp3").track == Path("one.mp3")


def test_the_language_of_the_script_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogued(monkeypatch, silent("de"))
    text = Path("small.yaml").read_text(encoding="utf-8")
    Path("german.yaml").write_text(
        text.replace("title: Two", "language: de\ntitle: Two", 1), "utf-8"
    )
    said = list[voiceguide.ChosenVoice]()
    for _ in range(2):  # the second time from the facts in the cache
        voiceguide.make("german.yaml", "german.mp3", on_voice=said.append)
    assert [one.engine for one in said] == ["silent", "silent"]


@pytest.mark.slow
def test_plan_page_and_preview_choose_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogued(monkeypatch, silent("en"))
    said = list[voiceguide.ChosenVoice]()
    planned = voiceguide.plan("small.yaml", on_voice=said.append)
    voiceguide.page_of_script(
        "small.yaml", "page.html", lengths=["standard", "long"], on_voice=said.append
    )
    assert [one.engine for one in said] == ["silent", "silent"]
    drafts = list[object]()
    preview(voiceguide.load("small.yaml"), drafts.append)
    assert drafts[-1].timeline == planned  # type: ignore[attr-defined]


@pytest.mark.slow
def test_the_formant_engine_makes_the_same_bytes_by_auto_as_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    catalogued(monkeypatch)
    voiceguide.make("small.yaml", "named.mp3", voicing=FORMANT)
    again = voiceguide.make("small.yaml", "auto.mp3")
    assert (again.spoken, again.encoded) == (0, 0)
    assert Path("auto.mp3").read_bytes() == Path("named.mp3").read_bytes()


@pytest.mark.slow
def test_an_unchanged_session_of_auto_needs_no_heavy_import() -> None:
    make = "import voiceguide; voiceguide.make('small.yaml', 'one.mp3')"
    subprocess.run([sys.executable, "-c", make], check=True)
    assert not (HEAVY | {"piper", "onnxruntime"}) & imported_by(make)
