"""A sentence as the phrases between its commas, each spoken for itself.

Slow syllables make a formant voice harder to understand; so the calm of a
session comes from its pauses, and these are ours, not the engine's.
"""

import re
from collections.abc import Callable

_BREAK = re.compile(r"(?<=[,;:…])\s+(?=\S)")


def phrases(text: str, comma_ms: int) -> tuple[str, ...]:
    """`text` at its commas, semicolons and colons, each at the end of what it closes.

    An engine is given the comma, so that it can keep its voice up. `comma_ms` is the pause
    that is ours; where it is 0, the commas are left to the engine.

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
    """How long a text is whose phrases are as long as `measure` says, in milliseconds."""
    parts = phrases(text, comma_ms)
    return sum(map(measure, parts)) + comma_ms * (len(parts) - 1)
