"""The pauses of the voice, unless the script's `pauses` change them."""

from dataclasses import dataclass

PHRASE_MS = 400
"""At the end of a line within a sentence: a little more than at a comma, since the author has set
the phrase on a line of its own, and half of what a sentence gets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """The default pauses, in milliseconds; a matter of taste."""

    comma_ms: int = 300
    """At a comma, semicolon or colon."""

    sentence_ms: int = 800
    """After a sentence."""

    idea_ms: int = 2_000
    """Before a new idea, which starts after an empty line."""

    question_ms: int = 4_500
    """After a question, for the answer."""

    @property
    def phrase_ms(self) -> int:
        """At a line's end within a sentence: no less than at a comma, no more than after one."""
        return min(max(PHRASE_MS, self.comma_ms), self.sentence_ms)
