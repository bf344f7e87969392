"""The crew at work: a signal while the main thread waits for a clip."""

import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import cast

import pytest

from tests.speech.fakes import Log
from voiceguide.audio.clip import Clip
from voiceguide.speech.delivery import Delivery
from voiceguide.speech.guarded import Guarded
from voiceguide.speech.workers import at_work


class _Stop(Exception):
    pass


class _AtOnce:
    """A delivery whose clips are ready as soon as they are asked for."""

    def __init__(self, clip: Clip) -> None:
        self._clip = clip

    def spoken(self, *_: object) -> Clip:
        return self._clip


def _stop(*_: object) -> None:
    raise _Stop


def _listen(work: AbstractContextManager[Iterator[object]], stop_after_s: float) -> None:
    with work as done:
        signal.setitimer(signal.ITIMER_REAL, stop_after_s)
        for _ in done:
            pass


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers on this system")
def test_a_signal_never_breaks_the_threads_that_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    broken: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda failed: broken.append(failed.exc_value))
    cues = {f"Cue {number}.": f"cue {number}" for number in range(20_000)}
    delivery = cast("Delivery", _AtOnce(Clip("a clip", b"")))
    log = Log()
    before = signal.signal(signal.SIGALRM, _stop)
    try:
        for tenths in range(1, 40):
            crew = [Guarded(log()), Guarded(log())]
            with pytest.raises(_Stop):
                _listen(at_work(cues, crew, delivery), tenths / 10_000)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert broken == []
