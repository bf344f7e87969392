"""Advice on writing a text so that YAML reads it as text, which is the cure in most messages."""

import re

from voiceguide.errors import Problem

_SHOWN = 60


def cure(text: str) -> str:
    """Returns advice on what to write instead of an unquoted text.

    >>> cure("Rest. Next: squats.")
    'put the whole text in quotes: "Rest. Next: squats."'
    """
    text = " ".join(text.split())
    quoted = in_quotes(text)
    if not quoted:
        return "write the text below its key, with | behind the colon (say: |)"
    if len(text) > _SHOWN:
        return "put the whole text in quotes, or write it below its key, with | behind the colon"
    return f"put the whole text in quotes: {quoted}"


def in_quotes(text: str) -> str:
    """Returns the text in quotes that it doesn't contain; empty if it contains both kinds."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "" if "'" in text else f"'{text}'"


def shown(text: str) -> str:
    """Returns a text for a message: in single quotes, and shortened."""
    text = " ".join(text.split())
    return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}...")


def closing(text: str, start: int) -> int:
    """Returns the index of the quote that closes the one at `start`; -1 if none does."""
    quote = text[start]
    pattern = r'"(?:[^"\\]|\\.)*(")' if quote == '"' else r"'(?:[^']|'')*(')"
    match = re.compile(pattern, re.DOTALL).match(text, start)
    return match.start(1) if match else -1


def at(text: str, index: int, message: str) -> Problem:
    """Returns a problem at an index of the text."""
    line = text.count("\n", 0, index) + 1
    return Problem(line=line, column=index - text.rfind("\n", 0, index), message=message)
