"""Shows the invisible characters of a text, so that nothing in it controls a terminal."""

import re

_INVISIBLE = (
    r"\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0001\U000e0020-\U000e007f"
)
"""Control characters except the line break; characters that change the direction of a line, or
break it; lone surrogates; and characters without a shape, which can hide words. The joiners U+200C
and U+200D are not among them, since Persian and emojis need them."""

_IN_LINES = re.compile(f"[{_INVISIBLE}]")
_IN_A_LINE = re.compile(rf"[\n{_INVISIBLE}]")


def visible(text: str) -> str:
    """Returns a text in one line, with every invisible character as Python writes it.

    >>> print(visible("a\\x1b[31m\\u202e\\n"))
    a\\x1b[31m\\u202e\\n
    """
    return _IN_A_LINE.sub(_shown, text)


def visible_lines(text: str) -> str:
    """Returns a text as `visible` does, but keeps its lines."""
    return _IN_LINES.sub(_shown, text)


def visible_json(text: str, encoding: str) -> str:
    """Returns the same JSON in visible characters that the encoding has."""
    text = _IN_LINES.sub(_escaped, text)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = "".join(map(_in_ascii, text))
    return text


def _shown(found: re.Match[str]) -> str:
    return ascii(found[0])[1:-1]


def _escaped(found: re.Match[str]) -> str:
    import json

    return json.dumps(found[0])[1:-1] if found[0] != "\x7f" else r"\u007f"


def _in_ascii(character: str) -> str:
    import json

    return character if character.isascii() else json.dumps(character)[1:-1]
