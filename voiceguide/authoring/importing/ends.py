"""Where a sentence ends, in any writing."""

_STOPS = ".!?…:;\u3002\uff01\uff1f\u061f\u0964"
_CLOSING = "\"'”’»)"


def is_ended(text: str) -> bool:
    """Whether a text ends with a stop, or with one in quotes or brackets.

    >>> is_ended("Rest."), is_ended("“Rest!”"), is_ended("Breathe in")
    (True, True, False)
    """
    return text.rstrip(_CLOSING).endswith(tuple(_STOPS))
