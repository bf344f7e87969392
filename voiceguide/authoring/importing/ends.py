"""Finds the end of a sentence in any writing system."""

import unicodedata

_STOPS = ".!?…:;\u3002\uff01\uff1f\u061f\u0964"
_CLOSING = "\"'”’»)"


def is_ended(text: str) -> bool:
    """Whether a text ends with a stop, or with one in quotes or brackets.

    >>> is_ended("Rest."), is_ended("“Rest!”"), is_ended("Breathe in")
    (True, True, False)
    """
    return text.rstrip(_CLOSING).endswith(tuple(_STOPS))


def full_stop(text: str) -> str:
    """Returns the full stop of the writing system at a text's end.

    >>> full_stop("Rest"), full_stop("呼吸")
    ('.', '。')
    """
    name = unicodedata.name(text[-1:] or " ", "")
    return "\u3002" if name.startswith(("CJK", "HIRAGANA", "KATAKANA")) else "."
