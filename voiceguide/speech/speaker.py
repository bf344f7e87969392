"""All of a session's words, spoken: each once, in parallel, and kept."""

import contextlib
import hashlib
import os
import queue
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from voiceguide.audio.clip import BYTES_PER_MS, Clip
from voiceguide.audio.voice_chain import AUTO, NATURAL, OFF, VoiceChain, find
from voiceguide.errors import (
    AudioError,
    EngineCrashed,
    EngineError,
    EngineTimeout,
    InputError,
    SpeechError,
)
from voiceguide.speech.engine import Engine
from voiceguide.speech.phrasing import phrases
from voiceguide.store import Store

CLIP_VERSION = 5
"""Part of every cache key: raise it when trimming, levelling or fading of clips
changes, or else clips of the old and the new kind would stand in one session."""

_TRIES = 2
_MOST_WORKERS = 4
_POLL_S = 0.2
_PARTING_S = 5.0


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a text becomes a clip, whoever speaks."""

    comma_ms: int
    chain: VoiceChain

    def phrases(self, text: str) -> tuple[str, ...]:
        """What the engine gets, one after the other."""
        return phrases(text, self.comma_ms)

    def fingerprint(self, text: str) -> str:
        """What the sound depends on; the pause only where there is one.

        With the chain's numbers: where they change, nobody has to remember `CLIP_VERSION`.
        """
        joined = f", {self.comma_ms} ms" if len(self.phrases(text)) > 1 else ""
        return f"{CLIP_VERSION}{joined}, {self.chain.fingerprint()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words to speak; `cue` says where they stand, for errors: `step 3, opening`."""

    text: str
    cue: str


def speak_all(
    lines: Sequence[Line],
    make_engine: Callable[[], Engine],
    store: Store,
    *,
    comma_ms: int = 0,
    chain: str = AUTO,
    workers: int | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    on_clip: Callable[[str, Clip], None] | None = None,
) -> dict[str, Clip]:
    """The clip of each distinct text, in the order of the lines.

    `workers` engines speak at once (by default one more than there are cores,
    up to four). `comma_ms` is the pause between two phrases of a text; 0 leaves commas
    to the engine. `chain` names the preset that each clip goes through, "auto" the one
    that suits the engine. `on_progress` gets the number of texts done and their total,
    before the first and after each; `on_clip` each text and its clip. A clip is in the store as
    soon as it is done, so a run that was stopped is gone on with by the next one.

    Raises SpeechError for the first text that could not be spoken: after two
    tries, or one where the engine refused; UnknownNameError for a chain that does not
    exist. InputErrors of the engine pass.
    """
    cues: dict[str, str] = {}
    for line in lines:
        cues.setdefault(line.text, line.cue)
    if not cues:
        return {}
    clips: dict[str, Clip] = {}

    def done(text: str, clip: Clip) -> None:
        clips[text] = clip
        if on_clip is not None:
            on_clip(text, clip)
        if on_progress is not None:
            on_progress(len(clips), len(cues))

    with contextlib.ExitStack() as engines:
        first = _opened(make_engine, engines)
        manner = _Manner(comma_ms, _chain(first, chain))
        if on_progress is not None:
            on_progress(0, len(cues))
        fingerprint = first.fingerprint()
        keys = {text: _key(first.name, fingerprint, manner, text) for text in cues}
        for text, key in keys.items():
            if (clip := _kept(store, key)) is not None:
                done(text, clip)
        missing = {text: cues[text] for text in cues if text not in clips}
        count = min(workers or _default_workers(), len(missing))
        crew = [first, *(_opened(make_engine, engines) for _ in range(count - 1))]
        with contextlib.closing(_spoken(missing, keys, crew, manner, store)) as spoken:
            for text, clip in spoken:
                done(text, clip)
    return {text: clips[text] for text in cues}


def _chain(engine: Engine, wanted: str) -> VoiceChain:
    """The preset asked for by name; for "auto", the engine's own, if it has one."""
    if wanted != AUTO:
        return find(wanted)
    return OFF if engine.silent else find(getattr(engine, "chain", NATURAL.name))


def _key(engine: str, fingerprint: str, manner: _Manner, text: str) -> str:
    """The engine's name is part of it: two strangers may both call themselves "rate 150"."""
    parts = f"{manner.fingerprint(text)}\n{engine}\n{fingerprint}\n{text}"
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


def _default_workers() -> int:
    """One more than there are cores, because an engine sleeps while it waits for its library."""
    return min(_MOST_WORKERS, (os.cpu_count() or 1) + 1)


def _opened(make_engine: Callable[[], Engine], engines: contextlib.ExitStack) -> Engine:
    engine = make_engine()
    engines.callback(_close, engine)
    return engine


def _close(engine: Engine) -> None:
    """A stranger's engine that can't even close must not hide why it is being closed."""
    with contextlib.suppress(Exception):
        engine.close()


def _spoken(
    missing: Mapping[str, str],
    keys: Mapping[str, str],
    crew: Sequence[Engine],
    manner: _Manner,
    store: Store,
) -> Generator[tuple[str, Clip]]:
    """Each text of `missing` with its clip, as they are done; raises the first failure."""
    if not missing:
        return
    with tempfile.TemporaryDirectory(prefix="voiceguide-", ignore_cleanup_errors=True) as folder:
        jobs = _Jobs(missing, keys, manner, store, Path(folder))
        threads = [
            # Daemons, so that an engine that can't be stopped doesn't hold up the end.
            threading.Thread(target=jobs.work, args=(engine, index), daemon=True)
            for index, engine in enumerate(crew)
        ]
        try:
            for thread in threads:
                thread.start()
            for _ in missing:
                text, outcome = jobs.next_outcome()
                if isinstance(outcome, Exception):
                    raise outcome
                yield text, outcome
        finally:
            jobs.stop()
            for engine in crew:
                _close(engine)
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
        manner: _Manner,
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
        self._outcomes: queue.Queue[tuple[str, Clip | Exception]] = queue.Queue()

    def work(self, engine: Engine, index: int) -> None:
        """Speak what is left, one after the other, until all is done or stopped."""
        while (text := self._take()) is not None:
            cue = self._cues[text]
            outcome: Clip | Exception = SpeechError(cue, text, "the engine ended its own thread")
            try:
                target = self._folder / f"{index}.wav"
                outcome = _speak(engine, text, cue, self._keys[text], self._manner, target)
                self._store.put(self._keys[text], outcome.pcm)
            except Exception as error:
                self.stop()
                outcome = error
            finally:
                self._outcomes.put((text, outcome))

    def next_outcome(self) -> tuple[str, Clip | Exception]:
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


def _kept(store: Store, key: str) -> Clip | None:
    pcm = store.get(key)
    return None if pcm is None or len(pcm) % BYTES_PER_MS else Clip(key, pcm)


def _speak(engine: Engine, text: str, cue: str, key: str, manner: _Manner, target: Path) -> Clip:
    """One text, with a second try where that may help."""
    from voiceguide.audio.shaping import clip_from_files

    failure: Exception | None = None
    for _ in range(_TRIES):
        try:
            return clip_from_files(
                list(_phrase_files(engine, manner.phrases(text), target)),
                key,
                pause_ms=manner.comma_ms,
                silent=engine.silent,
                chain=manner.chain,
            )
        except (EngineCrashed, EngineTimeout, AudioError) as error:
            failure = error
        except EngineError as error:
            raise SpeechError(cue, text, str(error)) from error
        except InputError:
            raise
        except Exception as error:
            reason = f"engine {engine.name!r} failed: {type(error).__name__}: {error}"
            raise SpeechError(cue, text, reason) from error
    raise SpeechError(cue, text, str(failure)) from failure


def _phrase_files(engine: Engine, phrases: Sequence[str], target: Path) -> Iterator[Path]:
    """Every phrase spoken, each into a file of its own beside `target`."""
    for number, phrase in enumerate(phrases):
        file = target.with_stem(f"{target.stem}-{number}")
        with contextlib.suppress(OSError):
            file.unlink()
        engine.speak(phrase, file)
        yield file
