"""The process in which pyttsx3 speaks on Linux: run as a program, never imported by voiceguide.

It reads requests from standard input, one JSON object per line, and answers each
with one line on standard output. It first moves both to new descriptors, because
the library prints. It ends when its input ends, which is at the latest when the
process that started it dies.

Each request is handled by a fork of this process, made after pyttsx3 got its settings
and before it spoke. So the library speaks every text from the same fresh state, and the
same text gives the same bytes in every process and on every machine. If a text leaves
the library's state unchanged, the same fork handles the next request too, which takes a
third less time. On other systems, forks are not safe: see system_voice_worker.py.

This file imports nothing from voiceguide, so that it starts quickly.
"""

import contextlib
import ctypes
import gc
import json
import os
import select
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

SETTINGS = ("voice", "rate", "volume")

TRACELESS_VARIANT, TRACELESS_RATE = "edward2", 300
"""A text in this variant, up to this rate, leaves the library's state unchanged. Unlike most, the
variant uses a synthesiser that is reset for each text (klatt 6 in its file), and has no breath,
whose noise would carry over. 2,800 texts of 1 to 40 words gave the same bytes in one process as in
separate forks; at rates of 400 and more they don't."""

Message = dict[str, Any]


def main() -> None:
    requests, replies = _own_descriptors()
    try:
        _load()
    except (ImportError, OSError, RuntimeError) as error:
        requests.readline()
        _write(replies.fileno(), {"setup": f"{error}"})
        return
    speaker = _Speaker()
    forks = _Forks(speaker, requests, replies)
    while line := requests.readline():
        _write(replies.fileno(), forks.answer(json.loads(line)))


def _own_descriptors() -> tuple[BinaryIO, BinaryIO]:
    """Takes over input and output; the library gets the null device instead."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    return requests, replies


def _load() -> None:
    """Imports pyttsx3 with the speech library that pip installed.

    It is preferred to the system's, so that the same text gives the same bytes on every
    machine. The system's library is the fallback.
    """
    try:
        bundled = import_module("espeakng_loader")
        ctypes.CDLL(bundled.get_library_path(), ctypes.RTLD_GLOBAL)
        os.environ["ESPEAK_DATA_PATH"] = str(Path(bundled.get_data_path()).parent)
    except (ImportError, OSError, RuntimeError):
        os.environ.pop("ESPEAK_DATA_PATH", None)
    _make_synchronous(import_module("pyttsx3.drivers.espeak"))


def _make_synchronous(drivers: Any) -> None:
    """Makes pyttsx3's driver for espeak-ng speak in the calling thread.

    The driver's own mode uses threads, which a fork would lose, and applies settings with a
    delay. In this mode the library finishes a text before it returns, but sends no message to
    say so. So the driver's loop, which would wait for one, is replaced.
    """
    espeak: Any = import_module("pyttsx3.drivers._espeak")
    espeak.AUDIO_OUTPUT_RETRIEVAL = espeak.AUDIO_OUTPUT_SYNCHRONOUS

    class Driver(drivers.EspeakDriver):  # type: ignore[misc]
        def _start_synthesis(self, text: str) -> None:
            super()._start_synthesis(text)
            self._onSynth(None, 0, [espeak.EVENT(type=espeak.EVENT_MSG_TERMINATED)])

        def startLoop(self) -> None:  # noqa: N802
            self._proxy.setBusy(False)
            self._start_synthesis(self._text_to_say)

    drivers.buildDriver = Driver


class _Speaker:
    """pyttsx3's engine with its settings.

    The library reports faults as events, and continues with other settings. So each fault is
    passed to `on_fault` at once; if that is None, `prepare` raises the first.
    """

    def __init__(self) -> None:
        self.engine: Any = None
        self.settings: Message = {}
        self.on_fault: Callable[[str], object] | None = None
        self._faults: list[str] = []

    def prepare(self, request: Message) -> None:
        """Creates the engine if needed, and applies the request's settings, if it has any.

        Raises RuntimeError for a setting that the library refuses.
        """
        if self.engine is None:
            self.engine = import_module("pyttsx3").Engine("espeak")
            self.engine.connect("error", self._note)
        settings = {name: request[name] for name in SETTINGS if name in request}
        if settings and settings != self.settings:
            self.settings = {}
            self._set(settings)
            self.settings = settings

    def _set(self, settings: Message) -> None:
        for name, value in settings.items():
            self.engine.setProperty(name, value)
        # Otherwise they wait in a queue for the text, and each fork applies them again.
        self.engine.proxy.setBusy(False)
        gc.freeze()
        if self._faults:
            faults, self._faults = self._faults, []
            raise RuntimeError(faults[0])

    def _note(self, exception: object = None, **_: object) -> None:
        (self.on_fault or self._faults.append)(f"{exception}")


class _Fork:
    """A copy of this process that answers requests with the settings at the time of the fork."""

    def __init__(self, speaker: _Speaker, closed: tuple[int, ...]) -> None:
        """Forks. `closed` are the descriptors that the copy must close."""
        asked, ask = os.pipe()
        self._answers, answer = os.pipe()
        self._ask = os.fdopen(ask, "wb")
        self.settings = dict(speaker.settings)
        self._pid = os.fork()
        if self._pid == 0:
            for descriptor in (ask, self._answers, *closed):
                os.close(descriptor)
            _serve(speaker, asked, answer)
        os.close(asked)
        os.close(answer)

    def asked(self, request: Message, requests: BinaryIO) -> Message:
        """Returns its answer, or how it ended. If `requests` end, ends it and this process."""
        with contextlib.suppress(BrokenPipeError):  # its end is reported below
            self._ask.write(json.dumps(request).encode() + b"\n")
            self._ask.flush()
        said = b""
        while not said.endswith(b"\n"):
            ready, _, _ = select.select([self._answers, requests.fileno()], [], [])
            if requests.fileno() in ready:
                os.kill(self._pid, signal.SIGKILL)
                os._exit(0)
            chunk = os.read(self._answers, 65536)
            if not chunk:
                return {"ended": os.waitstatus_to_exitcode(self.end())}
            said += chunk
        return json.loads(said)  # type: ignore[no-any-return]

    def end(self) -> int:
        """Ends it, and returns its exit status."""
        with contextlib.suppress(BrokenPipeError):
            self._ask.close()
        os.close(self._answers)
        return os.waitpid(self._pid, 0)[1]


class _Forks:
    """Passes each request to a fork, which is used again while its state is unchanged."""

    def __init__(self, speaker: _Speaker, requests: BinaryIO, replies: BinaryIO) -> None:
        self._speaker = speaker
        self._requests = requests
        self._replies = replies
        self._kept: _Fork | None = None

    def answer(self, request: Message) -> Message:
        """Returns a fork's answer."""
        try:
            self._speaker.prepare(request)
        except Exception as error:
            return _crashed(error)
        fork, self._kept = self._kept, None
        if fork is not None and fork.settings != self._speaker.settings:
            fork.end()
            fork = None
        if fork is None:
            fork = _Fork(self._speaker, (self._requests.fileno(), self._replies.fileno()))
        said = fork.asked(request, self._requests)
        if said == {} and _leaves_no_trace(request):
            self._kept = fork
        elif "ended" not in said:
            fork.end()
        return said


def _leaves_no_trace(request: Message) -> bool:
    """Whether the request leaves the library's state unchanged."""
    _, _, variant = str(request.get("voice")).partition("+")
    return variant == TRACELESS_VARIANT and int(request["rate"]) <= TRACELESS_RATE


def _serve(speaker: _Speaker, asked: int, answer: int) -> NoReturn:
    """Answers requests until there are no more, then ends the process, whatever happens."""
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        for line in os.fdopen(asked, "rb"):
            request = json.loads(line)
            signal.alarm(request["seconds"])
            _handle(speaker, request, answer)
            signal.alarm(0)
    finally:
        os._exit(0)


def _handle(speaker: _Speaker, request: Message, descriptor: int) -> None:
    """Carries out a request and answers on `descriptor`; after a failure, ends the process."""

    def fail(message: Message) -> NoReturn:
        _write(descriptor, message)
        os._exit(0)

    speaker.on_fault = lambda exception: fail({"crashed": f"{exception}"})
    sys.unraisablehook = lambda failure: fail({"crashed": f"{failure.exc_value}"})
    try:
        speaker.prepare(request)
        done = _voices(speaker.engine) if request["do"] == "voices" else _speak(speaker, request)
    except Exception as error:
        fail(_crashed(error))
    _write(descriptor, done)


def _crashed(error: Exception) -> Message:
    return {"crashed": f"{type(error).__name__}: {error}"}


def _voices(engine: Any) -> Message:
    """Returns every voice, the current one, and the variants that a voice can take."""
    folder = _data_folder() / "voices" / "!v"
    return {
        "voices": [
            {
                "id": voice.id,
                "name": voice.name or "",
                "languages": [language for language in voice.languages or () if language],
                "gender": voice.gender or "",
            }
            for voice in engine.getProperty("voices")
        ],
        "current": engine.getProperty("voice") or "",
        "variants": sorted(file.name for file in folder.glob("*")),
    }


def _data_folder() -> Path:
    """Returns espeak-ng's data folder."""
    data = ctypes.c_char_p()
    info = import_module("pyttsx3.drivers._espeak").dll.espeak_Info
    info.argtypes = [ctypes.c_void_p]
    info(ctypes.byref(data))
    return Path(os.fsdecode(data.value or b""))


def _speak(speaker: _Speaker, request: Message) -> Message:
    """Speaks one text into one file."""
    speaker.engine.save_to_file(request["text"], request["file"])
    speaker.engine.runAndWait()
    return {}


def _write(descriptor: int, message: Message) -> None:
    rest = json.dumps(message).encode() + b"\n"
    while rest:
        rest = rest[os.write(descriptor, rest) :]


if __name__ == "__main__":
    main()
