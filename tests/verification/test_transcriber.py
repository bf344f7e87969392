"""Which recogniser writes down the words, and what to do if there is none.

The recognisers' libraries are doubles here: they and their models are large, and optional.
"""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from voiceguide.errors import AudioError, EngineSetupError, FetchError, UnknownNameError
from voiceguide.progress import Progress, Stage
from voiceguide.verification import transcriber as choice
from voiceguide.verification.transcribers import faster_whisper, library, whisper_cpp

SECOND = bytes(32_000)


class Whisper:
    """Stands for both libraries' loaded models."""

    model = SimpleNamespace(is_multilingual=True)

    def __init__(self, path: str, redirect_whispercpp_logs_to: str = "", **_: Any) -> None:
        self.path = path
        if Path(path).name == "ggml-cut.bin":
            log = Path(redirect_whispercpp_logs_to)
            log.write_text("whisper_init: failed to load model\n", encoding="utf-8")

    def transcribe(self, sound: Any, **_: Any) -> Any:
        if len(sound) < 100:
            raise RuntimeError("too short")
        segments = [SimpleNamespace(text=" Lie down."), SimpleNamespace(text=" Rest. ")]
        return (iter(segments), None) if Path(self.path).is_dir() else segments


@pytest.fixture
def installed(monkeypatch, tmp_path) -> set[str]:
    """The modules that are installed; none at first."""
    modules: set[str] = set()
    monkeypatch.setattr(choice, "find_spec", lambda name: name if name in modules else None)
    return modules


@pytest.fixture
def hub(monkeypatch, tmp_path) -> SimpleNamespace:
    """The models that the libraries keep: `kept`, and those that can be fetched: `offered`."""
    shop = SimpleNamespace(kept={}, offered={}, asked=[], folder=tmp_path / "cpp")

    def download_model(name: str, *, local_files_only: bool = False) -> str:
        if name in shop.kept:
            return str(shop.kept[name])
        if local_files_only:
            raise FileNotFoundError(name)
        shop.asked.append(name)
        if name not in shop.offered:
            raise ConnectionError("no route to host")
        return str(shop.offered[name])

    modules = {
        "faster_whisper": SimpleNamespace(WhisperModel=Whisper),
        "faster_whisper.utils": SimpleNamespace(
            download_model=download_model, _MODELS={"base": "Systran/faster-whisper-base"}
        ),
        "pywhispercpp.model": SimpleNamespace(Model=Whisper),
        "pywhispercpp.constants": SimpleNamespace(MODELS_DIR=shop.folder),
    }
    for adapter in (faster_whisper, whisper_cpp):
        monkeypatch.setattr(adapter, "imported", modules.__getitem__)
    return shop


@pytest.fixture
def folder(tmp_path) -> Path:
    """A model for faster-whisper."""
    (tmp_path / "tiny").mkdir()
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / "tiny" / name).write_bytes(b"x")
    return tmp_path / "tiny"


def ggml(file: Path) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"lmgg and more")
    return file


def test_without_a_recogniser_the_message_says_what_to_install(installed, hub):
    with pytest.raises(EngineSetupError, match=r"pip install 'voiceguide\[recognise\]'"):
        choice.transcriber()
    assert hub.asked == []


@pytest.mark.parametrize("module", ["faster_whisper", "pywhispercpp"])
def test_a_missing_model_is_not_fetched_unasked(installed, hub, module):
    installed.add(module)
    with pytest.raises(EngineSetupError, match=r"base is not on this machine.*145 MB from https:"):
        choice.transcriber()
    assert hub.asked == []


def test_a_missing_model_is_fetched_if_asked_for(installed, hub, folder):
    installed.add("faster_whisper")
    hub.offered["base"] = folder
    stages: list[Progress] = []
    found = choice.transcriber("base", download=True, on_progress=stages.append)
    assert found.name == "faster-whisper base"
    assert hub.asked == ["base"]
    assert [(each.stage, each.share) for each in stages] == [(Stage.FETCH, 0), (Stage.FETCH, 1)]


def test_a_model_that_was_fetched_in_part_is_not_used(installed, hub, folder, tmp_path):
    installed.add("faster_whisper")
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "config.json").write_bytes(b"x")
    hub.kept["base"] = tmp_path / "part"
    with pytest.raises(EngineSetupError, match="base is not on this machine"):
        choice.transcriber()


def test_a_model_that_cannot_be_fetched_is_an_error_with_its_home(installed, hub):
    installed.add("faster_whisper")
    with pytest.raises(FetchError, match=r"huggingface\.co/Systran/faster-whisper-base: no route"):
        choice.transcriber("base", download=True)


def test_a_kept_model_is_used_by_its_name(installed, hub, folder):
    installed.add("faster_whisper")
    hub.kept["small"] = folder
    assert choice.transcriber("small", download=True).name == "faster-whisper small"
    assert hub.asked == []


def test_a_model_of_the_other_recogniser_is_used_too(installed, hub):
    installed |= {"faster_whisper", "pywhispercpp"}
    ggml(hub.folder / "ggml-base.bin")
    assert choice.transcriber().name == "whisper.cpp base"


def test_a_folder_or_a_file_chooses_the_recogniser(installed, hub, folder, tmp_path):
    installed |= {"faster_whisper", "pywhispercpp"}
    for model in (folder, ggml(tmp_path / "ggml-tiny.bin")):
        found = choice.transcriber(model)
        assert found.transcribe(SECOND, "en") == "Lie down. Rest."
        with pytest.raises(AudioError, match="too short"):
            found.transcribe(b"\0\0", "en")


def test_a_path_needs_its_own_recogniser(installed, hub, folder, tmp_path):
    installed.add("pywhispercpp")
    with pytest.raises(
        EngineSetupError, match=r"faster-whisper, which is not installed.*recognise"
    ):
        choice.transcriber(folder)
    installed.clear()
    with pytest.raises(EngineSetupError, match="pip install pywhispercpp"):
        choice.transcriber(ggml(tmp_path / "ggml-tiny.bin"))


def test_a_folder_that_happens_to_have_a_models_name_is_not_taken_for_it(
    installed, hub, folder, tmp_path, monkeypatch
):
    installed.add("faster_whisper")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(EngineSetupError, match="tiny is not on this machine"):
        choice.transcriber("tiny")
    assert choice.transcriber("./tiny").name == "faster-whisper tiny"


def test_a_folder_without_its_tokenizer_is_refused_before_one_is_fetched(installed, hub, folder):
    installed.add("faster_whisper")
    (folder / "tokenizer.json").unlink()
    with pytest.raises(EngineSetupError, match=r"it has no tokenizer\.json"):
        choice.transcriber(folder)


def test_another_file_is_no_model(installed, hub, tmp_path):
    installed.add("pywhispercpp")
    (tmp_path / "song.mp3").write_bytes(b"ID3")
    with pytest.raises(EngineSetupError, match=r"song\.mp3: this is not a model for whisper\.cpp"):
        choice.transcriber(tmp_path / "song.mp3")


def test_a_file_that_breaks_off_is_refused_before_the_library_crashes(installed, hub, tmp_path):
    installed.add("pywhispercpp")
    with pytest.raises(EngineSetupError, match=r"ggml-cut\.bin: .* it is damaged"):
        choice.transcriber(ggml(tmp_path / "ggml-cut.bin"))


def test_a_library_that_cannot_be_loaded_is_one_clear_error(installed, monkeypatch):
    def broken(name: str) -> None:
        raise ImportError("libgomp.so.1: cannot open shared object file")

    installed.add("faster_whisper")
    monkeypatch.setattr(library, "import_module", broken)
    with pytest.raises(EngineSetupError, match=r"faster_whisper is installed, but .*libgomp"):
        choice.transcriber()


def test_an_unknown_name_offers_the_nearest(installed, hub):
    with pytest.raises(UnknownNameError, match=r"did you mean 'base'\? There is no folder or file"):
        choice.transcriber("bsae")
