"""Natural voices by Piper, a neural engine that runs on the processor, in a worker process.

The model is loaded once, and two threads work on each text: two processes with a thread each would
be no faster and take twice the memory.
"""

import contextlib
import importlib.util
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voiceguide.errors import (
    EngineCrashed,
    EngineRefused,
    EngineSetupError,
    UnknownNameError,
)
from voiceguide.files.stamp import stamp
from voiceguide.speech.engine import EngineSettings, Rates, Traits, Voice
from voiceguide.speech.engines.checks import check_rate, check_text, check_volume
from voiceguide.speech.engines.espeak_sounds import sounds_of
from voiceguide.speech.engines.installed import program, version_of
from voiceguide.speech.engines.process import how_it_ended
from voiceguide.speech.engines.voice_choice import Catalogue, choose_voice
from voiceguide.speech.engines.worker import Worker
from voiceguide.speech.options import Option
from voiceguide.speech.voices import places
from voiceguide.speech.voices.catalogue import NaturalVoice
from voiceguide.speech.voices.known import of_engine

CALM_RATE = 70
"""Percent of the voice's own speed. Slower, words are misheard: at 65, "partner" becomes "parker".
Calm comes from the pauses between sentences instead."""

THREADS = 2
"""The same on every machine, because the last bits of the sound depend on it. More are of little
use for sounds of a few seconds."""

LONGEST_TEXT = 600
"""Characters, about half a minute; memory grows by 24 MB with each second of sound."""

INSTALL = "pip install 'voiceguide[natural]'"

_LOAD_S = 60.0


def default_deadline_s(text: str) -> float:
    """Returns seconds: twenty times what a slow machine needs to load the model and speak."""
    return _LOAD_S + len(text)


@dataclass(frozen=True, slots=True)
class _Model:
    """The files of a voice; an empty digest is not compared. `key` tells it from other voices."""

    model: Path
    model_sha256: str
    config: Path
    config_sha256: str
    key: str
    usual_wpm: float | None = None


class PiperEngine:
    """Speaks with Piper; the rate is in percent of the voice's own speed.

    `worker` is the command that starts the worker process, to which the files are appended.
    """

    name = "piper"
    silent = False
    options = (
        Option(name="model", help="A voice's .onnx file, with its .onnx.json file beside it"),
        Option(name="speaker", help="Name or number of the speaker, if a model has several"),
        Option(
            name="threads",
            help="Threads that speak; another number may change the last bits of the sound",
            default=str(THREADS),
        ),
    )

    def __init__(
        self,
        settings: EngineSettings,
        *,
        worker: Sequence[str] | None = None,
        deadline_s: Callable[[str], float] = default_deadline_s,
    ) -> None:
        if worker is None and importlib.util.find_spec("piper") is None:
            raise EngineSetupError(f"Piper is not installed; install it with: {INSTALL}")
        self._settings = settings
        self._model = _chosen(settings)
        self._rates = Rates(
            least=50, most=200, usual=CALM_RATE, usual_wpm=self._model.usual_wpm, is_calm=True
        )
        self.traits = Traits(
            cut="sentences", at_once=1, rates=self._rates, phonemes=_phonemes(self._model.config)
        )
        self.set_rate(settings.rate)
        check_volume(settings.volume)
        self._deadline_s = deadline_s
        self._worker = Worker(
            [*(worker or program("piper_worker.py")), *self._arguments()], lasting=True
        )
        self._loading = threading.Lock()
        self._speaker: int | None = None
        self._is_loaded = False

    def start(self) -> None:
        """Loads the model in the background; a failure shows at the first text."""

        def load() -> None:
            with contextlib.suppress(Exception):
                self._load()

        threading.Thread(target=load, daemon=True).start()

    def set_rate(self, rate: int | None) -> None:
        """Speaks at another rate from the next text on; None is the calm rate."""
        chosen = CALM_RATE if rate is None else rate
        check_rate(chosen, self._rates)
        self._rate = chosen

    def fingerprint(self) -> str:
        """Returns the libraries, the voice's bytes and the settings."""
        libraries = ", ".join(f"{name} {version_of(name)}" for name in ("piper-tts", "onnxruntime"))
        speaker = self._settings.options.get("speaker", "")
        threads = _threads(self._settings.options.get("threads"))
        manner = f"rate {self._rate}, volume {self._settings.volume:g}, speaker {speaker}"
        return f"{libraries}, {self._model.key}, {threads} threads, {manner}"

    def voices(self) -> Sequence[Voice]:
        """Returns the installed voices that are known by name."""
        return [known.voice for known in self.installed()]

    @classmethod
    def installed(cls) -> tuple[NaturalVoice, ...]:
        """Returns the known voices whose files are on this machine."""
        return tuple(known for known in of_engine(cls.name) if places.find(known))

    def expect(self, texts: Sequence[str]) -> None:
        """Begins to speak the texts that will be asked for, in this order."""
        self._load()
        self._ask({"expect": list(texts), **self._manner()}, self._deadline_s(""))

    def speak(self, text: str, target: Path) -> None:
        """Speaks `text` into `target`, a WAV file."""
        check_text(text, longest=LONGEST_TEXT)
        self._load()
        request = {"text": text, "file": str(target.absolute()), **self._manner()}
        answer = self._ask(request, self._deadline_s(text))
        if "silent" in answer:
            raise EngineRefused("there is nothing in it that the voice could say")

    def close(self) -> None:
        """Ends the worker process; no text can be spoken afterwards."""
        self._worker.close()

    def _arguments(self) -> list[str]:
        files = self._model
        return [
            str(files.model),
            files.model_sha256 or "-",
            str(files.config),
            files.config_sha256 or "-",
            str(_threads(self._settings.options.get("threads"))),
        ]

    def _manner(self) -> dict[str, object]:
        return {"rate": self._rate, "volume": self._settings.volume, "speaker": self._speaker}

    def _load(self) -> None:
        """Waits until the model is loaded, and finds the speaker's number."""
        with self._loading:
            if not self._is_loaded:
                answer = self._ask({}, self._deadline_s(""))
                self._speaker = _speaker(self._settings.options.get("speaker"), answer)
                self._is_loaded = True

    def _ask(self, request: Mapping[str, object], deadline_s: float) -> dict[str, Any]:
        answer = self._worker.ask(request, deadline_s=deadline_s)
        if "missing" in answer:
            raise EngineSetupError(f"Piper can't work: {answer['missing']}; try: {INSTALL}")
        if "unusable" in answer:
            raise EngineSetupError(f"the voice can't be used: {answer['unusable']}")
        if "crashed" in answer:
            raise EngineCrashed(f"Piper failed: {answer['crashed']}")
        if "ended" in answer:
            raise EngineCrashed(f"Piper {how_it_ended(answer['ended'])}")
        return answer


def _chosen(settings: EngineSettings) -> _Model:
    """Returns the files of the voice that the settings ask for."""
    if path := settings.options.get("model"):
        if settings.voice is not None:
            raise EngineSetupError("give a voice or the option model, not both")
        return _own(Path(path).expanduser().absolute())
    known = {voice.id: voice for voice in of_engine(PiperEngine.name)}
    installed = PiperEngine.installed()
    if settings.voice in known and known[settings.voice] not in installed:
        raise EngineSetupError(
            f"the voice {settings.voice} is not installed; install it with: "
            f"voiceguide voices install {settings.voice}"
        )
    if not installed:
        raise EngineSetupError(f"no voice for Piper is installed; install one with: {INSTALL}")
    voices = Catalogue(voices=tuple(voice.voice for voice in installed))
    return _pinned(known[choose_voice(voices, settings.voice, settings.language)])


def _pinned(voice: NaturalVoice) -> _Model:
    found = places.find(voice)
    if found is None or len(found) != 2:
        raise EngineSetupError(f"the files of the voice {voice.id} are gone; install it again")
    model, config = voice.files
    return _Model(
        model=found[0],
        model_sha256=model.sha256,
        config=found[1],
        config_sha256=config.sha256,
        key=f"{voice.id} {model.sha256} {config.sha256}",
        usual_wpm=voice.usual_wpm,
    )


def _own(model: Path) -> _Model:
    config = model.with_name(f"{model.name}.json")
    try:
        key = f"{stamp(model)}, {stamp(config)}"
    except OSError as error:
        raise EngineSetupError(f"{error.filename} can't be read: {error.strerror}") from error
    return _Model(model=model, model_sha256="", config=config, config_sha256="", key=key)


def _phonemes(config: Path) -> frozenset[str]:
    """Returns the signs of the IPA that a voice can say; none if its model takes no phonemes.

    A file that can't be read is reported when it is loaded.
    """
    try:
        read = json.loads(config.read_bytes())
        if read.get("phoneme_type", "espeak") != "espeak":
            return frozenset()
        return sounds_of(read["espeak"]["voice"], read["phoneme_id_map"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return frozenset()


def _speaker(wanted: str | None, answer: Mapping[str, Any]) -> int | None:
    """Returns the number of the speaker, or None for the model's own choice."""
    if wanted is None:
        return None
    names: Mapping[str, int] = answer["speakers"]
    if wanted in names:
        return names[wanted]
    if wanted.isdecimal() and int(wanted) < answer["count"]:
        return int(wanted)
    raise UnknownNameError("speaker", wanted, names or [str(n) for n in range(answer["count"])])


def _threads(wanted: str | None) -> int:
    """Returns how many threads speak. Raises EngineSetupError."""
    if wanted is None:
        return THREADS
    if not wanted.isdecimal() or not 1 <= int(wanted) <= 256:
        raise EngineSetupError(f"the option threads={wanted} is not a number, such as 2")
    return int(wanted)
