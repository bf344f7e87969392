"""Natural voices by Kokoro: the choice of the voice, and faults of its files and worker."""

import contextlib
import hashlib
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.speech.kokoro import has_kokoro
from tests.speech.test_piper import NOTES, speaking
from voiceguide.errors import EngineCrashed, EngineRefused, EngineSetupError, UnknownNameError
from voiceguide.speech.automatic import choose
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.installed import module
from voiceguide.speech.engines.kokoro import CALM_RATE, KokoroEngine
from voiceguide.speech.voices import places
from voiceguide.speech.voices.known import named, of_engine

MODEL, VOICES = (file for file in named("af_heart").files)


@pytest.fixture
def voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for voices, with files of the right sizes."""
    monkeypatch.setenv(places.VARIABLE, str(tmp_path / "voices"))
    (tmp_path / "voices").mkdir()
    for file in (MODEL, VOICES):
        with (tmp_path / "voices" / file.name).open("wb") as made:
            made.truncate(file.size)
    return tmp_path / "voices"


@contextlib.contextmanager
def opened(body: str = NOTES, **settings: Any) -> Iterator[KokoroEngine]:
    engine = KokoroEngine(EngineSettings(**settings), worker=speaking(body))
    with contextlib.closing(engine):
        yield engine


@pytest.mark.parametrize(
    ("settings", "voice", "language"),
    [
        ({}, "af_heart", "en-us"),
        ({"language": "en-GB"}, "bf_emma", "en-gb"),
        ({"voice": "am_michael"}, "am_michael", "en-us"),
        ({"voice": "George", "language": "fr"}, "bm_george", "en-gb"),
        ({"language": "fr"}, "ff_siwis", "fr-fr"),
        ({"language": "pt-BR"}, "pf_dora", "pt-br"),
        ({"language": "es-MX"}, "ef_dora", "es"),
    ],
)
def test_the_worker_gets_pinned_files_a_voice_and_the_language_of_its_words(
    voices: Path, tmp_path: Path, settings: dict[str, str], voice: str, language: str
) -> None:
    body = 'open(request["file"], "w").write(json.dumps(order)); answer({})'
    with opened(body, **settings) as engine:
        engine.speak("Breathe out.", tmp_path / "a.json")
    files = [[str(voices / file.name), file.sha256] for file in (MODEL, VOICES)]
    assert json_of(tmp_path / "a.json") == {
        "files": files,
        "at_once": 1,
        "threads": 2,
        "settings": {"voice": voice, "language": language},
    }


def test_it_takes_the_sounds_of_the_voice_s_language(voices: Path) -> None:
    pytest.importorskip("kokoro_onnx", reason="needs voiceguide[kokoro]")
    with opened() as engine:
        assert engine.traits.phonemes.issuperset("ɹɑːˈɚʒ")
        assert engine.traits.phonemes.isdisjoint("ʁɒ_ ")


SOUNDED = """
from types import SimpleNamespace
from voiceguide.speech.engines import kokoro_worker as worker
heard = SimpleNamespace(known=lambda phonemes: print(phonemes) or "")
voice = worker._Kokoro(SimpleNamespace(tokenizer=heard), None, worker._phonemizer("en-us"))
voice.sound(SimpleNamespace(text="Now [[ˌɛfləˈɹɑːʒ]], slowly."))
"""


@pytest.mark.slow
def test_sounds_stand_in_a_sentence_as_a_word_would() -> None:
    pytest.importorskip("kokoro_onnx", reason="needs voiceguide[kokoro]")
    # Outside voiceguide's own worker, the phonemizer trips over its folder at the very end.
    done = subprocess.run([sys.executable, "-c", SOUNDED], capture_output=True, check=False)
    assert done.stdout.decode().strip() == "nˈaʊ ˌɛfləˈɹɑːʒ, slˈoʊli."


def json_of(file: Path) -> Any:
    return json.loads(file.read_text())


def test_each_voice_speaks_at_its_own_calm_rate(voices: Path, tmp_path: Path) -> None:
    for voice in map(named, ("af_heart", "am_michael", "bm_fable", "ef_dora")):
        with opened(voice=voice.id) as engine:
            rates = engine.traits.rates
            assert rates.is_calm
            assert rates.usual_wpm == voice.usual_wpm
            assert f", rate {voice.calm_rate or CALM_RATE}, " in engine.fingerprint()
    with opened(voice="bm_fable") as engine:
        engine.speak("Breathe out.", tmp_path / "a.json")
    assert json_of(tmp_path / "a.json")["rate"] == named("bm_fable").calm_rate


def test_english_voices_are_calm_at_one_pace() -> None:
    """At their own speed, some speak one and a half times as fast as others."""
    assert all(voice.usual_wpm for voice in of_engine("kokoro"))
    english = [voice for voice in of_engine("kokoro") if "en" in voice.voice.languages[0]]
    assert len(english) >= 12
    assert {voice.id: voice.usual_wpm for voice in english if not 158 < voice.usual_wpm < 175} == {}


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"voice": "af_hart"}, "unknown voice 'af_hart'; did you mean 'af_heart'"),
        ({"language": "ja"}, "unknown language 'ja'"),
    ],
)
def test_an_unknown_voice_or_language_is_one_clear_error(voices: Path, settings, said) -> None:
    with pytest.raises(UnknownNameError, match=said), opened(**settings):
        pass


def test_a_damaged_file_says_how_to_install_it_again(voices: Path, tmp_path: Path) -> None:
    cure = "x.onnx is damaged; install it again with: voiceguide voices install bf_emma"
    with (
        opened('answer({"damaged": "x.onnx is damaged"})', voice="bf_emma") as engine,
        pytest.raises(EngineSetupError, match=cure),
    ):
        engine.speak("Rest.", tmp_path / "a.wav")


@pytest.mark.parametrize("file", [MODEL, VOICES], ids=["model", "voices"])
@pytest.mark.parametrize("size", [None, 0, 1_000_000])
def test_a_missing_or_truncated_file_says_how_to_install(voices: Path, file, size) -> None:
    (voices / file.name).unlink()
    if size is not None:
        with (voices / file.name).open("wb") as made:
            made.truncate(size)
    with pytest.raises(EngineSetupError, match="install it with: voiceguide voices install af_h"):
        KokoroEngine(EngineSettings(voice="af_heart"), worker=speaking(NOTES))
    with pytest.raises(EngineSetupError, match="no voice for Kokoro is installed; install one "):
        KokoroEngine(EngineSettings(), worker=speaking(NOTES))


def test_where_python_is_too_new_it_says_so(voices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "find_spec", lambda name: None)
    with pytest.raises(EngineSetupError) as before:
        KokoroEngine(EngineSettings())
    assert "get it with: pip install 'voiceguide[kokoro]'" in str(before.value)

    monkeypatch.setattr(sys, "version_info", (3, 14, 1))
    monkeypatch.setattr(platform, "python_version", lambda: "3.14.1")
    limit = "it needs a Python before 3.14, and this is 3.14.1"
    with pytest.raises(EngineSetupError) as after:
        KokoroEngine(EngineSettings())
    assert str(after.value) == f"Kokoro is not installed; {limit}"
    with pytest.raises(EngineSetupError, match=f"af_heart can't be used here: {limit}; take anoth"):
        choose("af_heart", "en")
    assert choose(None, "hi").advice == ""


@has_kokoro
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="chooses the processors to run on")
def test_one_text_has_the_same_bytes_on_one_processor_and_on_two(tmp_path: Path) -> None:
    digests = set()
    for processors in (1, 2):
        few = ["taskset", "--cpu-list", ",".join(map(str, range(processors)))]
        engine = KokoroEngine(EngineSettings(), worker=[*few, *module("kokoro_worker")])
        with contextlib.closing(engine):
            for _ in range(2):
                engine.speak("Soon the shoulders sink.", tmp_path / "a.wav")
                digests.add(hashlib.sha256((tmp_path / "a.wav").read_bytes()).hexdigest())
    assert len(digests) == 1
    with wave.open(str(tmp_path / "a.wav")) as sound:
        assert 1.0 < sound.getnframes() / sound.getframerate() < 4.0


@has_kokoro
@pytest.mark.slow
def test_a_text_without_words_is_refused_and_foreign_words_are_spoken(tmp_path: Path) -> None:
    with contextlib.closing(KokoroEngine(EngineSettings())) as engine:
        with pytest.raises(EngineRefused, match="nothing that the voice can say"):
            engine.speak("… !?", tmp_path / "a.wav")
        engine.speak("呼吸", tmp_path / "a.wav")


@has_kokoro
@pytest.mark.slow
@pytest.mark.parametrize("spoilt", [MODEL, VOICES], ids=["model", "voices"])
def test_a_file_with_other_bytes_is_never_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoilt
) -> None:
    good = dict(zip((MODEL.name, VOICES.name), places.find(named("af_heart")), strict=True))
    for name, path in good.items():
        (tmp_path / name).symlink_to(path)
    (tmp_path / spoilt.name).unlink()
    with (tmp_path / spoilt.name).open("wb") as made:
        made.truncate(spoilt.size)
    monkeypatch.setenv(places.VARIABLE, str(tmp_path))
    engine = KokoroEngine(EngineSettings())
    damaged = pytest.raises(EngineSetupError, match=f"{spoilt.name} is damaged: its SHA-256")
    with contextlib.closing(engine), damaged:
        engine.speak("Rest.", tmp_path / "a.wav")


@has_kokoro
@pytest.mark.slow
def test_a_worker_that_is_killed_in_the_middle_of_a_sentence_is_replaced(tmp_path: Path) -> None:
    before = set(Path(tempfile.gettempdir()).iterdir())
    with contextlib.closing(KokoroEngine(EngineSettings())) as engine:
        engine.speak("Rest.", tmp_path / "a.wav")
        process = engine._worker._process

        def kill() -> None:
            time.sleep(0.3)
            os.killpg(process.pid, signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        with pytest.raises(EngineCrashed, match="was ended by SIGKILL"):
            engine.speak("Place both palms on the lower back and wait. " * 5, tmp_path / "b.wav")
        killer.join()
        assert not (tmp_path / "b.wav").exists()
        engine.speak("Rest.", tmp_path / "b.wav")
    assert (tmp_path / "b.wav").read_bytes() == (tmp_path / "a.wav").read_bytes()
    left = [path for path in set(Path(tempfile.gettempdir()).iterdir()) - before if path.is_dir()]
    assert not [path for path in left if list(path.glob("*espeak*"))]
