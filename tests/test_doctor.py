"""The findings of `doctor` in good and broken installations."""

import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any, cast

import pytest

from tests.speech.talking import http_double
from tests.track.installing import install
from voiceguide import doctor, resources
from voiceguide.doctor import Finding
from voiceguide.speech import registry, voicing
from voiceguide.speech.engine import Engine
from voiceguide.speech.options import Option
from voiceguide.speech.voices import places
from voiceguide.speech.voices.places import can_be_installed
from voiceguide.speech.voicing import Voicing
from voiceguide.track.formats import FORMATS
from voiceguide.track.one_pass import Encoder
from voiceguide.track.opus import writer


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(folder))
    return folder


@pytest.fixture(autouse=True)
def tried(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the engine `silent`: to start all of them takes seconds."""
    if request.node.get_closest_marker("slow") is None:
        monkeypatch.setattr(registry, "engine_names", lambda: ("silent",))


def findings() -> dict[str, Finding]:
    return {finding.what: finding for finding in doctor.examine()}


def finding_of(what: str) -> Finding:
    """Returns one finding, and examines nothing after it."""
    return next(finding for finding in doctor.examine() if finding.what == what)


@pytest.mark.slow
def test_a_good_installation_has_only_good_findings() -> None:
    found = findings()
    bad = {name for name, finding in found.items() if not finding.good}
    assert bad == {f"engine {name}" for name in ("piper", "kokoro") if not can_be_installed(name)}
    assert found["engine pyttsx3"].details.startswith("spoke a sentence, ")
    assert found["engine pyttsx3"].needed
    assert not found["engine silent"].needed
    assert "back-massage (13 steps)" in found["Bundled scripts"].details


def test_an_engine_without_a_voice_is_ready_once_it_has_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEGUIDE_VOICES", str(tmp_path))
    monkeypatch.setattr(registry, "engine_names", lambda: ("kokoro",))
    monkeypatch.setattr(places, "engine_is_installed", lambda engine: True)
    finding = finding_of("engine kokoro")
    assert finding.good
    assert finding.details.endswith("once it has a voice: voiceguide voices install af_heart")


@pytest.mark.slow
def test_trying_the_engines_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    findings()
    assert not list(temporary.iterdir())
    assert not list(cache.iterdir())


def test_an_engine_that_needs_an_option_is_ready_once_it_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(registry, "engine_names", lambda: ("command",))
    finding = finding_of("engine command")
    assert finding.good
    assert "set VOICEGUIDE_COMMAND_COMMAND" in finding.details
    assert "--engine-option command=..." in finding.details
    monkeypatch.setenv("VOICEGUIDE_COMMAND_COMMAND", "no-such-program {wav}")
    assert not finding_of("engine command").good


def test_a_missing_secret_is_not_to_be_put_on_the_command_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Cloudy:
        options = (Option(name="key", help="Your key.", required=True, secret=True),)

    monkeypatch.setattr(registry, "engine_names", lambda: ("cloudy",))
    monkeypatch.setattr(
        registry, "find", lambda name: registry.Installed(name, cast("Any", Cloudy))
    )
    finding = finding_of("engine cloudy")
    assert finding.good
    assert "set VOICEGUIDE_CLOUDY_KEY" in finding.details
    assert "--engine-option key=@FILE" in finding.details
    assert "key=..." not in finding.details


def test_a_service_that_may_charge_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    with http_double() as server:
        monkeypatch.setattr(registry, "engine_names", lambda: ("openai",))
        assert "ready once you set VOICEGUIDE_OPENAI_ADDRESS" in finding_of("engine openai").details
        monkeypatch.setenv("VOICEGUIDE_OPENAI_ADDRESS", server.address)
        finding = finding_of("engine openai")
        assert finding.good
        assert finding.details == "set up, but not tried: its service may charge for each use"
        assert server.asked == []


def test_a_missing_package_is_named_with_the_cure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    version = metadata.version

    def without_pydub(name: str) -> str:
        if name == "pydub":
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(metadata, "version", without_pydub)
    finding = finding_of("pydub")
    assert not finding.good
    assert finding.needed
    assert finding.details == "Install it with: pip install pydub"


def test_a_package_that_cannot_be_imported_is_one_finding() -> None:
    program = "import sys; sys.modules['av'] = None; sys.argv = ['voiceguide', 'doctor']\n"
    program += "from voiceguide.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == ""
    said = {line.partition(":")[0]: line for line in done.stdout.splitlines()}
    assert "import of av halted" in said["missing  MP3 encoder"]
    assert "pip install" in said["missing  MP3 encoder"]
    assert "good     Bundled scripts" in said


def test_an_engine_that_raises_any_exception_is_a_finding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Hoarse:
        """A third-party engine that raises whatever it likes."""

        name = "hoarse"
        silent = False

        def speak(self, text: str, target: Path) -> None:
            raise RuntimeError("sore throat")

        def close(self) -> None:
            pass

    def hoarse(asked: Voicing, language: str = "en") -> Engine:
        return Hoarse()  # type: ignore[return-value]

    monkeypatch.setattr(registry, "engine_names", lambda: ("pyttsx3",))
    monkeypatch.setattr(voicing, "create_engine", hoarse)
    finding = finding_of("engine pyttsx3")
    assert not finding.good
    assert "sore throat" in finding.details


def test_missing_sounds_and_scripts_are_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "audio_assets", lambda: tmp_path)
    monkeypatch.setattr(resources, "scripts", lambda: tmp_path)
    found = findings()
    for name in ("Chimes and beds", "Bundled scripts"):
        assert not found[name].good
        assert "pip install --force-reinstall voiceguide" in found[name].details


def test_a_wrong_languages_folder_is_not_blamed_on_the_bundled_scripts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEGUIDE_LANGUAGES", str(tmp_path / "nowhere"))
    found = findings()
    assert not found["Languages"].good
    assert found["Languages"].needed
    assert found["Languages"].details == (
        f"VOICEGUIDE_LANGUAGES: there is no folder '{tmp_path / 'nowhere'}'"
    )
    assert found["Bundled scripts"].good
    assert "back-massage" in found["Bundled scripts"].details


def test_a_fault_in_a_language_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEGUIDE_LANGUAGES", str(tmp_path))
    for code in ("de", "en"):
        (tmp_path / code).mkdir()
    assert finding_of("Languages").details == f"de, en in {tmp_path}"
    (tmp_path / "en" / "signs.toml").write_text("[", encoding="utf-8")
    found = findings()
    assert found["Languages"].details.startswith(f"{tmp_path / 'en' / 'signs.toml'}: can't be read")
    assert found["Bundled scripts"].good


def test_a_format_that_cannot_be_loaded_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built_in = ", ".join(FORMATS)
    assert finding_of("Track formats").details == built_in
    install(tmp_path, monkeypatch, caf="tests.track.caf:CAF")
    assert finding_of("Track formats").details == f"{built_in}, .caf"
    install(tmp_path / "worse", monkeypatch, ogg="no_such_package:OGG", odd="json:dumps")
    finding = finding_of("Track formats")
    assert not finding.good
    assert not finding.needed
    assert "the format .ogg could not be loaded from no_such_package:OGG" in finding.details
    assert "json:dumps is installed as the format .odd" in finding.details


def test_a_missing_encoder_is_a_finding_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = Encoder(name="no_such", title="Opus", sample_form="s16")
    monkeypatch.setattr(writer, "encoder", lambda channels: gone)
    finding = finding_of("Track formats")
    assert not finding.good
    assert "no encoder for Opus (no_such). Reinstall it with: pip install" in finding.details


@pytest.mark.parametrize("inside", [False, True])
def test_an_unusable_cache_is_named_but_not_needed(
    inside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "inside" if inside else tmp_path / "file"
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(folder))
    finding = finding_of("Cache")
    assert not finding.good
    assert not finding.needed
    assert finding.details.startswith(f"{folder}: ")
    assert "set VOICEGUIDE_CACHE to a folder you can write to" in finding.details


def test_a_user_without_a_home_folder_learns_how_to_keep_cues(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("voiceguide.cache.environment.default_folder", lambda: None)
    finding = finding_of("Cache")
    assert not finding.good
    assert not finding.needed
    assert "set VOICEGUIDE_CACHE to a folder" in finding.details
