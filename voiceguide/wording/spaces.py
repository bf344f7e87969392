"""Spaces at which no line may break: those of French before ? and :, and inside « »."""

import re

_NO_BREAK = "\u00a0"
_BESIDE_A_SIGN = re.compile(r"(?<=\S) (?=[:;?!»%](?:\W|$))|(?<=«) ")


def held(text: str) -> str:
    """Returns `text` for people to read, with its signs on the same line as the words beside them.

    >>> held("Plus ou moins ?") == "Plus ou moins\\u00a0?"
    True
    """
    return _BESIDE_A_SIGN.sub(_NO_BREAK, text)


def loosened(text: str) -> str:
    """Returns a text of `held` with ordinary spaces again."""
    return text.replace(_NO_BREAK, " ")
