"""Natural voices by Piper: the choice of the voice, and faults of its files and worker."""

import contextlib
import hashlib
import importlib.util
import json
import os
import re
import signal
import sys
import wave
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from voiceguide.errors import (
    EngineCrashed,
    EngineRefused,
    EngineSetupError,
    EngineTimeout,
    UnknownNameError,
)
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.installed import module
from voiceguide.speech.engines.piper import PiperEngine
from voiceguide.speech.voices import catalogue as catalogue_module
from voiceguide.speech.voices import places
from voiceguide.speech.voices.catalogue import catalogue

FAKE = """
import json, sys, wave
order = json.loads(sys.argv[1])
def answer(message):
    print(json.dumps(message), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    if "text" not in request:
        answer({"speakers": {"anna": 0, "ben": 1}, "count": 2})
        continue
    %s
"""

Make = Callable[..., PiperEngine]


def speaking(body: str) -> tuple[str, ...]:
    """Returns the command of a worker that carries out `body` for each text."""
    return (sys.executable, "-S", "-E", "-c", FAKE % body)


NOTES = 'open(request["file"], "w").write(json.dumps(request)); answer({})'


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model and its config, of a few bytes."""
    model = tmp_path / "own.onnx"
    model.write_bytes(b"model")
    model.with_name("own.onnx.json").write_text("{}")
    return model


@pytest.fixture
def make(model: Path) -> Iterator[Make]:
    with contextlib.ExitStack() as engines:

        def made(
            body: str = NOTES,
            *,
            deadline_s: float = 30.0,
            options: Mapping[str, str] | None = None,
            **settings: Any,
        ) -> PiperEngine:
            chosen = EngineSettings(options={"model": str(model), **(options or {})}, **settings)
            engine = PiperEngine(chosen, worker=speaking(body), deadline_s=lambda text: deadline_s)
            return engines.enter_context(contextlib.closing(engine))

        yield made


def asked(engine: PiperEngine, target: Path) -> dict[str, object]:
    """Returns the request that reaches the worker."""
    engine.speak("Breathe out.", target)
    found: dict[str, object] = json.loads(target.read_text())
    return found


def test_a_text_reaches_the_worker_with_the_calm_rate(make: Make, tmp_path: Path) -> None:
    request = asked(make(volume=0.5), tmp_path / "a.wav")
    assert (request["text"], request["rate"], request["volume"]) == ("Breathe out.", 70, 0.5)
    assert request["speaker"] is None


@pytest.mark.parametrize(("given", "number"), [("ben", 1), ("0", 0), ("1", 1)])
def test_a_speaker_has_a_name_or_a_number(
    given: str, number: int, make: Make, tmp_path: Path
) -> None:
    assert asked(make(options={"speaker": given}), tmp_path / "a.wav")["speaker"] == number


def test_an_unknown_speaker_is_refused_with_the_names(make: Make, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="speaker 'bem'; did you mean 'ben'"):
        make(options={"speaker": "bem"}).speak("Rest.", tmp_path / "a.wav")


@pytest.mark.parametrize(
    ("body", "error", "said"),
    [
        ('answer({"silent": True})', EngineRefused, "nothing that the voice can say"),
        ('answer({"crashed": "RuntimeError: x"})', EngineCrashed, "Piper failed: RuntimeError: x"),
        ('answer({"unusable": "it is damaged"})', EngineSetupError, "can't be used: it is damaged"),
        (
            'answer({"missing": "No module"})',
            EngineSetupError,
            "No module; get it with: pip install",
        ),
        ("sys.exit(3)", EngineCrashed, "exit code 3"),
        ("print('chatter', flush=True)", EngineCrashed, "unreadable answer"),
    ],
)
def test_a_failure_of_the_worker_is_one_clear_error(
    body: str, error: type[Exception], said: str, make: Make, tmp_path: Path
) -> None:
    with pytest.raises(error, match=said):
        make(body).speak("Rest.", tmp_path / "a.wav")


def test_a_worker_that_hangs_is_stopped(make: Make, tmp_path: Path) -> None:
    with pytest.raises(EngineTimeout, match=r"no answer within 0\.3 s"):
        make("import time; time.sleep(60)", deadline_s=0.3).speak("Rest.", tmp_path / "a.wav")


def test_after_a_crash_the_next_text_is_spoken_by_a_new_worker(make: Make, tmp_path: Path) -> None:
    crash_once = f"""
    import os
    if not os.path.exists({str(tmp_path / "once")!r}):
        open({str(tmp_path / "once")!r}, "w")
        os.abort()
    {NOTES}"""
    engine = make(crash_once)
    with pytest.raises(EngineCrashed, match="SIGABRT"):
        engine.speak("Rest.", tmp_path / "a.wav")
    assert asked(engine, tmp_path / "a.wav")["text"] == "Breathe out."


@pytest.mark.parametrize("missing", ["own.onnx", "own.onnx.json"])
def test_a_model_without_one_of_its_files_is_refused(missing: str, make: Make, model: Path) -> None:
    model.with_name(missing).unlink()
    with pytest.raises(EngineSetupError, match=f"{missing} can't be read: No such file"):
        make()


def test_a_changed_model_is_another_voice(make: Make, model: Path) -> None:
    before = make().fingerprint()
    assert make().fingerprint() == before
    model.write_bytes(b"other bytes")
    assert make().fingerprint() != before


def test_a_voice_and_a_model_together_are_refused(make: Make) -> None:
    with pytest.raises(EngineSetupError, match="a voice or the option model, not both"):
        make(voice="en_US-joe-medium")


@pytest.mark.parametrize("given", ["0", "-1", "many", "1.5", "9999"])
def test_a_number_of_threads_is_a_number(given: str, make: Make) -> None:
    with pytest.raises(EngineSetupError, match=f"threads={given} is not a number"):
        make(options={"threads": given})


def test_each_thread_speaks_a_text_and_the_sound_is_the_same(make: Make, tmp_path: Path) -> None:
    note = 'open(request["file"], "w").write(json.dumps(order)); answer({})'
    for count in (1, 3):
        engine = make(note, options={"threads": f"{count}"})
        order = asked(engine, tmp_path / "a.json")
        assert (order["threads"], order["at_once"]) == (1, count)
        assert engine.fingerprint() == make().fingerprint()


@pytest.fixture
def voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for voices, empty; no package carries one."""
    monkeypatch.setenv(places.VARIABLE, str(tmp_path / "voices"))
    monkeypatch.setattr(places, "_packaged", lambda name, packages: ())
    (tmp_path / "voices").mkdir()
    return tmp_path / "voices"


def put(folder: Path, voice_id: str, *, change: int = 0) -> None:
    """Puts files of the right sizes, or a byte too many, into the folder for voices."""
    voice = next(known for known in catalogue() if known.id == voice_id)
    for file in voice.files:
        with (folder / file.name).open("wb") as made:
            made.truncate((file.size or 5) + change)


def opened(**settings: Any) -> PiperEngine:
    return PiperEngine(EngineSettings(**settings), worker=speaking(NOTES))


def test_without_any_voice_it_says_how_to_get_one(voices: Path) -> None:
    with pytest.raises(EngineSetupError, match=r"install one with: pip install 'voiceguide\[nat"):
        opened()


def test_a_known_voice_that_is_missing_says_how_to_install_it(voices: Path) -> None:
    put(voices, "en_US-kristin-medium")
    with pytest.raises(EngineSetupError, match="voiceguide voices install en_GB-alba-medium"):
        opened(voice="en_GB-alba-medium")


def test_a_truncated_file_is_not_an_installed_voice(voices: Path) -> None:
    put(voices, "en_US-kristin-medium", change=-1)
    with pytest.raises(EngineSetupError, match="no voice for Piper is installed"):
        opened()


def test_the_language_chooses_among_the_installed_voices(voices: Path) -> None:
    for voice in ("en_US-kristin-medium", "de_DE-thorsten-medium", "en_GB-alba-medium"):
        put(voices, voice)
    for language, voice in (("de", "thorsten"), ("en-GB", "alba"), ("en", "kristin")):
        assert voice in opened(language=language).fingerprint()
    with pytest.raises(UnknownNameError, match="language 'it'"):
        opened(language="it")
    assert [voice.name for voice in opened().voices()] == ["Kristin", "Alba", "Thorsten"]


def test_every_file_in_the_catalogue_is_pinned_at_an_address_with_a_version() -> None:
    catalogue_module.catalogue.cache_clear()
    assert len({voice.id for voice in catalogue()}) == len(catalogue()) >= 11
    for voice in catalogue():
        assert voice.licence
        for file in voice.files:
            assert len(bytes.fromhex(file.sha256)) == 32
            assert file.url().startswith("https://")
            assert file.url().endswith(file.name)
            pinned = file.url().split("/")
            assert any(len(part) == 40 or re.fullmatch(r".*-v\d+\.\d+", part) for part in pinned)


def test_no_two_voices_in_the_catalogue_have_one_name() -> None:
    names = [name.casefold() for voice in catalogue() for name in (voice.id, voice.voice.name)]
    assert len(set(names)) == len(names)


has_piper = pytest.mark.skipif(
    importlib.util.find_spec("piper") is None or not PiperEngine.installed(),
    reason="no natural voice is installed: pip install 'voiceguide[natural]'",
)


@has_piper
@pytest.mark.parametrize(
    ("config", "takes", "lacks"),
    [
        ({"espeak": {"voice": "en-us"}}, "ɹɑːˈɚʒ", "ʁ_^ 3ɒ."),
        ({"espeak": {"voice": "en-gb-x-rp"}}, "ɹɑːˈɒʒ", "ʁɚ"),
        ({"espeak": {"voice": "xx"}}, "ɹɑːˈɚʒʁɒ", "_^ 3."),
        ({"espeak": {"voice": "en-us"}, "phoneme_type": "text"}, "", "ɹɑːˈ"),
    ],
)
def test_a_voice_takes_the_sounds_that_its_language_has(
    config: dict[str, object], takes: str, lacks: str, make: Make, model: Path
) -> None:
    symbols = {key: [1] for key in "_^ .3ɹɑːˈɚʒʁɒ"}
    config_file = model.with_name("own.onnx.json")
    config_file.write_text(json.dumps({"phoneme_id_map": symbols, **config}))
    known = make().traits.phonemes
    assert known.issuperset(takes)
    assert known.isdisjoint(lacks)


@pytest.mark.parametrize("config", ["", "[]", "{}", '{"espeak": 3, "phoneme_id_map": {}}'])
def test_a_config_that_can_t_be_read_names_no_sounds(config: str, make: Make, model: Path) -> None:
    model.with_name("own.onnx.json").write_text(config)
    assert make().traits.phonemes == frozenset()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="chooses the processors to run on")
def test_one_text_has_the_same_bytes_on_one_processor_and_on_two(tmp_path: Path) -> None:
    digests = set()
    for processors in (1, 2):
        few = ["taskset", "--cpu-list", ",".join(map(str, range(processors)))]
        worker = [*few, *module("piper_worker")]
        with contextlib.closing(PiperEngine(EngineSettings(), worker=worker)) as engine:
            for _ in range(2):
                engine.speak("Soon the shoulders sink.", tmp_path / "a.wav")
                digests.add(hashlib.sha256((tmp_path / "a.wav").read_bytes()).hexdigest())
    assert len(digests) == 1
    with wave.open(str(tmp_path / "a.wav")) as sound:
        assert 1.0 < sound.getnframes() / sound.getframerate() < 4.0


@has_piper
@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ({"model": b""}, "the model can't be loaded"),
        ({"model": b"no ONNX at all"}, "the model can't be loaded"),
        ({"config": b"{}"}, "the model can't be loaded: KeyError"),
        ({"config": b"no JSON"}, "the model can't be loaded"),
    ],
)
def test_a_file_that_is_no_model_is_one_clear_error(
    spoilt: Mapping[str, bytes], said: str, tmp_path: Path
) -> None:
    files = places.find(PiperEngine.installed()[0])
    assert files is not None
    for name, file in zip(("model", "config"), files, strict=True):
        target = tmp_path / ("a.onnx" if name == "model" else "a.onnx.json")
        target.write_bytes(spoilt.get(name, file.read_bytes()))
    engine = PiperEngine(EngineSettings(options={"model": str(tmp_path / "a.onnx")}))
    with contextlib.closing(engine), pytest.raises(EngineSetupError, match=said):
        engine.speak("Rest.", tmp_path / "a.wav")


@has_piper
@pytest.mark.slow
def test_a_file_with_other_bytes_is_never_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = PiperEngine.installed()[0]
    monkeypatch.setenv(places.VARIABLE, str(tmp_path))
    put(tmp_path, voice.id)
    engine = PiperEngine(EngineSettings(voice=voice.id))
    with contextlib.closing(engine), pytest.raises(EngineSetupError, match="is damaged: its SHA"):
        engine.speak("Rest.", tmp_path / "a.wav")


@has_piper
@pytest.mark.slow
def test_a_worker_that_is_killed_between_two_sentences_is_replaced(tmp_path: Path) -> None:
    engine = PiperEngine(EngineSettings())
    with contextlib.closing(engine):
        engine.speak("Rest.", tmp_path / "a.wav")
        process = engine._worker._process
        assert process is not None
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        with pytest.raises(EngineCrashed, match="SIGKILL"):
            engine.speak("Rest.", tmp_path / "a.wav")
        engine.speak("Rest.", tmp_path / "b.wav")
    assert (tmp_path / "b.wav").read_bytes() == (tmp_path / "a.wav").read_bytes()
