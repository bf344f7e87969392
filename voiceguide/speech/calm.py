"""How calmly a sentence is said: with rests inside it, and more slowly only if they don't suffice.

An engine speaks at one speed, so a sentence of short words comes out quick, however calm the
session is as a whole. Therefore each text has a least length. The voice rests at commas, and where
a reader would take breath.
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
"""Texts aim for this share of the most words a minute, because a clip's edges are trimmed and
faded."""

USUAL_REST_MS = 600
"""If all rests would have to be longer than this, the voice speaks more slowly instead."""

QUICK = 0.97
"""The expected length of a text, as a share of the estimate: sentences of short words, which have
to be slowed, are said more quickly than their letters suggest."""

SLOWEST = 0.74
"""The slowest rate, as a share of the session's; below it, more words are misheard. One in ten of
the massage's sentences, having no place for a rest, gets slower than 0.85."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calm:
    """The least time for saying each text, in milliseconds; a text that is not listed has no limit.

    `comma_ms` is the usual rest at a comma; the `language` says where else a voice may rest.
    """

    language: str = ""
    comma_ms: int = 0
    least: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls, most_wpm: Mapping[str, float], language: str, *, comma_ms: int, pace: float = 1.0
    ) -> Self:
        """Returns the least times, by the most words a minute of each text.

        These are for a calm pace; `pace` is how fast the voice is asked to speak, relative to that.
        """
        least = {
            text: round(count_words(text) * 60_000 / (wpm * pace * AIM))
            for text, wpm in most_wpm.items()
        }
        return cls(language=language, comma_ms=comma_ms, least=least)

    def least_ms(self, text: str) -> int:
        """Returns the least time for saying a text; 0 if it has no limit."""
        return self.least.get(text, 0)

    def fingerprint(self, text: str) -> str:
        """Returns everything that the calm of a text depends on; part of the cache key."""
        rests_ms = f"{self.comma_ms} to {USUAL_REST_MS} to {LONGEST_REST_MS} ms"
        return f"{self.least_ms(text)} ms or more, rests {rests_ms}, {SLOWEST} at least"

    def with_rests(self, text: str, pace: float = 1.0, so_far: str = "") -> str:
        """Returns the text with as many more commas as it probably needs and has places for.

        The voice speaks at `pace`, relative to a calm one; the text has the commas of `so_far`.
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
        """Returns the pace, relative to a calm one, of a voice that says the text in that time, not
        counting its rests."""
        usual_ms = joined_ms(text, 0, spoken_ms)
        return usual_ms / max(voice_ms, 1)

    def guessed(self, text: str, rested: str, pace: float) -> float:
        """Returns the share of its rate at which a voice of that `pace` probably has to say a text;
        `rested` is the text with its commas."""
        voice_ms = round(QUICK * joined_ms(rested, 0, spoken_ms) / pace)
        return self.slower(voice_ms, count_rests(rested), self.least_ms(text))

    def slower(self, voice_ms: int, rests: int, least_ms: int) -> float:
        """Returns the share of its rate at which a voice should say a text, which now takes
        `voice_ms` without its rests; 1 if longer rests suffice."""
        needed_ms = least_ms - rests * max(self.comma_ms, USUAL_REST_MS)
        return 1.0 if needed_ms <= voice_ms else max(SLOWEST, voice_ms / needed_ms)

    def estimated_ms(self, text: str, usual_ms: int) -> int:
        """Returns about how long a text takes with the rests that it needs; without them,
        `usual_ms`."""
        more = len(phrases(self.with_rests(text), self.comma_ms)) - len(
            phrases(text, self.comma_ms)
        )
        return max(usual_ms + more * self.comma_ms, self.least_ms(text))

    def _estimate_ms(self, text: str, pace: float) -> int:
        """Returns how long the text takes with usual rests, by its letters."""
        rests_ms = joined_ms(text, self.comma_ms, lambda _: 0)
        return round((joined_ms(text, self.comma_ms, spoken_ms) - rests_ms) / pace) + rests_ms
