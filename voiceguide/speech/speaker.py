"""All of a session's words, spoken: each once, in parallel, and kept."""

import contextlib
import itertools
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from voiceguide.audio.clip import Sound
from voiceguide.audio.voice_chain import AUTO
from voiceguide.cache.store import Store
from voiceguide.errors import SpeechError
from voiceguide.speech.delivery import Manner, chain_of, kept_clip, key_of, spoken_clip
from voiceguide.speech.engine import Engine
from voiceguide.speech.scratch import scratch
from voiceguide.speech.voicing import close_engine, fingerprint_of

_MOST_WORKERS = 4
_POLL_S = 0.2
_PARTING_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words to speak; `cue` says where they stand, for errors: `step 3, opening`."""

    text: str
    cue: str


@contextlib.contextmanager
def speaking(
    lines: Sequence[Line],
    make_engine: Callable[[], Engine],
    store: Store,
    *,
    comma_ms: int = 0,
    chain: str = AUTO,
    workers: int | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    on_spoken: Callable[[str], None] | None = None,
    on_clip: Callable[[str, Sound], None] | None = None,
) -> Iterator[Callable[[], dict[str, Sound]]]:
    """Engines at work on what is missing in the store, while the caller does something else.

    What the caller gets waits for all of it, and gives the clip of each distinct text, in the
    order of the lines. A clip is in the store as soon as it is done, so a run that was stopped
    is gone on with by the next one.

    `workers` engines speak at once (by default one more than there are cores,
    up to four). `comma_ms` is the pause between two phrases of a text; 0 leaves commas
    to the engine. `chain` names the preset that each clip goes through, "auto" the one
    that suits the engine. While it is waited for, `on_progress` gets the number of texts done
    and their total, before the first and after each; `on_clip` each text and its clip, and
    `on_spoken` each text that was not in the store.

    Waiting raises SpeechError for the first text that could not be spoken: after two
    tries, or one where the engine refused. It raises OutputError in its place where there is no
    room for what engines write. InputErrors of the engine pass; UnknownNameError for a chain
    that does not exist is raised at once.
    """
    cues: dict[str, str] = {}
    for line in lines:
        cues.setdefault(line.text, line.cue)
    if not cues:
        yield dict
        return
    report, tell_spoken, tell = on_progress or _ignore, on_spoken or _ignore, on_clip or _ignore
    with contextlib.ExitStack() as engines:
        first = _opened(make_engine, engines)
        manner = Manner(comma_ms, chain_of(first, chain))
        fingerprint = fingerprint_of(first)
        keys = {text: key_of(first.name, fingerprint, manner, text) for text in cues}
        found = {text: kept_clip(store, key) for text, key in keys.items()}
        kept = {text: clip for text, clip in found.items() if clip is not None}
        missing = {text: cue for text, cue in cues.items() if text not in kept}
        count = min(workers or _default_workers(), len(missing))
        crew = [first, *(_opened(make_engine, engines) for _ in range(count - 1))]
        spoken = engines.enter_context(_at_work(missing, keys, crew, manner, store))

        def waited_for() -> dict[str, Sound]:
            clips: dict[str, Sound] = {}
            report(0, len(cues))
            for text, clip in itertools.chain(kept.items(), spoken()):
                clips[text] = clip
                tell(text, clip)
                report(len(clips), len(cues))
                if text in missing:
                    tell_spoken(text)
            return {text: clips[text] for text in cues}

        yield waited_for


def _ignore(*_: object) -> None:
    """Tell nobody."""


def _default_workers() -> int:
    """One more than there are cores, because an engine waits while its clip is shaped."""
    return min(_MOST_WORKERS, (os.cpu_count() or 1) + 1)


def _opened(make_engine: Callable[[], Engine], engines: contextlib.ExitStack) -> Engine:
    engine = make_engine()
    engines.callback(close_engine, engine)
    return engine


@contextlib.contextmanager
def _at_work(
    missing: Mapping[str, str],
    keys: Mapping[str, str],
    crew: Sequence[Engine],
    manner: Manner,
    store: Store,
) -> Iterator[Callable[[], Iterator[tuple[str, Sound]]]]:
    """A thread for each engine; gives what gives each text of `missing` as it is done."""
    if not missing:
        yield lambda: iter(())
        return
    with scratch() as folder:
        jobs = _Jobs(missing, keys, manner, store, folder)
        threads = [
            # Daemons, so that an engine that can't be stopped doesn't hold up the end.
            threading.Thread(target=jobs.work, args=(engine, index), daemon=True)
            for index, engine in enumerate(crew)
        ]
        try:
            for thread in threads:
                thread.start()
            yield jobs.done
        finally:
            jobs.stop()
            for engine in crew:
                close_engine(engine)
            until = time.monotonic() + _PARTING_S
            for thread in threads:
                if thread.ident is not None:
                    thread.join(max(0, until - time.monotonic()))


class _Jobs:
    """What is to be spoken, shared by the threads, and what came of it."""

    def __init__(
        self,
        cues: Mapping[str, str],
        keys: Mapping[str, str],
        manner: Manner,
        store: Store,
        folder: Path,
    ) -> None:
        self._cues = cues
        self._keys = keys
        self._manner = manner
        self._store = store
        self._folder = folder
        self._todo = iter(tuple(cues))
        self._lock = threading.Lock()
        self._stopped = False
        self._outcomes: queue.Queue[tuple[str, Sound | Exception]] = queue.Queue()

    def work(self, engine: Engine, index: int) -> None:
        """Speak what is left, one after the other, until all is done or stopped."""
        while (text := self._take()) is not None:
            cue = self._cues[text]
            outcome: Sound | Exception = SpeechError(cue, text, "the engine ended its own thread")
            try:
                target = self._folder / f"{index}.wav"
                key = self._keys[text]
                outcome = clip = spoken_clip(engine, text, cue, key, self._manner, target)
                self._store.put(key, clip.pcm)
                outcome = kept_clip(self._store, key) or clip
            except Exception as error:
                self.stop()
                outcome = error
            finally:
                self._outcomes.put((text, outcome))

    def done(self) -> Iterator[tuple[str, Sound]]:
        """Each text with its clip, as they are done. Raises the first failure."""
        for _ in self._cues:
            text, outcome = self._next_outcome()
            if isinstance(outcome, Exception):
                raise outcome
            yield text, outcome

    def _next_outcome(self) -> tuple[str, Sound | Exception]:
        """Wait for one; in short waits, since on Windows a wait is deaf to Ctrl-C."""
        while True:
            with contextlib.suppress(queue.Empty):
                return self._outcomes.get(timeout=_POLL_S)

    def stop(self) -> None:
        """No thread takes another text after this."""
        with self._lock:
            self._stopped = True

    def _take(self) -> str | None:
        with self._lock:
            return None if self._stopped else next(self._todo, None)
