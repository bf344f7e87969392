"""Speaks texts with several engines, each in its own thread."""

import contextlib
import queue
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from voiceguide.audio.clip import Sound
from voiceguide.errors import SpeechError
from voiceguide.speech.delivery import Delivery
from voiceguide.speech.guarded import Guarded
from voiceguide.speech.scratch import scratch

_POLL_S = 0.2
_PARTING_S = 5.0


@contextlib.contextmanager
def at_work(
    cues: Mapping[str, str], crew: Sequence[Guarded], delivery: Delivery
) -> Iterator[Iterator[tuple[str, Sound]]]:
    """Speaks in one thread per engine. `cues` maps each text to its place in the script.

    Yields an iterator over (text, clip) as clips finish; it raises the first failure. Leaving
    before all have finished closes the engines, even while they speak.
    """
    if not cues:
        yield iter(())
        return
    with scratch() as folder:
        jobs = _Jobs(cues, delivery, folder, is_alone=len(crew) == 1)
        threads = [
            # Daemon threads, so that an engine that can't be stopped doesn't block the exit.
            threading.Thread(target=jobs.work, args=(engine, index), daemon=True)
            for index, engine in enumerate(crew)
        ]
        try:
            for thread in threads:
                thread.start()
            yield jobs.done()
        finally:
            jobs.stop()
            if not jobs.are_done:
                for engine in crew:
                    engine.close()
            until = time.monotonic() + _PARTING_S
            for thread in threads:
                if thread.ident is not None:
                    thread.join(max(0, until - time.monotonic()))


class _Jobs:
    """The texts to speak and the outcomes, shared by the threads."""

    def __init__(
        self, cues: Mapping[str, str], delivery: Delivery, folder: Path, *, is_alone: bool
    ) -> None:
        self._is_alone = is_alone
        self._cues = cues
        self._delivery = delivery
        self._folder = folder
        self._todo = iter(tuple(cues))
        self._lock = threading.Lock()
        self._stopped = False
        self.are_done = False
        # Not a Queue: a signal that interrupts its wait may leave its lock released.
        self._outcomes: queue.SimpleQueue[tuple[str, Sound | Exception]] = queue.SimpleQueue()

    def work(self, engine: Guarded, index: int) -> None:
        """Speaks the remaining texts, one by one, until none is left or `stop` is called."""
        target = self._folder / f"{index}.wav"
        if self._is_alone:
            requests = map(self._delivery.request, self._cues)
            engine.expect([(phrase, asked.rate) for asked in requests for phrase in asked.pieces])
        while (text := self._take()) is not None:
            cue = self._cues[text]
            outcome: Sound | Exception = SpeechError(cue, text, "the engine ended its own thread")
            try:
                outcome = self._delivery.spoken(engine, text, cue, target)
            except Exception as error:
                self.stop()
                outcome = error
            finally:
                self._outcomes.put((text, outcome))

    def done(self) -> Iterator[tuple[str, Sound]]:
        """Yields (text, clip) as clips finish. Raises the first failure."""
        for _ in self._cues:
            text, outcome = self._next_outcome()
            if isinstance(outcome, Exception):
                raise outcome
            yield text, outcome
        self.are_done = True

    def _next_outcome(self) -> tuple[str, Sound | Exception]:
        """Waits for the next outcome, in short waits: on Windows, Ctrl-C interrupts no wait."""
        while True:
            with contextlib.suppress(queue.Empty):
                return self._outcomes.get(timeout=_POLL_S)

    def stop(self) -> None:
        """Hands out no more texts."""
        with self._lock:
            self._stopped = True

    def _take(self) -> str | None:
        with self._lock:
            return None if self._stopped else next(self._todo, None)
