"""Spaces at which no line may break: in French, those before ? and :, and inside « »."""

import re

_NO_BREAK = "\u00a0"
_BESIDE_A_SIGN = re.compile(r"(?<=\S) (?=[:;?!»%](?:\W|$))|(?<=«) ")


def held(text: str) -> str:
    """Returns `text` for reading, with no-break spaces between signs and the words beside them.

    >>> held("Plus ou moins ?") == "Plus ou moins\\u00a0?"
    True
    """
    return _BESIDE_A_SIGN.sub(_NO_BREAK, text)


def loosened(text: str) -> str:
    """Returns a text from `held` with ordinary spaces."""
    return text.replace(_NO_BREAK, " ")
