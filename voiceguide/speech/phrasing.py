"""Splits a sentence at its commas into phrases, each spoken separately.

Slow syllables make a formant voice harder to understand. So calm comes from the
pauses, which are ours, not the engine's.
"""

import re
from collections.abc import Callable

_BREAK = re.compile(r"(?<=[,;:…])\s+(?=\S)")


def phrases(text: str, comma_ms: int) -> tuple[str, ...]:
    """Returns `text` split after its commas, semicolons and colons.

    Each phrase keeps its comma, so that the engine can keep its voice up. `comma_ms` is the
    length of our pause; if it is 0, the text stays whole, and the commas are left to the engine.

    >>> phrases("Breathe in, slowly: and out.", 300)
    ('Breathe in,', 'slowly:', 'and out.')
    """
    if comma_ms == 0:
        return (text,)
    found: list[str] = []
    for piece in _BREAK.split(text):
        if found and not any(character.isalnum() for character in piece):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return tuple(found)


def joined_ms(text: str, comma_ms: int, measure: Callable[[str], int]) -> int:
    """Returns a text's length in ms, with our pauses; `measure` returns the length of a phrase."""
    parts = phrases(text, comma_ms)
    return sum(map(measure, parts)) + comma_ms * (len(parts) - 1)
