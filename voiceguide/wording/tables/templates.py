"""Templates of a language's dates: `[the ]{day} [of ]{month}[[,] {year}]`.

Braces are fields, brackets are optional, and the rest is literal. The same notation describes both
written and spoken dates.
"""

import re
from collections.abc import Callable, Mapping

from voiceguide.errors import nearest

_TOKEN = re.compile(r"\{(?P<field>\w+)\}|.")
_INNERMOST = re.compile(r"\[([^\[\]]*)\]")
_LEAD = re.compile(r"(?:\[[^\[\]{}]*\]|[^\[\]{}])*")


def fields(template: str) -> list[str]:
    """Returns the names in braces, in order."""
    return [match["field"] for match in _TOKEN.finditer(template) if match["field"]]


def required(template: str) -> set[str]:
    """Returns the names in braces outside brackets."""
    while _INNERMOST.search(template):
        template = _INNERMOST.sub("", template)
    return set(fields(template))


def fault(template: str, known: tuple[str, ...]) -> str:
    """Returns a description of a template's fault; empty if it is good."""
    depth, seen = 0, set[str]()
    for token in _TOKEN.finditer(template):
        depth += {"[": 1, "]": -1}.get(token[0], 0)
        if token[0] in "{}" or depth < 0:
            return f"unmatched {token[0]!r}"
        if (name := token["field"]) and name not in known:
            return f"unknown {token[0]}{nearest(name, known)}"
        if name in seen:
            return f"{token[0]} appears twice"
        seen |= {name} if name else set()
    return "unmatched '['" if depth else ""


def pattern(template: str, field: Callable[[str, str], str], guards: Mapping[str, str]) -> str:
    """Returns a regular expression for the text that the template describes.

    `field` returns the expression for a field, given its name and the character after it in the
    template. `guards` has, by field, a pattern to put before the first field. Words before that
    field match in any case, since they may start a sentence.
    """
    found = _LEAD.match(template)
    lead = found[0] if found else ""
    words = _expression(lead, field)
    if starts := re.search(r"[^\W_]", lead):
        at = len(_expression(lead[: starts.start()], field))
        words = rf"{words[:at]}\b{words[at:]}"
    rest = _expression(template[len(lead) :], field)
    return f"{f'(?i:{words})' if lead else ''}{guards[fields(template)[0]]}{rest}"


def fill(template: str, values: Mapping[str, str | None]) -> str:
    """Returns the template with its fields filled in; brackets with a missing field are dropped."""

    def kept(match: re.Match[str]) -> str:
        return match[1] if all(values.get(name) for name in fields(match[1])) else ""

    while _INNERMOST.search(template):
        template = _INNERMOST.sub(kept, template)
    return re.sub(r"\{(\w+)\}", lambda match: values.get(match[1]) or "", template)


def _expression(template: str, field: Callable[[str, str], str]) -> str:
    parts = []
    for token in _TOKEN.finditer(template):
        if token["field"]:
            parts.append(field(token["field"], template[token.end() : token.end() + 1]))
        elif token[0] in "[]":
            parts.append("(?:" if token[0] == "[" else ")?")
        else:
            parts.append(r"\s" if token[0] == " " else re.escape(token[0]))
    return "".join(parts)
