"""The pauses of the voice, unless the script's `pauses` change them."""

from dataclasses import dataclass

PHRASE_MS = 400
"""After a line that ends within a sentence: a little longer than at a comma, since the author put
the phrase on a separate line, and half as long as after a sentence."""


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
        """After a line that ends within a sentence: at least as long as at a comma, at most as long
        as after a sentence."""
        return min(max(PHRASE_MS, self.comma_ms), self.sentence_ms)
