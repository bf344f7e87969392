"""Cuts a sentence into parts, so that the rests between them can be lengthened."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Self

from voiceguide.audio import levels
from voiceguide.audio.clip import SAMPLE_WIDTH, Recording
from voiceguide.audio.fade import edges_faded
from voiceguide.audio.pcm import rms
from voiceguide.errors import AudioError

_ROW_MS = 10
_QUIET_DB = -35.0
"""The level of a rest, relative to the loudest 10 ms. A voice's breath and room tone are softer,
consonants are louder."""

_LEAST_REST_MS = 170
"""The shortest rest. A natural voice rests for 250 to 480 ms at a comma; the quiet before a t or a
k lasts up to 160."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrased:
    """Parts of a sentence with rests between them: of each rest, the parts contain `held_ms`, and
    `added_ms` are added."""

    parts: tuple[Recording, ...]
    held_ms: tuple[int, ...] = ()
    added_ms: tuple[int, ...] = ()

    @classmethod
    def of_phrases(cls, phrases: Sequence[Recording], pause_ms: int) -> Self:
        """Returns phrases that were spoken separately and trimmed, with a pause between them.

        Raises AudioError if their sample rates differ.
        """
        if any(phrase.rate != phrases[0].rate for phrase in phrases):
            raise AudioError("the engine changes its sample rate from phrase to phrase")
        margins_ms = levels.TAIL_MARGIN_MS + levels.HEAD_MARGIN_MS
        count = len(phrases) - 1
        added = (max(0, pause_ms - margins_ms),) * count
        return cls(parts=tuple(phrases), held_ms=(margins_ms,) * count, added_ms=added)

    @classmethod
    def of_sentence(cls, sentence: Recording, rests: int) -> Self:
        """Returns a sentence that was spoken in one take, cut where the voice rests longest.

        It is cut in `rests` places, or fewer if the voice rests less often.
        """
        quiet = sorted(_quiet(sentence), key=lambda span: span[0] - span[1])[:rests]
        cuts = [
            (start + end) // 2 * (sentence.rate * _ROW_MS // 1000) for start, end in sorted(quiet)
        ]
        edges = [0, *cuts, len(sentence.pcm) // SAMPLE_WIDTH]
        parts = tuple(
            replace(sentence, pcm=sentence.pcm[a * SAMPLE_WIDTH : b * SAMPLE_WIDTH])
            for a, b in pairwise(edges)
        )
        held = tuple((end - start) * _ROW_MS for start, end in sorted(quiet))
        return cls(parts=parts, held_ms=held, added_ms=(0,) * len(held))

    @property
    def length_ms(self) -> int:
        """The length of the whole."""
        samples = sum(len(part.pcm) for part in self.parts) // SAMPLE_WIDTH
        return samples * 1000 // self.parts[0].rate + sum(self.added_ms)

    @property
    def voice_ms(self) -> int:
        """The length without the rests."""
        return self.length_ms - sum(self.held_ms) - sum(self.added_ms)

    def lasting(self, least_ms: int) -> Self:
        """Returns the sentence with its rests lengthened equally until it lasts `least_ms`, or the
        rests reach their limit."""
        added = list(self.added_ms)
        growing = list(range(len(added)))
        short_ms = least_ms - self.length_ms
        while growing and short_ms > 0:
            each_ms = -(-short_ms // len(growing))
            for index in list(growing):
                room_ms = levels.LONGEST_REST_MS - self.held_ms[index] - added[index]
                step_ms = max(0, min(each_ms, room_ms, short_ms))
                added[index] += step_ms
                short_ms -= step_ms
                if step_ms == max(0, room_ms):
                    growing.remove(index)
        return replace(self, added_ms=tuple(added))

    def joined(self) -> Recording:
        """Returns the whole as one sound."""
        first = self.parts[0]
        if len(self.parts) == 1:
            return first
        pieces = [edges_faded(first.pcm, first.rate)]
        for part, added_ms in zip(self.parts[1:], self.added_ms, strict=True):
            pieces.append(bytes(added_ms * part.rate // 1000 * SAMPLE_WIDTH))
            pieces.append(edges_faded(part.pcm, part.rate))
        return replace(first, pcm=b"".join(pieces))


def _quiet(sentence: Recording) -> list[tuple[int, int]]:
    """Returns the first row of 10 ms of each rest, and the row after its last."""
    size = sentence.rate * _ROW_MS // 1000 * SAMPLE_WIDTH
    rows = [rms(sentence.pcm[at : at + size]) for at in range(0, len(sentence.pcm), size)]
    limit = max(rows, default=0) * 10 ** (_QUIET_DB / 20)
    spans, start = [], None
    for index, level in enumerate([*rows, limit + 1]):
        if level <= limit:
            start = index if start is None else start
        elif start is not None:
            if start > 0 and (index - start) * _ROW_MS >= _LEAST_REST_MS and index < len(rows):
                spans.append((start, index))
            start = None
    return spans
