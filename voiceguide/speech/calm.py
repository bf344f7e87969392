"""Makes sentences calm: with rests inside them, and a slower voice only if that is not enough.

An engine speaks at one speed, so a sentence of short words comes out fast even in a calm session.
Therefore each text has a minimum length. The voice rests at commas, and where a reader would
breathe.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from voiceguide.audio.levels import LONGEST_REST_MS
from voiceguide.speech.default_voice import spoken_ms
from voiceguide.speech.phrasing import joined_ms, phrases
from voiceguide.wording import language as languages
from voiceguide.wording.breaths import count_rests, count_words, with_rest

AIM = 0.985
"""Texts aim for this share of the highest rate, because a clip's edges are trimmed and faded."""

USUAL_REST_MS = 600
"""If rests would have to be longer than this, the voice speaks more slowly instead."""

QUICK = 0.97
"""The expected length of a text, as a share of the estimate: the sentences that have to be slowed
down have short words, and are said faster than their letters suggest."""

SLOWEST = 0.74
"""The slowest rate, as a share of the session's; below it, more words are misheard. One in ten of
the massage's sentences has no place for a rest, and gets slower than 0.85."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calm:
    """The minimum length of each text, in milliseconds; a text that is not listed has none.

    `comma_ms` is the usual rest at a comma; `language` decides where else a voice may rest.
    """

    language: str = ""
    comma_ms: int = 0
    least: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls, most_wpm: Mapping[str, float], language: str, *, comma_ms: int, pace: float = 1.0
    ) -> Self:
        """Returns the minimum lengths, given the highest rate of each text in words per minute.

        The rates are for a calm pace; `pace` is the requested pace relative to that.
        """
        least = {
            text: round(count_words(text) * 60_000 / (wpm * pace * AIM))
            for text, wpm in most_wpm.items()
        }
        return cls(language=language, comma_ms=comma_ms, least=least)

    def least_ms(self, text: str) -> int:
        """Returns the minimum length of a text; 0 if it has none."""
        return self.least.get(text, 0)

    def fingerprint(self, text: str) -> str:
        """Returns everything that a calm text depends on; part of the cache key."""
        rests_ms = f"{self.comma_ms} to {USUAL_REST_MS} to {LONGEST_REST_MS} ms"
        return f"{self.least_ms(text)} ms or more, rests {rests_ms}, {SLOWEST} at least"

    def with_rests(self, text: str, pace: float = 1.0, so_far: str = "") -> str:
        """Returns the text with more commas: as many as it probably needs and has places for.

        `pace` is the voice's pace relative to a calm one; `so_far` is the text with the commas it
        already has.
        """
        least_ms, text = self.least_ms(text), so_far or text
        while (short_ms := least_ms - self._estimate_ms(text, pace)) > 0:
            room_ms = max(0, USUAL_REST_MS - self.comma_ms) * count_rests(text)
            more = with_rest(text, languages.of(self.language)) if short_ms > room_ms else None
            if more is None:
                break
            text = more
        return text

    def pace_of(self, text: str, voice_ms: int) -> float:
        """Returns the pace, relative to a calm one, of a voice that says the text in `voice_ms`
        without its rests."""
        usual_ms = joined_ms(text, 0, spoken_ms)
        return usual_ms / max(voice_ms, 1)

    def guessed(self, text: str, rested: str, pace: float) -> float:
        """Returns the share of its rate that a voice of that `pace` probably needs for a text;
        `rested` is the text with its added commas."""
        voice_ms = round(QUICK * joined_ms(rested, 0, spoken_ms) / pace)
        return self.slower(voice_ms, count_rests(rested), self.least_ms(text))

    def slower(self, voice_ms: int, rests: int, least_ms: int) -> float:
        """Returns the share of its rate at which a voice should say a text that now takes
        `voice_ms` without its rests; 1 if longer rests are enough."""
        needed_ms = least_ms - rests * max(self.comma_ms, USUAL_REST_MS)
        return 1.0 if needed_ms <= voice_ms else max(SLOWEST, voice_ms / needed_ms)

    def estimated_ms(self, text: str, usual_ms: int) -> int:
        """Returns about how long a text takes with the rests it needs; `usual_ms` is its length
        without them."""
        more = len(phrases(self.with_rests(text), self.comma_ms)) - len(
            phrases(text, self.comma_ms)
        )
        return max(usual_ms + more * self.comma_ms, self.least_ms(text))

    def _estimate_ms(self, text: str, pace: float) -> int:
        """Returns how long the text takes with usual rests, estimated from its letters."""
        rests_ms = joined_ms(text, self.comma_ms, lambda _: 0)
        return round((joined_ms(text, self.comma_ms, spoken_ms) - rests_ms) / pace) + rests_ms
