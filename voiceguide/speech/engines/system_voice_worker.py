"""The process in which pyttsx3 speaks with the voices of macOS or Windows: run as a program, never
imported by voiceguide.

It reads one request, a line of JSON, from standard input, answers with one line on standard output,
and ends: on Windows, pyttsx3 2.99 speaks only the first text of a process. Everything happens in
the main thread, since COM (Windows) and the run loop (macOS) belong to the thread that first used
them. It ends when its input ends, which is at the latest when the process that started it dies.

This file imports nothing from voiceguide, so that it starts quickly.
"""

import json
import os
import sys
import threading
import time
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO

IS_MACOS = sys.platform == "darwin"

SETTINGS = ("voice", "rate", "volume")

PATIENCE_S = 10.0
"""The longest wait for the rest of a file: some versions of macOS report the end while they are
still writing."""

_LOOK_S = 0.02
_STILL_S = 0.5

Message = dict[str, Any]


def main() -> None:
    requests, replies = _own_descriptors()
    request = json.loads(requests.readline() or "{}")
    _end_with(requests)
    replies.write(json.dumps(_answer(request)).encode() + b"\n")
    replies.flush()
    os._exit(0)  # skips the libraries' destructors, which may wait for ever


def _own_descriptors() -> tuple[BinaryIO, BinaryIO]:
    """Takes over input and output; the library gets the null device instead."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    return requests, replies


def _end_with(requests: BinaryIO) -> None:
    """Ends this process when its input ends; a thread waits for that. Further input is ignored."""

    def wait() -> None:
        while requests.read(1):
            pass
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def _answer(request: Message) -> Message:
    faults = list[str]()
    try:
        engine = import_module("pyttsx3").Engine()
    except (ImportError, OSError, RuntimeError) as error:
        return {"setup": f"{error}"}
    except Exception as error:
        return {"crashed": _reason(error)}
    try:
        engine.connect("error", lambda exception=None, **_: faults.append(f"{exception}"))
        if request.get("do") == "voices":
            return _voices(engine)
        _speak(engine, request, faults)
    except Exception as error:
        faults.append(_reason(error))
    return {"crashed": faults[0]} if faults else {}


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _voices(engine: Any) -> Message:
    """Returns every voice, and the current one; these systems have no variants."""
    return {
        "voices": [
            {
                "id": voice.id,
                "name": voice.name or "",
                "languages": [language for language in voice.languages or () if language],
                "gender": voice.gender or "",
            }
            for voice in _listed(engine)
            if voice.id
        ],
        "current": engine.getProperty("voice") or "",
        "variants": [],
    }


def _listed(engine: Any) -> list[Any]:
    """Returns the voices. On Windows they include those whose languages pyttsx3 2.99 can't read
    ("409;9"); these have a name but no language.
    """
    try:
        return list(engine.getProperty("voices"))
    except ValueError:
        driver = engine.proxy._driver  # noqa: SLF001
        return [_described(driver, token) for token in driver._tts.GetVoices()]  # noqa: SLF001


def _described(driver: Any, token: Any) -> Any:
    try:
        return driver._toVoice(token)  # noqa: SLF001
    except ValueError:
        name = token.GetDescription()
        return SimpleNamespace(id=token.Id, name=name, languages=[], gender="")


def _speak(engine: Any, request: Message, faults: list[str]) -> None:
    """Speaks one text into one file. Adds to `faults` if the file doesn't become complete.

    macOS writes AIFF whatever the name, so it gets the name that its documentation expects.
    """
    target = Path(request["file"])
    written = target.with_name(f"{target.name}.aiff") if IS_MACOS else target
    for name in SETTINGS:
        engine.setProperty(name, request[name])
    engine.save_to_file(request["text"], str(written))
    engine.runAndWait()
    if not faults and not _becomes_whole(written, PATIENCE_S):
        faults.append("it reported that it had finished, but the sound file is incomplete")
    if faults:
        written.unlink(missing_ok=True)
    else:
        written.replace(target)


def _becomes_whole(path: Path, patience_s: float) -> bool:
    """Waits for the file to be complete; returns whether it is."""
    end, size, since = time.monotonic() + patience_s, -1, time.monotonic()
    while time.monotonic() < end:
        found = path.stat().st_size if path.is_file() else 0
        if found != size:
            size, since = found, time.monotonic()
        if size and _is_whole(path, size, time.monotonic() - since):
            return True
        time.sleep(_LOOK_S)
    return False


def _is_whole(path: Path, size: int, still_s: float) -> bool:
    """Whether a WAV or AIFF file has sound, and as many bytes as it states. A file of another kind
    is complete if it has not grown for a while."""
    with path.open("rb") as file:
        kind = file.read(12)
        if kind[:4] == b"RIFF" and kind[8:] == b"WAVE":
            return _sound_bytes(file, size, "little", b"data") > 0
        if kind[:4] == b"FORM" and kind[8:] in (b"AIFF", b"AIFC"):
            form = int.from_bytes(kind[4:8], "big") + 8
            head = 8  # of the chunk: offset and block size
            return form <= size and _sound_bytes(file, size, "big", b"SSND") > head
    return len(kind) == len(b"FORM....AIFF") and still_s >= _STILL_S


def _sound_bytes(file: BinaryIO, size: int, order: Any, wanted: bytes) -> int:
    """Returns the length of the sound's chunk; 0 if it is incomplete."""
    while len(head := file.read(8)) == len(b"SSND...."):
        length = int.from_bytes(head[4:], order)
        if head[:4] == wanted:
            return length if file.tell() + length <= size else 0
        file.seek(length + length % 2, os.SEEK_CUR)
    return 0


if __name__ == "__main__":
    main()
