"""Speaks all of a session's words in parallel: each text once, and cached."""

import contextlib
import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from voiceguide.audio.clip import Sound
from voiceguide.audio.voice_chain import AUTO
from voiceguide.cache.store import Store
from voiceguide.speech.beats import Beats
from voiceguide.speech.calm import Calm
from voiceguide.speech.delivery import Delivery
from voiceguide.speech.engine import Traits
from voiceguide.speech.guarded import Guarded
from voiceguide.speech.workers import at_work

_MOST_WORKERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words to speak; `cue` is their place in the script, for errors: `step 3, opening`."""

    text: str
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The clip of one text; `fresh` if it was not in the store."""

    text: str
    clip: Sound
    fresh: bool


class Speaker:
    """Speaks texts that are missing from a store, with a crew of engines.

    It takes engines when there is something to speak, and gives them back. `workers` engines speak
    at once: by default one more than there are cores, up to four, and never more than the engine's
    traits allow. `comma_ms` is the pause between two phrases of a text, for an engine whose texts
    are cut at commas; 0 leaves commas to the engine. `chain` names the preset that each clip goes
    through; "auto" is the one that suits the engine. `pace` is the requested pace relative to a
    calm one; engines speak it at their own `rate`. `calm` has the minimum length of each text;
    without it, no text is too fast. With `beats`, every clip has the same time before its onset,
    and fits its beat.

    Raises UnknownNameError for a chain that does not exist.
    """

    def __init__(
        self,
        take: Callable[[], Guarded],
        give_back: Callable[[Guarded], None],
        store: Store,
        *,
        comma_ms: int = 0,
        chain: str = AUTO,
        pace: float = 1.0,
        rate: int | None = None,
        calm: Calm | None = None,
        beats: Beats | None = None,
        workers: int | None = None,
    ) -> None:
        self._take = take
        self._give_back = give_back
        self._workers = workers
        engine = take()
        try:
            self._traits = engine.traits
            self._delivery = Delivery.by(
                engine,
                store,
                comma_ms=comma_ms,
                chain=chain,
                pace=pace,
                rate=rate,
                calm=calm,
                beats=beats,
            )
        finally:
            give_back(engine)

    @contextlib.contextmanager
    def speaking(self, lines: Iterable[Line]) -> Iterator[Iterator[Spoken]]:
        """Speaks in the background the texts that are missing from the store.

        Yields an iterator over the clips of all distinct texts: first those in the store, then the
        others as they finish. Each clip is stored as soon as it is done, so an interrupted run
        resumes where it stopped. Leaving before all have finished closes the engines.

        The iterator raises SpeechError for the first text that could not be spoken, after two
        tries, or after one if the engine refused it. It raises OutputError instead if there is no
        space for the engines' files. The engine's InputErrors pass through.
        """
        cues: dict[str, str] = {}
        for line in lines:
            cues.setdefault(line.text, line.cue)
        found = {text: self._delivery.kept(text) for text in cues}
        kept = [
            Spoken(text=text, clip=clip, fresh=False)
            for text, clip in found.items()
            if clip is not None
        ]
        missing = {text: cue for text, cue in cues.items() if found[text] is None}
        crew: list[Guarded] = []
        try:
            while len(crew) < _crew_size(self._traits, len(missing), self._workers):
                crew.append(self._take())
            with at_work(missing, crew, self._delivery) as clips:
                fresh = (Spoken(text=text, clip=clip, fresh=True) for text, clip in clips)
                yield itertools.chain(kept, fresh)
        finally:
            for engine in crew:
                self._give_back(engine)


def _crew_size(traits: Traits, texts: int, workers: int | None) -> int:
    """Returns how many engines speak at once, for that many texts.

    That is one more than there are cores, because an engine is idle while its clip is shaped.
    """
    usual = min(_MOST_WORKERS, (os.cpu_count() or 1) + 1)
    return min(workers or usual, traits.at_once or _MOST_WORKERS, texts)
