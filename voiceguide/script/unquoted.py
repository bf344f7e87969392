"""Explains how YAML reads a value that was meant as a text, and how to write it."""

import re

from voiceguide.script import quoting

_STARTS = {
    "[": "the start of a list",
    "{": "the start of keys and values",
    "*": "an alias, which stands for another part of the file",
    "&": "an anchor, a name for this part of the file",
    "!": "a tag, the type of a value",
    "-": "an entry of a list",
    "?": "a key",
    ":": "the sign behind a key",
    "#": "a comment",
}
_COLON = re.compile(r":(?:\s|$)")


def why(value: str) -> str:
    """Returns how YAML reads a value, and what to write instead; empty if YAML reads a text."""
    value = value.strip()
    if not value:
        return ""
    first = value[0]
    if first in "\"'":
        return _of_quoted(value)
    if first in "|>":
        return f"behind {first}, the text must start on the next line, indented more than its key"
    if first in "@`%,]}":
        return f"a text can't start with {first} in YAML; {quoting.cure(value)}"
    takes = f"YAML takes {quoting.shown(first)} for"
    if first in "[{*&!#" or re.match(r"[-?:](?:\s|$)", value):
        return f"{takes} {_STARTS[first]}; {quoting.cure(value)}"
    comment, colon = re.search(r"\s#", value), _COLON.search(value)
    if comment and not (colon and colon.start() < comment.start()):
        rest = value[comment.start() + 1 :]
        return f"YAML takes {quoting.shown(rest)} for a comment; {quoting.cure(value)}"
    if colon:
        key = value[: colon.start()]
        return f"YAML takes {quoting.shown(key)} for a key; {quoting.cure(value)}"
    return ""


def of_other(value: str) -> str:
    """Returns the fault of a value that was not meant as a text."""
    if value[0] in "[{":
        return "more brackets are closed here than were opened, or something follows the last one"
    if value == "-" or value.startswith("- "):
        return "the entries of a list stand on the lines below their key, each behind a hyphen"
    if value[0] not in "\"'" and _COLON.search(value):
        return f"keys and values on one line stand in braces: {quoting.shown(f'{{{value}}}')}"
    return ""


def _of_quoted(value: str) -> str:
    quote = value[0]
    end = quoting.closing(value, 0)
    if end == -1:
        return f"the quote {quote} that opens here is not closed; add it at the end"
    rest = value[end + 1 :].strip()
    if not rest or rest.startswith("#"):
        if "\\" not in value:
            return ""
        return (
            "in double quotes, YAML takes \\ for the start of a special character; write \\\\, or "
            "put the text in single quotes"
        )
    is_whole = end != len(value) - 1 and value.endswith(quote)
    is_apostrophe = value[end + 1].isalpha()
    inner = value[1:-1] if is_whole else value[1:] if is_apostrophe else value
    cure = quoting.cure(inner)
    return f"YAML ends this text at its second {quote}, before {quoting.shown(rest)}; {cure}"
