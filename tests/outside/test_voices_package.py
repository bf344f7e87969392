"""A third party's package of voices, installed with pip: found, listed, checked, and never run."""

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from voiceguide.speech.automatic import choose
from voiceguide.speech.voices import packages, places
from voiceguide.speech.voices.install import is_sound
from voiceguide.speech.voices.known import known, named

PACKAGE = Path(__file__).parent / "voices_package"
SHOWN = (PACKAGE / "voiceguide_mary" / "voices.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which pip has installed the package, without a network."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    pip += ["--no-build-isolation", "--no-deps", "--no-index", "--no-compile"]
    done = subprocess.run(
        [*pip, "--target", str(folder), str(PACKAGE)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def here(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("VOICEGUIDE_VOICES", str(tmp_path / "voices"))
    monkeypatch.setenv("VOICEGUIDE_CONFIG", str(tmp_path / "config"))
    monkeypatch.delenv("VOICEGUIDE_ENGINE")
    monkeypatch.setattr(places, "find_spec", lambda name: object())
    return folder


@pytest.mark.slow
def test_its_voice_is_known_and_speaks_its_language(here: Path) -> None:
    mary = named("mary")
    assert places.find(mary) == tuple(
        here / "voiceguide_mary" / f"en_GB-mary.onnx{end}" for end in ("", ".json")
    )
    assert is_sound(mary)
    chosen = choose(None, "en-GB")
    assert (chosen.engine, chosen.voice) == ("piper", "en_GB-mary")
    assert "voiceguide_mary" not in sys.modules


@pytest.mark.slow
def test_its_voice_is_listed_and_can_be_the_default(here: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(here)}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "voiceguide", "voices", *arguments]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True
        ).stdout

    [row] = [line for line in run("--language", "en-GB").splitlines() if "Mary" in line]
    assert " ".join(row.split()) == "piper en_GB-mary Mary en-GB female 15 bytes yes CC0"
    assert run("install", "mary").startswith("en_GB-mary: already installed in ")
    assert run("default", "mary") == "en_GB-mary: the default voice for en\n"
    assert "it is still installed, from a package" in run("remove", "mary")


@pytest.mark.slow
def test_the_engine_gets_its_files_and_their_digests(here: Path) -> None:
    from voiceguide.speech.engine import EngineSettings
    from voiceguide.speech.engines.piper import PiperEngine

    engine = PiperEngine(EngineSettings(voice="en_GB-mary"), worker=["true"])
    assert f"en_GB-mary {named('mary').files[0].sha256}" in engine.fingerprint()
    assert engine.traits.rates.usual_wpm == 190
    engine.close()


def table(folder: Path, text: str, *, value: str = "voices_made_up", name: str = "x") -> EntryPoint:
    package = folder / "voices_made_up"
    package.mkdir(exist_ok=True)
    (package / "voices.toml").write_text(text, encoding="utf-8")
    return EntryPoint(name, value, packages.GROUP)


FAULTS: Mapping[str, tuple[str, str, str]] = {
    "no TOML": ("[[voices", "voices_made_up", "Expected"),
    "no table": ("", "voices_made_up", "voices.toml lacks 'voices'"),
    "no licence": (SHOWN.replace("licence", "license"), "voices_made_up", "lacks 'licence'"),
    "a path as id": (SHOWN.replace("en_GB-mary", "../mary"), "voices_made_up", "can't have the id"),
    "no digest": (SHOWN.replace('"44136', '"xx'), "voices_made_up", "hexadecimal"),
    "a module inside": (SHOWN, "voices_made_up.inner", "is not the name of a package"),
    "an object": (SHOWN, "voices_made_up:voices", "is not the name of a package"),
    "no package": (SHOWN, "nobody_at_all", "there is no package 'nobody_at_all'"),
    "a module": (SHOWN, "this", "there is no package 'this'"),
    "not a table": ("voices = 3", "voices_made_up", "not iterable"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_bad_package_is_a_note_and_hides_no_other_voice(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, value, said = FAULTS[name]
    monkeypatch.syspath_prepend(str(tmp_path))
    entry = table(tmp_path, text, value=value)
    monkeypatch.setattr(packages, "entry_points", lambda group: [entry])
    found = packages.packaged()
    assert found.voices == ()
    assert len(found.faults) == 1
    assert said in found.faults[0]
    assert len(known()) >= 11


def test_a_package_cannot_replace_a_voice_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    entry = table(tmp_path, SHOWN.replace("en_GB-mary", "en_US-joe-medium"))
    monkeypatch.setattr(packages, "entry_points", lambda group: [entry])
    assert len(packages.packaged().voices) == 1
    assert named("en_US-joe-medium").voice.name == "Joe"


def test_the_docs_show_this_package() -> None:
    docs = (PACKAGE.parents[2] / "docs" / "engines.md").read_text(encoding="utf-8")
    assert f"```toml\n{SHOWN}```" in docs
    project = (PACKAGE / "pyproject.toml").read_text(encoding="utf-8")
    [entry] = [part for part in project.split("\n\n") if packages.GROUP in part]
    assert f"```toml\n{entry}\n```" in docs
