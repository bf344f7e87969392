"""How one text becomes a clip, and how the clip is cached."""

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from voiceguide.audio.clip import BYTES_PER_MS, CachedClip, Clip, Sound
from voiceguide.audio.voice_chain import AUTO, OFF, VoiceChain, find
from voiceguide.cache.store import Store
from voiceguide.errors import (
    AudioError,
    EngineCrashed,
    EngineTimeout,
    InputError,
    LostClipError,
    SpeechError,
    VoiceguideError,
)
from voiceguide.speech.engine import Engine, traits_of
from voiceguide.speech.phrasing import phrases
from voiceguide.speech.scratch import check_room

CLIP_VERSION = 6
"""Part of every cache key. Raise it when trimming, levelling or fading of clips changes;
otherwise one session would mix old and new clips."""

_TRIES = 2

_LEAST_MS, _MOST_MS = 60_000, 30 * 60_000
_MS_A_LETTER = 1_000
"""Fifteen times as slow as calm speech."""


def longest_ms(text: str) -> int:
    """Returns the most sound that an engine can need for a text, with whatever silence around it.

    Sound of any length would be held in memory; an engine that writes more is out of order.
    """
    return min(_LEAST_MS + len(text) * _MS_A_LETTER, _MOST_MS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How a text becomes a clip, the same for every engine of a crew.

    `comma_ms` is the pause between two phrases of a text; 0 leaves commas to the engine.
    `pace` is how fast engines were asked to speak, relative to a calm pace.
    `engine` and `fingerprint` are part of the keys in `store`.
    """

    comma_ms: int
    pace: float
    chain: VoiceChain
    engine: str
    fingerprint: str
    store: Store

    @classmethod
    def by(
        cls, engine: Engine, store: Store, *, comma_ms: int, chain: str, pace: float = 1.0
    ) -> Self:
        """Returns the delivery for that engine and all others with the same settings.

        The chain "auto" is the one that suits the engine. Raises UnknownNameError for a chain
        that does not exist, EngineSetupError for an engine that fails to describe itself.
        """
        traits = traits_of(engine)
        suitable = OFF.name if engine.silent else traits.chain
        return cls(
            comma_ms=comma_ms if traits.cut == "clauses" else 0,
            pace=pace,
            chain=find(suitable if chain == AUTO else chain),
            engine=engine.name,
            fingerprint=engine.fingerprint(),
            store=store,
        )

    def phrases(self, text: str) -> tuple[str, ...]:
        """Returns the pieces of a text that the engine speaks, in order."""
        return phrases(text, self.comma_ms)

    def key(self, text: str) -> str:
        """Returns a digest of all that the clip depends on; the pause counts only if it has one.

        It includes the chain's numbers, so that changing them needs no new `CLIP_VERSION`, and
        the engine's name, since two engines may both have the fingerprint "rate 150".
        """
        joined = f", {self.comma_ms} ms" if len(self.phrases(text)) > 1 else ""
        manner = f"{CLIP_VERSION}{joined}, {self.chain.fingerprint()}"
        parts = f"{manner}\n{self.engine}\n{self.fingerprint}\n{text}"
        return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()

    def kept(self, text: str) -> CachedClip | None:
        """Returns the text's clip, or None if the store lacks it. Its sound is read when needed."""
        key, store = self.key(text), self.store
        size = store.size(key)
        if size is None or size % BYTES_PER_MS:
            return None

        def load() -> bytes:
            pcm = store.get(key)
            if pcm is None or len(pcm) != size:
                store.drop(key)
                raise LostClipError(
                    "a cached cue is missing or damaged; run again to speak it again"
                )
            return pcm

        return CachedClip(key, size // BYTES_PER_MS, load)

    def spoken(self, engine: Engine, text: str, cue: str, target: Path) -> Sound:
        """Speaks the text into files beside `target`, and puts its clip into the store.

        Failures that may pass are tried twice. Raises SpeechError, which names the cue. The
        engine's InputErrors pass through.
        """
        clip = self._clip(engine, text, cue, target)
        self.store.put(clip.name, clip.pcm)
        return self.kept(text) or clip

    def _clip(self, engine: Engine, text: str, cue: str, target: Path) -> Clip:
        failure: Exception | None = None
        for _ in range(_TRIES):
            try:
                files = list(self._files(engine, text, target))
                # Imported late, so that the first words are spoken before the audio libraries load.
                from voiceguide.audio.shaping import clip_from_files

                return clip_from_files(
                    files,
                    self.key(text),
                    pause_ms=self.comma_ms,
                    silent=engine.silent,
                    chain=self.chain,
                    longest_ms=longest_ms(text),
                    texts=self.phrases(text),
                    pace=self.pace,
                )
            except (EngineCrashed, EngineTimeout, AudioError) as error:
                failure = error
            except InputError:
                raise
            except VoiceguideError as error:
                raise SpeechError(cue, text, str(error)) from error
        raise SpeechError(cue, text, str(failure)) from failure

    def _files(self, engine: Engine, text: str, target: Path) -> Iterator[Path]:
        """Speaks each phrase into a separate file beside `target`."""
        for number, phrase in enumerate(self.phrases(text)):
            file = target.with_stem(f"{target.stem}-{number}")
            with contextlib.suppress(OSError):
                file.unlink()
            engine.speak(phrase, file)
            check_room(file.parent)
            yield file
