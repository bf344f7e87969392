"""The common part of the programs in which neural voices speak, one program for each engine.

    python -m voiceguide.speech.engines.piper_worker ORDER

ORDER is a JSON object: the `files` of the voice, each with its SHA-256, the number of texts that
are spoken `at_once`, the number of `threads` for each, and the engine's own `settings`. voiceguide
never imports such a program. It reads requests from standard input, one JSON object per line, and
answers each with one line on standard output. It first moves both to new descriptors, because
libraries print. It ends when its input ends, which is at the latest when the process that started
it dies. An abort in native code ends only this process.

If it knows which texts to expect, it speaks ahead.

The file that is loaded is the one whose digest was compared, even if its name was given to another
file in between (on Linux). An empty digest is not compared.

This file imports only `lanes` from voiceguide, so that it starts quickly.
"""

import contextlib
import ctypes
import hashlib
import json
import os
import sys
import wave
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

from voiceguide.speech.engines.lanes import Lanes

PEAK = 32_000
"""The loudest sample of each text, of 32,767. voiceguide levels every clip afterwards."""

ROOM = 90
"""The memory budget for each text that is spoken at once, in letters at the voice's own speed. With
two at once, one of Piper's voices takes as much memory as for the longest sentence of the massage
alone, and hardly ever has to wait."""

_M_TRIM_THRESHOLD = -1
"""The name of the setting in glibc's malloc.h."""

Message = dict[str, Any]


class Text(NamedTuple):
    """A text. `rate` is in percent of the voice's own speed, `volume` from 0 to 1, `speaker` a
    number."""

    text: str
    rate: int
    volume: float
    speaker: int | None


class Model(Protocol):
    """A loaded voice; it is used by as many threads as texts are spoken at once."""

    sample_rate: int
    facts: Message
    """Facts about it for the engine."""

    def sound(self, text: Text) -> Any:
        """Returns a text's samples, an array of floats; empty if nothing in it can be said.

        The same text always gives the same samples.
        """


Load = Callable[[Sequence[BinaryIO], int, Mapping[str, str]], Model]
"""Loads the voice in the files, given the number of threads per text and the engine's settings.

Raises Unusable, or ImportError if a library is missing; other exceptions mean a damaged file.
"""


class Unusable(Exception):
    """The voice can't be loaded."""


class _Damaged(Exception):
    """A file can't be read, or its bytes are not those of the voice."""


def serve(load: Load) -> None:
    """Answers requests until the input ends, then ends this process."""
    order = json.loads(sys.argv[1])
    _give_memory_back()
    requests, replies = _own_descriptors()
    speaker, failure = None, Message()
    try:
        files = [_checked(path, digest) for path, digest in order["files"]]
        model = load(files, order["threads"], order["settings"])
        speaker = _Speaker(model, order["at_once"])
    except _Damaged as error:
        failure = {"damaged": f"{error}"}
    except Unusable as error:
        failure = {"unusable": f"{error}"}
    except ImportError as error:
        failure = {"missing": f"{error}"}
    except Exception as error:
        failure = {"unusable": f"the model can't be loaded: {_reason(error)}"}
    while line := requests.readline():
        answer = speaker.answer(json.loads(line)) if speaker else failure
        replies.write(json.dumps(answer).encode() + b"\n")
        replies.flush()
    os._exit(0)  # without waiting for what is being spoken


def name_of(file: BinaryIO) -> str:
    """Returns a name for an open file that no other file can take, where the system has one."""
    own = Path(f"/proc/self/fd/{file.fileno()}")
    return str(own) if own.exists() else str(file.name)


def session(model: BinaryIO, threads: int) -> Any:
    """Returns ONNX Runtime's session for a model, on the processor."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # A memory plan costs a tenth of the memory, and is useless if no two texts are equally long.
    options.enable_mem_pattern = False
    # Threads that spin while they wait double the processor time on a busy machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        name_of(model), sess_options=options, providers=["CPUExecutionProvider"]
    )


def _give_memory_back() -> None:
    """Has the C library return freed memory to the system at once: 10 MB that it would hold for
    later. Other libraries than glibc do so, or can't be asked."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_TRIM_THRESHOLD, 1 << 16)


def _own_descriptors() -> tuple[BinaryIO, BinaryIO]:
    """Takes over input and output; the libraries get the null device instead."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    return requests, replies


def _checked(path: str, digest: str) -> BinaryIO:
    """Opens a file. Raises _Damaged if its bytes do not have the digest."""
    try:
        file = Path(path).open("rb")  # noqa: SIM115 (it stays open until the process ends)
        found = hashlib.file_digest(file, "sha256").hexdigest() if digest else ""
        file.seek(0)
    except OSError as error:
        raise _Damaged(f"{path} can't be read: {error.strerror}") from error
    if found != digest:
        raise _Damaged(f"{path} is damaged: its SHA-256 is not that of this voice")
    return file


class _Speaker:
    """Speaks the requested texts, and the expected ones in advance."""

    def __init__(self, model: Model, at_once: int) -> None:
        self._model = model
        self._lanes = Lanes(
            partial(_samples, model), count=at_once, room=ROOM * at_once, size_of=_size_of
        )

    def answer(self, request: Message) -> Message:
        """Carries out a request: `text` speaks a text into `file`; `expect` starts on several
        texts, each with its rate.

        A request without either only waits until the voice is loaded.
        """
        if "text" not in request and "expect" not in request:
            return self._model.facts
        manner = (request["volume"], request["speaker"])
        if "expect" in request:
            self._lanes.expect([Text(text, rate, *manner) for text, rate in request["expect"]])
            return {}
        try:
            samples = self._lanes.sound(Text(request["text"], request["rate"], *manner))
            return self._write(samples, request["file"]) if samples else {"silent": True}
        except Exception as error:
            return {"crashed": _reason(error)}

    def _write(self, samples: bytes, target: str) -> Message:
        with wave.open(target, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self._model.sample_rate)
            file.writeframes(samples)
        return {}


def _size_of(text: Text) -> float:
    return len(text.text) * 100 / text.rate


def _samples(model: Model, text: Text) -> bytes:
    """Returns a text's 16-bit samples; empty if nothing in it can be said."""
    import numpy as np

    sound = model.sound(text)
    peak = max(float(np.abs(sound).max(initial=0.0)), 1e-8)
    return bytes(np.round(sound * (PEAK * text.volume / peak)).astype("<i2").tobytes())


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
