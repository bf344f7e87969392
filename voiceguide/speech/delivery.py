"""How one text becomes a clip, and where that is kept."""

import contextlib
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from voiceguide.audio.clip import BYTES_PER_MS, Clip, KeptClip
from voiceguide.audio.voice_chain import AUTO, NATURAL, OFF, VoiceChain, find
from voiceguide.cache.store import Store
from voiceguide.errors import (
    AudioError,
    EngineCrashed,
    EngineError,
    EngineTimeout,
    InputError,
    LostClipError,
    SpeechError,
)
from voiceguide.speech.engine import Engine
from voiceguide.speech.phrasing import phrases
from voiceguide.speech.scratch import check_room

CLIP_VERSION = 6
"""Part of every cache key: raise it when trimming, levelling or fading of clips
changes, or else clips of the old and the new kind would stand in one session."""

_TRIES = 2


@dataclass(frozen=True, slots=True)
class Manner:
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


def chain_of(engine: Engine, wanted: str) -> VoiceChain:
    """The preset asked for by name; for "auto", the engine's own, if it has one."""
    if wanted != AUTO:
        return find(wanted)
    return OFF if engine.silent else find(getattr(engine, "chain", NATURAL.name))


def key_of(engine: str, fingerprint: str, manner: Manner, text: str) -> str:
    """The engine's name is part of it: two strangers may both call themselves "rate 150"."""
    parts = f"{manner.fingerprint(text)}\n{engine}\n{fingerprint}\n{text}"
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


def kept_clip(store: Store, key: str) -> KeptClip | None:
    """A clip in the store, which is not read before it is needed."""
    size = store.size(key)
    if size is None or size % BYTES_PER_MS:
        return None

    def load() -> bytes:
        pcm = store.get(key)
        if pcm is None or len(pcm) != size:
            store.drop(key)
            raise LostClipError("a kept cue is gone or damaged; run again, and it is spoken anew")
        return pcm

    return KeptClip(key, size // BYTES_PER_MS, load)


def spoken_clip(
    engine: Engine, text: str, cue: str, key: str, manner: Manner, target: Path
) -> Clip:
    """One text, with a second try where that may help."""
    failure: Exception | None = None
    for _ in range(_TRIES):
        try:
            files = list(_phrase_files(engine, manner.phrases(text), target))
            # Only now: the first words are spoken while the libraries for sound are loaded.
            from voiceguide.audio.shaping import clip_from_files

            return clip_from_files(
                files,
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
        check_room(file.parent)
        yield file
