"""All of a session's words, spoken: each once, in parallel, and kept."""

import contextlib
import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from voiceguide.audio.clip import Sound
from voiceguide.audio.voice_chain import AUTO
from voiceguide.cache.store import Store
from voiceguide.speech.crew import at_work
from voiceguide.speech.delivery import Delivery
from voiceguide.speech.engine import Engine, traits_of

_MOST_WORKERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words to speak; `cue` says where they stand, for errors: `step 3, opening`."""

    text: str
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The clip of one text; `fresh` if it was not in the store."""

    text: str
    clip: Sound
    fresh: bool


@contextlib.contextmanager
def speaking(
    lines: Sequence[Line],
    make_engine: Callable[[], Engine],
    store: Store,
    *,
    comma_ms: int = 0,
    chain: str = AUTO,
    workers: int | None = None,
) -> Iterator[Iterator[Spoken]]:
    """Speaks what is missing in the store, while the caller does something else.

    Yields an iterator over the clips of all distinct texts: first those in the store, then
    each as it is done. A clip is in the store as soon as it is done, so the next run goes on
    where one was stopped.

    `workers` engines speak at once: by default one more than there are cores, up to four, and
    never more than the engine's traits allow. `comma_ms` is the pause between two phrases of a
    text, for an engine whose texts are cut at commas; 0 leaves commas to the engine. `chain`
    names the preset that each clip goes through, "auto" the one that suits the engine.

    The iterator raises SpeechError for the first text that could not be spoken: after two
    tries, or one where the engine refused. It raises OutputError in its place where there is no
    room for what engines write. InputErrors of the engine pass; UnknownNameError for a chain
    that does not exist is raised at once.
    """
    cues: dict[str, str] = {}
    for line in lines:
        cues.setdefault(line.text, line.cue)
    if not cues:
        yield iter(())
        return
    with contextlib.ExitStack() as engines:

        def opened() -> Engine:
            return engines.enter_context(contextlib.closing(make_engine()))

        first = opened()
        delivery = Delivery.by(first, store, comma_ms=comma_ms, chain=chain)
        found = {text: delivery.kept(text) for text in cues}
        kept = [
            Spoken(text=text, clip=clip, fresh=False)
            for text, clip in found.items()
            if clip is not None
        ]
        missing = {text: cue for text, cue in cues.items() if found[text] is None}
        crew = [first, *(opened() for _ in range(_crew_size(first, len(missing), workers) - 1))]
        clips = engines.enter_context(at_work(missing, crew, delivery))
        fresh = (Spoken(text=text, clip=clip, fresh=True) for text, clip in clips)
        yield itertools.chain(kept, fresh)


def _crew_size(engine: Engine, texts: int, workers: int | None) -> int:
    """One more than there are cores, because an engine waits while its clip is shaped."""
    usual = min(_MOST_WORKERS, (os.cpu_count() or 1) + 1)
    return min(workers or usual, traits_of(engine).at_once or _MOST_WORKERS, texts)
