"""The only module that uses pocketsphinx: aligns words with a sound."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import shake_128
from importlib import import_module
from itertools import chain, count, takewhile
from typing import Any

from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.audio.pydub_adapter import overlay
from voiceguide.errors import AudioError, EngineSetupError
from voiceguide.verification.pronunciation import guess

RATE = 16_000
"""The sampling rate of the recogniser's English model, in Hz."""

_FRAME_MS = 10
_LEAST_BYTES = 3200
"""The bytes of 0.1 s; shorter sounds have no words."""

_DITHER = 3
"""The dither's amplitude: 1e-4 of full scale, in 16-bit steps."""

_SMALLEST = 5e-324
"""Replaces likelihoods that are too small for a float, which pocketsphinx reports as 0."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Words aligned with a sound.

    `first_ms` is the start of the first word, from the sound's start; `spoken_ms`
    the length of all words; `fit` the mean log likelihood of a frame (10 ms) inside
    them, where higher is better.
    """

    first_ms: int
    spoken_ms: int
    fit: float


class Recogniser:
    """pocketsphinx with its own English model.

    Raises EngineSetupError if it is not installed.
    """

    def __init__(self) -> None:
        try:
            pocketsphinx = import_module("pocketsphinx")
        except ImportError as error:
            raise EngineSetupError(
                "the recogniser that listens to a track is not installed. "
                "Install it with: pip install 'voiceguide[verify]'"
            ) from error
        self._decoder: Any = pocketsphinx.Decoder(samprate=RATE, lm=None, loglevel="FATAL")
        self._dither = _dither()
        self.guessed: set[str] = set()
        """Words that are not in its dictionary, whose pronunciation was guessed."""

    def align(self, words: Sequence[str], pcm: bytes) -> Alignment | None:
        """Returns the words aligned with a sound (mono s16le at `RATE`); None if they don't fit."""
        if not words or len(pcm) < _LEAST_BYTES:
            return None
        for word in words:
            self._learn(word)
        try:
            self._decoder.reinit_feat()  # or the last sound's level would affect this one
            self._decoder.set_align_text(" ".join(words))
            self._decoder.start_utt()
            self._decoder.process_raw(self._dithered(pcm), full_utt=True)
            self._decoder.end_utt()
            segments = list(self._decoder.seg() or ()) if self._decoder.hyp() else []
        except RuntimeError as error:
            raise AudioError(f"the recogniser failed on {' '.join(words)!r}: {error}") from error
        spoken = [segment for segment in segments if not segment.word.startswith("<")]
        if not spoken:
            return None
        frames = sum(segment.end_frame - segment.start_frame + 1 for segment in spoken)
        return Alignment(
            first_ms=spoken[0].start_frame * _FRAME_MS,
            spoken_ms=frames * _FRAME_MS,
            fit=sum(map(_log_likelihood, spoken)) / frames,
        )

    def pronunciations(self, word: str) -> tuple[str, ...]:
        """Returns a word's pronunciations, as phones separated by spaces; empty if unknown."""
        names = chain([word], (f"{word}({number})" for number in count(2)))
        return tuple(takewhile(bool, map(self._decoder.lookup_word, names)))

    def _dithered(self, pcm: bytes) -> bytes:
        noise = self._dither * (len(pcm) // len(self._dither) + 1)
        return overlay(pcm, [(0, noise)])

    def _learn(self, word: str) -> None:
        if self._decoder.lookup_word(word) is None:
            self._decoder.add_word(word, guess(word, self._decoder.lookup_word), update=True)
            self.guessed.add(word)


def _dither() -> bytes:
    """Returns a second of faint noise, the same each time: digital silence upsets normalisation.

    pocketsphinx's own dither differs from one sound to the next.
    """
    levels = (byte % (2 * _DITHER + 1) - _DITHER for byte in shake_128(b"dither").digest(RATE))
    return b"".join(level.to_bytes(SAMPLE_WIDTH, "little", signed=True) for level in levels)


def _log_likelihood(segment: Any) -> float:
    return math.log(max(segment.ascore, _SMALLEST))
