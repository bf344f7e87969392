"""The process in which Piper speaks: run as a program, never imported by voiceguide.

    piper_worker.py MODEL SHA256 CONFIG SHA256 THREADS

It reads requests from standard input, one JSON object a line, and answers each with one line on
standard output. It first moves both to new descriptors, because libraries print. It ends when its
input ends, at the latest when the process that started it dies. An abort in native code ends this
process alone.

It speaks one text at a time, since memory grows by 24 MB with each second of sound being made. If
it knows which texts to expect, it speaks ahead.

The file whose digest was compared is the file that is loaded, even if its name has been given to
another meanwhile (Linux). A digest of "-" is not compared.

This file imports nothing else of voiceguide, so that it starts quickly.
"""

import hashlib
import json
import os
import sys
import wave
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from voiceguide.speech.engines.phoneme_blocks import phonemes_of

LEAD_IN = (" ",)
"""Phonemes before each sentence, a short rest. Without it, some voices lose an initial s or sh: a
recogniser misheard the first word of 7 of 16 sentences of en_US-joe-medium, with it of none. A
comma or a full stop does the same, but is heard as a faint click before the words."""

PEAK = 32_000
"""The loudest sample of each text, of 32,767. voiceguide levels every clip afterwards."""

AHEAD = 4
"""Texts that are spoken before anyone asks for them: enough to be at work all the time."""

Message = dict[str, Any]


class _Text(NamedTuple):
    """A text, `rate` in percent of the voice's own speed, volume from 0 to 1, speaker's number."""

    text: str
    rate: int
    volume: float
    speaker: int | None


class _Unusable(Exception):
    """The voice can't be loaded."""


def main() -> None:
    model, model_digest, config, config_digest, threads = sys.argv[1:]
    requests, replies = _own_descriptors()
    speaker, failure = None, Message()
    try:
        files = _checked(model, model_digest), _checked(config, config_digest)
        speaker = _Speaker(_load(*files, int(threads)))
    except _Unusable as error:
        failure = {"unusable": f"{error}"}
    except ImportError as error:
        failure = {"missing": f"{error}"}
    while line := requests.readline():
        answer = speaker.answer(json.loads(line)) if speaker else failure
        replies.write(json.dumps(answer).encode() + b"\n")
        replies.flush()
    os._exit(0)  # without waiting for what is being spoken


def _own_descriptors() -> tuple[BinaryIO, BinaryIO]:
    """Takes over input and output; the libraries get the null device instead."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    return requests, replies


def _checked(path: str, digest: str) -> BinaryIO:
    """Opens a file. Raises _Unusable if its bytes are not those of the digest."""
    try:
        file = Path(path).open("rb")  # noqa: SIM115 (it stays open until the process ends)
        found = "-" if digest == "-" else hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
    except OSError as error:
        raise _Unusable(f"{path} can't be read: {error.strerror}") from error
    if found != digest:
        raise _Unusable(f"{path} is damaged: its SHA-256 is not that of this voice")
    return file


def _name(file: BinaryIO) -> str:
    """Returns a name for an open file that no other file can take, where the system has one."""
    own = Path(f"/proc/self/fd/{file.fileno()}")
    return str(own) if own.exists() else str(file.name)


def _load(model: BinaryIO, config: BinaryIO, threads: int) -> Any:
    """Returns Piper's voice. Raises _Unusable, or ImportError if a library is missing."""
    import onnxruntime
    from piper.config import PiperConfig
    from piper.voice import PiperVoice

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # Threads that spin while they wait double the processor time on a busy machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return PiperVoice(
            config=PiperConfig.from_dict(json.load(config)),
            session=onnxruntime.InferenceSession(
                _name(model), sess_options=options, providers=["CPUExecutionProvider"]
            ),
        )
    except Exception as error:
        raise _Unusable(f"the model can't be loaded: {_reason(error)}") from error


class _Speaker:
    """Speaks one text after the other, the expected ones in advance."""

    def __init__(self, voice: Any) -> None:
        self._voice = voice
        self._pool = ThreadPoolExecutor(1)
        self._expected: deque[_Text] = deque()
        self._begun: dict[_Text, Future[bytes]] = {}

    def answer(self, request: Message) -> Message:
        """Carries out a request: `text` speaks one text into `file`, `expect` begins with several.

        A request without either only waits until the voice is loaded.
        """
        if "text" not in request and "expect" not in request:
            config = self._voice.config
            return {"speakers": dict(config.speaker_id_map), "count": config.num_speakers}
        manner = (request["rate"], request["volume"], request["speaker"])
        if "expect" in request:
            self._expected = deque(_Text(text, *manner) for text in request["expect"])
            self._begin()
            return {}
        try:
            samples = self._sound(_Text(request["text"], *manner))
            return self._write(samples, request["file"]) if samples else {"silent": True}
        except Exception as error:
            return {"crashed": _reason(error)}

    def _begin(self) -> None:
        """Begins with the next texts that are expected."""
        while self._expected and len(self._begun) < AHEAD:
            text = self._expected.popleft()
            self._begun[text] = self._pool.submit(_samples, self._voice, text)

    def _sound(self, text: _Text) -> bytes:
        begun = self._begun.pop(text, None) or self._pool.submit(_samples, self._voice, text)
        self._begin()
        return begun.result()

    def _write(self, samples: bytes, target: str) -> Message:
        with wave.open(target, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self._voice.config.sample_rate)
            file.writeframes(samples)
        return {}


def _samples(voice: Any, text: _Text) -> bytes:
    """Returns a text's samples, 16-bit; none if there is nothing that the voice could say.

    Without noise, the same text always gives the same samples.
    """
    import numpy as np
    from piper.config import SynthesisConfig

    manner = SynthesisConfig(
        speaker_id=text.speaker,
        length_scale=voice.config.length_scale * 100 / text.rate,
        noise_scale=0.0,
        noise_w_scale=0.0,
    )
    sentences = [phonemes for phonemes in phonemes_of(text.text, voice.phonemize) if phonemes]
    if not sentences:
        return b""
    ids = [voice.phonemes_to_ids([*LEAD_IN, *phonemes]) for phonemes in sentences]
    sound = np.concatenate([voice.phoneme_ids_to_audio(one, manner) for one in ids])
    peak = max(float(np.abs(sound).max(initial=0.0)), 1e-8)
    return bytes(np.round(sound * (PEAK * text.volume / peak)).astype("<i2").tobytes())


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    main()
