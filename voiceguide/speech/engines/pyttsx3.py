"""The default engine: pyttsx3, in a worker process that may hang or crash.

On Linux it prefers the espeak-ng that pip installs (espeakng-loader), so that
the same text gives the same bytes on every machine. It falls back to the
system's library if that one can't be loaded. On macOS and Windows, pyttsx3
speaks with the system's voices.
"""

import contextlib
import ctypes
import math
import platform
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from voiceguide.errors import EngineCrashed, EngineSetupError
from voiceguide.speech.engine import EngineSettings, Rates, Traits, Voice
from voiceguide.speech.engines.checks import check_rate, check_text, check_volume
from voiceguide.speech.engines.installed import program, version_of
from voiceguide.speech.engines.process import how_it_ended
from voiceguide.speech.engines.voice_choice import (
    DEFAULT_ENGLISH,
    Catalogue,
    choose_voice,
    is_english,
)
from voiceguide.speech.engines.worker import Worker

DEFAULT_RATE = 135
"""In espeak-ng's words per minute; with the default voice, 170 real ones."""

_MEASURED_LIBRARY, _MEASURED_WPM = "espeakng-loader 0.2.4", 169.1
"""Real words per minute of the default English voice at its default rate, measured in advance to
save time on the first run."""

LONGEST_TEXT = 2000
"""In characters; a few thousand more at once crash the library."""

_START_S = 15.0
_LINUX = sys.platform == "linux"
_PROGRAM = "pyttsx3_worker.py" if _LINUX else "system_voice_worker.py"
_DRIVERS = {"darwin": "nsss", "win32": "sapi5"}
"""pyttsx3's drivers by system; other systems use the driver for eSpeak NG."""


def default_deadline_s(text: str) -> float:
    """Returns seconds: far more than the 20 ms of a sentence, far less than a user's patience."""
    return _START_S + len(text) / 50


class Pyttsx3Engine:
    """Speaks with pyttsx3; the rate is in espeak-ng's words a minute.

    A voice is an id that `voices` lists, the id's last part, or a name. On Linux,
    one of espeak-ng's variants may follow: `en-us+edward2`. `worker` is the command
    that starts the worker process.
    """

    name = "pyttsx3"
    silent = False

    def __init__(
        self,
        settings: EngineSettings,
        *,
        worker: Sequence[str] | None = None,
        deadline_s: Callable[[str], float] = default_deadline_s,
    ) -> None:
        self._settings = settings
        self._rates = Rates(least=80, most=450, usual=DEFAULT_RATE, usual_wpm=_usual_wpm(settings))
        self.traits = Traits(chain="formant" if _LINUX else "natural", rates=self._rates)
        self.set_rate(settings.rate)
        check_volume(settings.volume)
        self._deadline_s = deadline_s
        self._worker = Worker(worker or program(_PROGRAM), lasting=_LINUX)
        self._voice: str | None = None
        self._asking = threading.Lock()
        self._failure: Exception | None = None
        self._catalogue: Catalogue | None = None

    def start(self) -> None:
        """Starts the worker process and requests its voices; a thread waits for them."""

        def ask() -> None:
            with self._asking:
                try:
                    self._ask_catalogue()
                except Exception as error:
                    self._failure = error  # raised for the first text, which doesn't wait again

        threading.Thread(target=ask, daemon=True).start()

    def set_rate(self, rate: int | None) -> None:
        """Speaks at another rate from the next text on; None is the default rate."""
        chosen = DEFAULT_RATE if rate is None else rate
        check_rate(chosen, self._rates)
        self._rate = chosen

    def fingerprint(self) -> str:
        """Returns the library and the settings. Cached speech needs no worker process for this."""
        voice = self._settings.voice or f"default {DEFAULT_ENGLISH}, {self._settings.language}"
        sound = f"voice {voice}, rate {self._rate}, volume {self._settings.volume:g}"
        return f"pyttsx3 {version_of('pyttsx3')}, {_library()}, {sound}"

    def voices(self) -> Sequence[Voice]:
        """Returns this machine's voices, without their variants."""
        return self._asked_catalogue().voices

    def speak(self, text: str, target: Path) -> None:
        """Speaks `text` into `target`: WAV, or on macOS AIFF, whatever its name.

        Also raises errors that only the first text reveals: UnknownNameError for a voice that does
        not exist, EngineSetupError if pyttsx3 can't be loaded.
        """
        check_text(text, longest=LONGEST_TEXT)
        voice = self._chosen_voice()
        deadline_s = self._deadline_s(text)
        with contextlib.suppress(OSError):
            target.unlink()
        request = {
            "do": "speak",
            "text": text,
            "file": str(target.absolute()),
            "voice": voice,
            "rate": self._rate,
            "volume": self._settings.volume,
        }
        self._ask(request, deadline_s)
        if not target.is_file() or target.stat().st_size == 0:
            raise EngineCrashed("pyttsx3 ended without an error but wrote nothing")

    def close(self) -> None:
        """Ends the worker process; no text can be spoken afterwards."""
        self._worker.close()

    def _chosen_voice(self) -> str:
        if self._voice is None:
            catalogue = self._asked_catalogue()
            self._voice = choose_voice(catalogue, self._settings.voice, self._settings.language)
        return self._voice

    def _asked_catalogue(self) -> Catalogue:
        with self._asking:
            failure, self._failure = self._failure, None
            if failure is not None:
                raise failure
            return self._ask_catalogue()

    def _ask_catalogue(self) -> Catalogue:
        if self._catalogue is None:
            self._catalogue = _catalogue(self._ask({"do": "voices"}, self._deadline_s("")))
        return self._catalogue

    def _ask(self, request: Mapping[str, object], deadline_s: float) -> dict[str, Any]:
        # The worker's own alarm goes off a little later, in case the worker outlives us.
        timed = {**request, "seconds": math.ceil(deadline_s) + 1}
        answer = self._worker.ask(timed, deadline_s=deadline_s)
        if "setup" in answer:
            raise EngineSetupError(
                f"pyttsx3 can't speak on this machine: {answer['setup']}. Install it with: "
                "pip install --force-reinstall pyttsx3" + (" espeakng-loader" if _LINUX else "")
            )
        if "crashed" in answer:
            raise EngineCrashed(f"pyttsx3 failed: {answer['crashed']}")
        if "ended" in answer:
            raise EngineCrashed(f"pyttsx3 {how_it_ended(answer['ended'])}")
        return answer


def _catalogue(answer: Mapping[str, Any]) -> Catalogue:
    voices = [
        Voice(
            id=voice["id"],
            name=voice["name"],
            languages=tuple(voice["languages"]),
            gender=voice["gender"].lower().removeprefix("voicegender"),
        )
        for voice in answer["voices"]
    ]
    return Catalogue(
        voices=tuple(voices), current=answer["current"], variants=tuple(answer["variants"])
    )


def _usual_wpm(settings: EngineSettings) -> float | None:
    is_default = settings.voice is None and is_english(settings.language)
    return _MEASURED_WPM if is_default and _library() == _MEASURED_LIBRARY else None


def _library() -> str:
    """Returns the name and version of the library that makes the sound."""
    if not _LINUX:
        return f"{_DRIVERS.get(sys.platform, 'espeak')}, {platform.platform()}"
    bundled = version_of("espeakng-loader")
    return f"espeakng-loader {bundled}" if bundled else f"espeak-ng {_system_version()}"


def _system_version() -> str:
    try:
        info = ctypes.CDLL("libespeak-ng.so.1").espeak_Info
    except (OSError, AttributeError):
        return "missing"
    info.restype = ctypes.c_char_p
    info.argtypes = [ctypes.c_void_p]
    return str((info(None) or b"").decode("ascii", errors="replace"))
