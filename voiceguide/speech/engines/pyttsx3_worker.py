"""The process in which pyttsx3 speaks: run as a program, never imported by voiceguide.

It reads requests, one JSON object a line, on its standard input and answers
each with one line on its standard output; both are moved to descriptors of
their own first, because the library prints. It ends when its input ends,
which happens at the latest when the process that started it dies.

On Linux each request is handled by a fork of this process, made after pyttsx3
got its settings and before it said a word. So every text is spoken by a library
in the same, fresh state, and the same text gives the same bytes, in every
process and on every machine. Elsewhere forks are not safe: there one process
handles one request and ends.

It stands alone, so that it starts without importing voiceguide.
"""

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

FORKS = sys.platform == "linux"

SETTINGS = ("voice", "rate", "volume")

Message = dict[str, Any]
Answer = Callable[[Message], NoReturn]


def main() -> None:
    requests, replies = _own_descriptors()
    try:
        _load()
    except (ImportError, OSError, RuntimeError) as error:
        requests.readline()
        _write(replies.fileno(), {"setup": f"{error}"})
        return
    speaker = _Speaker()
    while line := requests.readline():
        request = json.loads(line)
        if not FORKS:
            _handle(speaker, request, replies.fileno())
        _write(replies.fileno(), _handle_in_fork(speaker, request, requests, replies))


def _own_descriptors() -> tuple[BinaryIO, BinaryIO]:
    """Take over input and output; the library gets a silent pair in their place."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    return requests, replies


def _load() -> None:
    """Import pyttsx3; on Linux with the speech library that pip installed.

    That one is preferred to the system's, so that the same text gives the same
    bytes on every machine; the system's is used where it can't be loaded.
    """
    if not FORKS:
        import_module("pyttsx3")
        return
    try:
        bundled = import_module("espeakng_loader")
        ctypes.CDLL(bundled.get_library_path(), ctypes.RTLD_GLOBAL)
        os.environ["ESPEAK_DATA_PATH"] = str(Path(bundled.get_data_path()).parent)
    except (ImportError, OSError, RuntimeError):
        os.environ.pop("ESPEAK_DATA_PATH", None)
    _make_synchronous(import_module("pyttsx3.drivers.espeak"))


def _make_synchronous(drivers: Any) -> None:
    """Have pyttsx3's driver for espeak-ng speak in the thread that asks for it.

    The mode that it asks for has threads, which a fork would lose, and applies settings
    some time later. In this one the library is done with a text when it returns, and
    alone sends no message of that.
    """
    espeak: Any = import_module("pyttsx3.drivers._espeak")
    espeak.AUDIO_OUTPUT_RETRIEVAL = espeak.AUDIO_OUTPUT_SYNCHRONOUS

    class Driver(drivers.EspeakDriver):  # type: ignore[misc]
        def _start_synthesis(self, text: str) -> None:
            super()._start_synthesis(text)
            self._onSynth(None, 0, [espeak.EVENT(type=espeak.EVENT_MSG_TERMINATED)])

    drivers.buildDriver = Driver


class _Speaker:
    """pyttsx3's engine with its settings."""

    def __init__(self) -> None:
        self.engine: Any = None
        self._settings: Message = {}
        self._faults: list[str] = []

    def prepare(self, request: Message) -> None:
        """Have an engine with the settings of the request, if it has any.

        Raises RuntimeError for what pyttsx3 reports as an event and goes on after,
        with other settings.
        """
        if self.engine is None:
            self.engine = import_module("pyttsx3").Engine("espeak" if FORKS else None)
            self.engine.connect("error", self._note)
        settings = {name: request[name] for name in SETTINGS if name in request}
        if settings and settings != self._settings:
            self._settings = {}
            self._set(settings)
            self._settings = settings

    def _set(self, settings: Message) -> None:
        for name, value in settings.items():
            self.engine.setProperty(name, value)
        if FORKS:
            # Or else they wait in a queue for the text, and each fork sets them anew.
            self.engine.proxy.setBusy(False)
            gc.freeze()
        if self._faults:
            told, self._faults = self._faults, []
            raise RuntimeError(told[0])

    def _note(self, exception: object = None, **_: object) -> None:
        self._faults.append(f"{exception}")


def _handle_in_fork(
    speaker: _Speaker, request: Message, requests: BinaryIO, replies: BinaryIO
) -> Message:
    """Answer from a fork of this process; end with it when the input ends."""
    try:
        speaker.prepare(request)
    except Exception as error:
        return _crashed(error)
    answers, answer = os.pipe()
    child = os.fork()
    if child == 0:
        for descriptor in (answers, requests.fileno(), replies.fileno()):
            os.close(descriptor)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(request["seconds"])
        _handle(speaker, request, answer)
    os.close(answer)
    said = b""
    while True:
        ready, _, _ = select.select([answers, requests.fileno()], [], [])
        if requests.fileno() in ready:
            os.kill(child, signal.SIGKILL)
            os._exit(0)
        chunk = os.read(answers, 65536)
        if not chunk:
            break
        said += chunk
    os.close(answers)
    _, status = os.waitpid(child, 0)
    return json.loads(said) if said else {"ended": os.waitstatus_to_exitcode(status)}


def _handle(speaker: _Speaker, request: Message, descriptor: int) -> NoReturn:
    """Do what is asked, answer on `descriptor`, and end the process."""

    def answer(message: Message) -> NoReturn:
        _write(descriptor, message)
        os._exit(0)

    sys.unraisablehook = lambda failure: answer({"crashed": f"{failure.exc_value}"})
    try:
        speaker.prepare(request)
        engine = speaker.engine
        answer(_voices(engine) if request["do"] == "voices" else _speak(engine, request, answer))
    except Exception as error:
        answer(_crashed(error))


def _crashed(error: Exception) -> Message:
    return {"crashed": f"{type(error).__name__}: {error}"}


def _voices(engine: Any) -> Message:
    """Every voice, the one in use, and the variants that can be put on a voice."""
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
    """Where espeak-ng has its data; a folder that does not exist where there is none."""
    if not FORKS:
        return Path(os.devnull)
    data = ctypes.c_char_p()
    info = import_module("pyttsx3.drivers._espeak").dll.espeak_Info
    info.argtypes = [ctypes.c_void_p]
    info(ctypes.byref(data))
    return Path(os.fsdecode(data.value or b""))


def _speak(engine: Any, request: Message, answer: Answer) -> Message:
    """Speak one text into one file.

    The library reports faults as events and goes on with other settings; so
    the first one ends this process.
    """
    engine.connect("error", lambda exception=None, **_: answer({"crashed": f"{exception}"}))
    engine.save_to_file(request["text"], request["file"])
    if FORKS:
        # Not runAndWait: with espeak it returns before a text is written. This loop ends
        # with the text, but sleeps before it does: the event comes when the file is closed.
        engine.connect("finished-utterance", lambda **_: answer({}))
        engine.startLoop()
    else:
        engine.runAndWait()
    return {}


def _write(descriptor: int, message: Message) -> None:
    rest = json.dumps(message).encode() + b"\n"
    while rest:
        rest = rest[os.write(descriptor, rest) :]


if __name__ == "__main__":
    main()
