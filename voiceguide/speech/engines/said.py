"""Fits what a server or a program said into one line of a message."""

from voiceguide.console.visible import visible

LONGEST = 200
"""In characters; a server may answer with a whole page."""


def one_line(text: str) -> str:
    """Returns the text on one line, visible and of limited length.

    >>> print(one_line("no such\\n voice\\x1b"))
    no such voice\\x1b
    """
    # Cut first, since only the beginning is shown.
    shown = visible(" ".join(text[: 10 * LONGEST].split()))
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 3]}..."
