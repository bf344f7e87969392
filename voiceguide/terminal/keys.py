"""The meaning of terminal keys."""

from enum import Enum, auto


class Key(Enum):
    """The action of a key."""

    TOGGLE = auto()
    NEXT = auto()
    AGAIN = auto()
    FORWARD = auto()
    BACK = auto()
    LOUDER = auto()
    SOFTER = auto()
    HELP = auto()
    QUIT = auto()


_ESCAPE = "\x1b"
_LETTERS = {
    " ": Key.TOGGLE,
    "k": Key.TOGGLE,
    "\r": Key.TOGGLE,
    "\n": Key.TOGGLE,
    "n": Key.NEXT,
    "p": Key.AGAIN,
    "b": Key.AGAIN,
    "+": Key.LOUDER,
    "=": Key.LOUDER,
    "-": Key.SOFTER,
    "_": Key.SOFTER,
    "?": Key.HELP,
    "h": Key.HELP,
    "q": Key.QUIT,
    "\x03": Key.QUIT,
    "\x04": Key.QUIT,
}
"""Ctrl-C and Ctrl-D arrive as characters if the terminal doesn't turn them into signals."""

_SEQUENCES = {
    "[C": Key.FORWARD,
    "OC": Key.FORWARD,
    "[D": Key.BACK,
    "OD": Key.BACK,
    "[A": Key.LOUDER,
    "OA": Key.LOUDER,
    "[B": Key.SOFTER,
    "OB": Key.SOFTER,
    "[5~": Key.AGAIN,
    "[6~": Key.NEXT,
}
"""Sequences after Escape: arrows, in both terminal modes, and the keys of page-turner pedals."""

WINDOWS = {"M": "[C", "K": "[D", "H": "[A", "P": "[B", "I": "[5~", "Q": "[6~"}
"""The second character that the Windows console sends for these keys."""


def decode(text: str) -> tuple[list[Key], str]:
    """Returns the keys in a terminal's input, and the beginning of an incomplete sequence.

    >>> decode(" \\x1b[C\\x1b[")
    ([<Key.TOGGLE: 1>, <Key.FORWARD: 4>], '\\x1b[')

    Characters and sequences without a meaning are skipped.
    """
    keys: list[Key] = []
    while text:
        if text[0] != _ESCAPE:
            meant, size = _LETTERS.get(text[0].lower()), 1
        else:
            size = _sequence_size(text)
            if size == 0:
                return keys, text
            meant = _SEQUENCES.get(text[1:size])
        if meant is not None:
            keys.append(meant)
        text = text[size:]
    return keys, ""


def _sequence_size(text: str) -> int:
    """Returns the length of the escape sequence at the start (ECMA-48); 0 if incomplete."""
    if len(text) == 1:
        return 0
    if text[1] == "O":
        return 3 if len(text) > 2 else 0
    if text[1] != "[":
        return 1
    ends = (index for index, char in enumerate(text[2:], 3) if "@" <= char <= "~")
    return next(ends, 0)
