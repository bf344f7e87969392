"""The common part of the engines of natural voices: a neural model in a worker process.

The model is loaded once, for all threads. One process per thread would multiply the memory.
"""

import contextlib
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from json import dumps
from pathlib import Path
from typing import Any

from voiceguide.errors import EngineCrashed, EngineRefused, EngineSetupError
from voiceguide.speech.engine import EngineSettings, Rates, Traits, Voice
from voiceguide.speech.engines.checks import check_rate, check_text, check_volume
from voiceguide.speech.engines.installed import module, version_of
from voiceguide.speech.engines.process import how_it_ended
from voiceguide.speech.engines.voice_choice import Catalogue, choose_voice
from voiceguide.speech.engines.worker import Worker
from voiceguide.speech.options import Option
from voiceguide.speech.voices import places
from voiceguide.speech.voices.catalogue import NaturalVoice
from voiceguide.speech.voices.known import of_engine

THREADS = 2
"""The number of threads for an engine whose threads work on the same text. It is the same on every
machine, because the last bits of the sound depend on it. More threads help little with sounds of a
few seconds."""

THREADS_OPTION = Option(
    name="threads",
    help="Number of threads; changing it may change the last bits of the sound",
    default=str(THREADS),
)

MOST_AT_ONCE = 4
"""The most texts that are spoken at once, on a machine with that many cores; each takes memory."""

LONGEST_TEXT = 600
"""In characters: about half a minute. Memory grows with each second of sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a worker loads: the paths of a voice's files, each with its SHA-256, and `settings`.

    An empty digest is not compared. `key` identifies the voice. At `calm_rate`, in percent of its
    own speed, it speaks `usual_wpm` words per minute, if that is known.
    """

    files: tuple[tuple[Path, str], ...]
    key: str
    calm_rate: int
    usual_wpm: float | None = None
    settings: Mapping[str, str]


class NaturalEngine:
    """Speaks with a neural model; the rate is in percent of the voice's own speed.

    `worker` is the command that starts the worker process, in place of the engine's own; it gets
    the order as its last argument.
    """

    name: str
    title: str
    """Its name in messages."""

    packages: tuple[str, ...]
    """The packages on whose versions the sound depends."""

    program: str
    """The module in this folder that runs in the worker process."""

    calm_rate: int
    """Percent of a voice's own speed, for a voice whose calm rate is not known."""

    first_voice: str
    """The command that installs a voice."""

    texts_at_once = False
    """Whether each thread speaks its own text, with as many threads as cores; the sound doesn't
    depend on the number. Otherwise, all threads work on one text."""

    silent = False

    def __init__(
        self,
        settings: EngineSettings,
        order: Order,
        *,
        worker: Sequence[str] | None,
        deadline_s: Callable[[str], float],
    ) -> None:
        self._settings = settings
        self._order = order
        self._rates = Rates(
            least=50, most=200, usual=order.calm_rate, usual_wpm=order.usual_wpm, is_calm=True
        )
        self.traits = Traits(
            cut="sentences", at_once=1, rates=self._rates, phonemes=self.phonemes_of(order)
        )
        self.set_rate(settings.rate)
        check_volume(settings.volume)
        threads = _threads(settings.options.get(THREADS_OPTION.name))
        if self.texts_at_once:
            self._threads, self._at_once = 1, threads or min(_cores(), MOST_AT_ONCE)
        else:
            self._threads, self._at_once = threads or THREADS, 1
        self._deadline_s = deadline_s
        self._worker = Worker([*(worker or module(self.program)), self._arguments()], lasting=True)
        self._loading = threading.Lock()
        self._is_loaded = False
        self._speaker: int | None = None

    def phonemes_of(self, order: Order) -> frozenset[str]:  # noqa: ARG002 (for engines that take some)
        """Returns the IPA symbols that the voice can say in place of words; by default, none."""
        return frozenset()

    def start(self) -> None:
        """Loads the model in the background; the first text raises any failure."""

        def load() -> None:
            with contextlib.suppress(Exception):
                self._load()

        threading.Thread(target=load, daemon=True).start()

    def set_rate(self, rate: int | None) -> None:
        """Speaks at another rate from the next text on; None is the calm rate."""
        chosen = self._rates.usual if rate is None else rate
        check_rate(chosen, self._rates)
        self._rate = chosen

    def fingerprint(self) -> str:
        """Returns the libraries, the voice's bytes and the settings."""
        libraries = ", ".join(f"{name} {version_of(name)}" for name in self.packages)
        speaker = self._settings.options.get("speaker", "")
        manner = f"rate {self._rate}, volume {self._settings.volume:g}, speaker {speaker}"
        return f"{libraries}, {self._order.key}, {self._threads} threads, {manner}"

    def voices(self) -> Sequence[Voice]:
        """Returns the known voices that are installed."""
        return [known.voice for known in self.installed()]

    @classmethod
    def installed(cls) -> tuple[NaturalVoice, ...]:
        """Returns the known voices whose files are on this machine."""
        return tuple(known for known in of_engine(cls.name) if places.find(known))

    def expect(self, requests: Sequence[tuple[str, int | None]]) -> None:
        """Starts speaking the coming texts in this order, each at its rate."""
        self._load()
        expected = [(text, self._rates.usual if rate is None else rate) for text, rate in requests]
        self._ask({"expect": expected, **self._manner()}, self._deadline_s(""))

    def speak(self, text: str, target: Path) -> None:
        """Speaks `text` into `target`, a WAV file."""
        check_text(text, longest=LONGEST_TEXT)
        self._load()
        request = {"text": text, "file": str(target.absolute()), **self._manner()}
        answer = self._ask(request, self._deadline_s(text))
        if "silent" in answer:
            raise EngineRefused("the text has nothing that the voice can say")

    def close(self) -> None:
        """Ends the worker process; no text can be spoken afterwards."""
        self._worker.close()

    def speaker_of(self, facts: Mapping[str, Any]) -> int | None:  # noqa: ARG002 (for subclasses)
        """Returns the speaker's number, from the worker's facts; None for the voice's default."""
        return None

    def _arguments(self) -> str:
        return dumps(
            {
                "files": [(str(path), digest) for path, digest in self._order.files],
                "threads": self._threads,
                "at_once": self._at_once,
                "settings": dict(self._order.settings),
            }
        )

    def _manner(self) -> dict[str, object]:
        return {"rate": self._rate, "volume": self._settings.volume, "speaker": self._speaker}

    def _load(self) -> None:
        """Waits until the model is loaded, and finds the speaker's number."""
        with self._loading:
            if not self._is_loaded:
                self._speaker = self.speaker_of(self._ask({}, self._deadline_s("")))
                self._is_loaded = True

    def _ask(self, request: Mapping[str, object], deadline_s: float) -> dict[str, Any]:
        answer = self._worker.ask(request, deadline_s=deadline_s)
        if "missing" in answer:
            cure = places.how_to_install(self.name)
            raise EngineSetupError(f"{self.title} can't work: {answer['missing']}; {cure}")
        if "damaged" in answer:
            voice = self._order.settings.get("voice")
            cure = f"; install it again with: voiceguide voices install {voice}" if voice else ""
            raise EngineSetupError(f"the voice can't be used: {answer['damaged']}{cure}")
        if "unusable" in answer:
            raise EngineSetupError(f"the voice can't be used: {answer['unusable']}")
        if "crashed" in answer:
            raise EngineCrashed(f"{self.title} failed: {answer['crashed']}")
        if "ended" in answer:
            raise EngineCrashed(f"{self.title} {how_it_ended(answer['ended'])}")
        return answer


def check_installed(engine: type[NaturalEngine]) -> None:
    """Raises EngineSetupError if the engine's library is not installed."""
    if not places.engine_is_installed(engine.name):
        cure = places.how_to_install(engine.name)
        raise EngineSetupError(f"{engine.title} is not installed; {cure}")


def order_of(engine: type[NaturalEngine], settings: EngineSettings) -> Order:
    """Returns the installed voice that the settings ask for, or one for their language.

    Raises EngineSetupError or UnknownNameError.
    """
    voice = _chosen(engine, settings)
    found = places.find(voice)
    if not found:
        raise EngineSetupError(f"the files of the voice {voice.id} are gone; install it again")
    digests = [pinned.sha256 for pinned in voice.files]
    language, *_ = voice.voice.languages or (settings.language,)
    return Order(
        files=tuple(zip(found, digests, strict=True)),
        key=" ".join([voice.id, *digests]),
        calm_rate=voice.calm_rate or engine.calm_rate,
        usual_wpm=voice.usual_wpm,
        settings={"voice": voice.id, "language": language.lower()},
    )


def _chosen(engine: type[NaturalEngine], settings: EngineSettings) -> NaturalVoice:
    known = {voice.id: voice for voice in of_engine(engine.name)}
    installed = engine.installed()
    if settings.voice in known and known[settings.voice] not in installed:
        raise EngineSetupError(
            f"the voice {settings.voice} is not installed; install it with: "
            f"voiceguide voices install {settings.voice}"
        )
    if not installed:
        raise EngineSetupError(
            f"no voice for {engine.title} is installed; install one with: {engine.first_voice}"
        )
    voices = Catalogue(voices=tuple(voice.voice for voice in installed))
    return known[choose_voice(voices, settings.voice, settings.language)]


def _threads(wanted: str | None) -> int | None:
    """Returns the number of threads that the user wants. Raises EngineSetupError."""
    if wanted is None:
        return None
    if not wanted.isdecimal() or not 1 <= int(wanted) <= 256:
        raise EngineSetupError(f"the option threads={wanted} is not a number, such as 2")
    return int(wanted)


def _cores() -> int:
    """Returns the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
