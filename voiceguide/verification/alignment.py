"""Decides whether a phrase is heard in the sound of its window.

Aligns the words of the phrase with the sound, and those of its rivals: other phrases
of the same session that share words with it. If a rival fits the sound better, the
rival was said. This finds swapped cues that the fit alone would miss ("Press gently
..." for "Press away from ...").
"""

import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import islice
from multiprocessing import get_context, parent_process

from voiceguide.verification.recogniser import Recogniser

Words = tuple[str, ...]

RIVALS = 2
_LEAST_ALIKE = 0.5
"""A rival shares at least this part of its words, in order. Any other phrase fits badly anyway."""

_COMPARED = 40
"""The number of words to compare: the first words show whether phrases are rivals."""

_EFFORT = 2_000_000
"""This number divided by the session's words is the number of neighbours on either side that each
phrase is compared with: all of them, in a session of up to 400 sentences."""

_EXPLAINED = 0.8
"""A rival must cover this share of the sound that the phrase covers: the recogniser takes the rest
of the sound for silence when a rival runs out of words."""

_AHEAD = 4
"""Windows queued per process: enough to keep it busy, few enough to save memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The sound around a phrase (mono s16le at the recogniser's rate), its words and its rivals."""

    pcm: bytes
    words: Words
    rivals: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """The recogniser's findings in a window.

    `first_ms` is the start of the first word, from the window's start, and `fit`
    says how well the words fit (see `recogniser.Alignment`); both are None if they
    don't fit at all. `rival` is the rival heard instead, if any. `guessed` has the
    words whose pronunciation is not in the dictionary.
    """

    first_ms: int | None = None
    fit: float | None = None
    rival: Words | None = None
    guessed: tuple[str, ...] = ()


def rivals(texts: Iterable[Words]) -> Mapping[Words, tuple[Words, ...]]:
    """Returns, for each phrase, the few other phrases most similar to it."""
    different = list(dict.fromkeys(texts))
    near = _EFFORT // max(sum(min(len(words), _COMPARED) for words in different), 1)
    found = {}
    for at, words in enumerate(different):
        neighbours = different[max(0, at - near) : at + near + 1]
        found[words] = tuple(_alike(words, neighbours))
    return found


def _alike(words: Words, others: Sequence[Words]) -> Iterator[Words]:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(words[:_COMPARED])
    rated: list[tuple[float, int]] = []
    for index, other in enumerate(others):
        matcher.set_seq1(other[:_COMPARED])
        if other != words and (ratio := matcher.ratio()) >= _LEAST_ALIKE:
            rated.append((-ratio, index))
    yield from (others[index] for _, index in sorted(rated)[:RIVALS])


def hear(window: Window) -> Hearing:
    """Aligns the window's words and those of its rivals. Raises EngineSetupError."""
    recogniser = _recogniser()
    own = recogniser.align(window.words, window.pcm)
    guessed = tuple(word for word in dict.fromkeys(window.words) if word in recogniser.guessed)
    if own is None:
        return Hearing(guessed=guessed)
    best, instead = own.fit, None
    for words in window.rivals:
        other = recogniser.align(words, window.pcm)
        if other is None or other.spoken_ms < _EXPLAINED * own.spoken_ms:
            continue
        if other.fit > best:
            best, instead = other.fit, words
    return Hearing(first_ms=own.first_ms, fit=own.fit, rival=instead, guessed=guessed)


def hear_all(windows: Iterable[Window], *, workers: int) -> Iterator[Hearing]:
    """Yields `hear` of each window, in order, computed in `workers` processes.

    Threads would not help, because the recogniser blocks Python's other threads.
    """
    if workers == 1:
        yield from map(hear, windows)
        return
    coming = iter(windows)
    spawning = get_context("spawn")
    with ProcessPoolExecutor(workers, spawning, initializer=_end_with_parent) as pool:
        with _without_ctrl_c():
            waiting: list[Future[Hearing]] = [
                pool.submit(hear, window) for window in islice(coming, workers * _AHEAD)
            ]
        try:
            while waiting:
                yield waiting.pop(0).result()
                waiting += (pool.submit(hear, window) for window in islice(coming, 1))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def _without_ctrl_c() -> Iterator[None]:
    """Makes the processes that start here ignore Ctrl-C; this process ends them.

    They inherit the signal mask. In this process, a Ctrl-C takes effect after the block.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """Ends this process when the one that started it ends, even if that is killed outright.

    The pool's processes hold both ends of its queue, and would otherwise wait for ever.
    """

    def wait() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


@cache
def _recogniser() -> Recogniser:
    """Returns the process's recogniser; loading its model takes as long as aligning a cue."""
    return Recogniser()
