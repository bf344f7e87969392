"""Sound output. The only module that knows miniaudio."""

import os
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from voiceguide.errors import PlaybackError
from voiceguide.timecode import SAMPLE_RATE

NULL = "null"
DEVICES = ("auto", NULL)
"""The choices: the system's default output, or a silent one that runs in real time."""

CHANNELS = 2

_BUFFER_MS = 50
_NOT_PLAYED_TO = ("CUSTOM", "WEBAUDIO", "NULL")

Pull = Callable[[int], bytes]
"""Returns that many samples of two channels: 16-bit, at 48 kHz."""


@contextmanager
def device(name: str) -> Iterator[Callable[[Pull], None]]:
    """Opens an output, closed on exit. Yields a function that starts pulling samples.

    Raises PlaybackError if miniaudio isn't installed or there is no output.
    """
    try:
        miniaudio = import_module("miniaudio")
    except ImportError as error:
        raise PlaybackError(
            "playing needs miniaudio. Install it with: pip install 'voiceguide[play]'"
        ) from error
    output = _opened(miniaudio, name)

    def start(pull: Pull) -> None:
        samples = _samples(pull)
        next(samples)
        try:
            output.start(samples)
        except miniaudio.MiniaudioError as error:
            raise _no_device() from error

    try:
        yield start
    finally:
        output.close()


def _opened(miniaudio: Any, name: str) -> Any:
    backends = [
        backend
        for backend in miniaudio.Backend
        if (backend.name == "NULL" if name == NULL else backend.name not in _NOT_PLAYED_TO)
    ]
    try:
        with _quiet_libraries():
            return miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=CHANNELS,
                sample_rate=SAMPLE_RATE,
                buffersize_msec=_BUFFER_MS,
                backends=backends,
                app_name="voiceguide",
            )
    except miniaudio.MiniaudioError as error:
        raise _no_device() from error


@contextmanager
def _quiet_libraries() -> Iterator[None]:
    """Hides standard error: without a sound card ALSA writes two dozen lines there."""
    if sys.platform != "linux":
        yield
        return
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _no_device() -> PlaybackError:
    return PlaybackError(
        "no sound output was found. Connect or switch on a loudspeaker or headphones, or write "
        "the session to a file: voiceguide make"
    )


def _samples(pull: Pull) -> Generator[bytes, int]:
    count = yield b""
    while True:
        count = yield pull(count)
