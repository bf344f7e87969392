"""How long the voice rests, unless the script's `pauses` say otherwise."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """The default pauses, in milliseconds; a matter of taste."""

    comma_ms: int = 300
    """At a comma, semicolon or colon."""

    sentence_ms: int = 800
    """After a sentence."""

    idea_ms: int = 2_000
    """Before a new idea, which an empty line starts."""

    question_ms: int = 4_500
    """After a question, for the answer."""
