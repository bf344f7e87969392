"""Explains to its author why YAML can't read a script.

The parser only says where it gave up. The lines there show what was meant: a text that
needed quotes, a tab, a missing space. The parser's own wording is never shown, so
another version of it changes nothing.
"""

import re
from dataclasses import dataclass

from voiceguide.script import quoting, texts, unquoted
from voiceguide.script.entries import Entry, Lines

_FLOW_KEY = re.compile(r"(?:^|[\[{,])\s*(?:-\s+)*(?P<key>[a-z][\w-]*):\s+(?=\S)")
_FLOW_END = re.compile(rf",\s*(?:{'|'.join(sorted(texts.KEYS))}):\s|[\]}}\s,]+$")
_BULLET = re.compile(r"[–—\u2212•·‣*](?=\s)|-(?=\w+:)")
_OTHER_COLON = re.compile(r"([a-z][\w-]*)\s*([\uff1a\ufe30\ufe55\ua789\u2236]|=>|->|→|=|;)\s*")
_FLOW = (
    "inside brackets and braces, a comma parts the entries, each bracket is closed by its own "
    "kind, and : # [ ] { } and quotes are YAML's own signs; put a text with these in quotes"
)
_SPACE = re.compile(r"[^\S ]")


@dataclass(frozen=True, slots=True)
class Slip:
    """The fault at `index`. `mended` is the text without it, of the same length, for reading on."""

    index: int
    message: str
    mended: str = ""
    has_gap: bool = False
    """Whether `mended` lacks a line, which may cause missing keys and unknown names."""


def explain(text: str, index: int, context: int | None) -> Slip:
    """Returns the slip that made the parser give up at `index`, in a construct from `context`."""
    lines = Lines(text)
    number = lines.number(index)
    first = number if context is None else lines.number(context)
    in_flow = context is not None and text[context : context + 1] in ("[", "{")
    return (
        _indented_with_tabs(lines, number)
        or _marker(lines, number)
        or _open_quote(lines, number)
        or (context is not None and in_flow and _open_bracket(lines, number, context))
        or (in_flow and _in_flow(lines, number, index))
        or _bullet(lines, number)
        or _stray(lines, number, first)
        or _value(lines, number, index)
        or _indentation(lines, number)
    )


def _indented_with_tabs(lines: Lines, number: int) -> Slip | None:
    """A line that starts with a tab, or with a space that YAML doesn't know, or the line below."""
    bad = [n for n in range(len(lines.rows)) if _SPACE.search(lines.rows[n][: lines.indent(n)])]
    above = next(lines.above(number), number)
    if number not in bad:
        if above not in bad or "\t" in lines.rows[above]:  # a tab is found on its own line
            return None
        number = above
    row = lines.rows[number]
    found = _SPACE.search(row)
    column = found.start() if found else 0
    what = "a tab" if row[column] == "\t" else f"the character {row[column]!r}"
    others = f", here and on {len(bad) - 1} more lines" if len(bad) > 1 else ""
    mended = list(lines.rows)
    for other in bad:
        width = lines.indent(other)
        mended[other] = " " * width + mended[other][width:]
    message = f"{what} can't indent a line{others}; write two spaces instead"
    return Slip(lines.starts[number] + column, message, "\n".join(mended), has_gap=True)


def _marker(lines: Lines, number: int) -> Slip | None:
    row = lines.rows[number]
    if row.startswith(("---", "...")):
        message = (
            f"YAML takes a line that starts with {row[:3]} for the end of the script; remove it, "
            "or indent it if it is part of a text"
        )
        return Slip(lines.starts[number], message)
    for line in (number, next(lines.above(number), number)):
        if lines.rows[line].startswith("%"):
            message = (
                "YAML takes a line that starts with % for an instruction to itself; remove it, "
                "or indent it if it is part of a text"
            )
            return Slip(lines.starts[line], message)
    return None


def _open_quote(lines: Lines, number: int) -> Slip | None:
    """A quoted text that continues to this line or beyond: its closing quote is missing."""
    for other in lines.above(number):
        entry = lines.entry(other)
        if entry is None or not entry.value.startswith(('"', "'")):
            continue
        end = quoting.closing(lines.text, entry.start)
        if end != -1 and end < lines.starts[number]:
            return None
        message = f"the quote {entry.value[0]} that opens here is not closed; add it at the end"
        return Slip(entry.start, message, _blanked(lines, entry.start, lines.end(entry)))
    return None


def _bullet(lines: Lines, number: int) -> Slip | None:
    for line in (number, *list(lines.above(number))[:1]):
        indent = lines.indent(line)
        row = lines.rows[line]
        if match := _BULLET.match(row, indent):
            rest = row[match.end() :].strip()
            start = lines.starts[line] + indent
            message = (
                f"an entry of a list starts with a hyphen and a space: {quoting.shown('- ' + rest)}"
            )
            return Slip(start, message)
    return None


def _stray(lines: Lines, number: int, first: int) -> Slip | None:
    """A line that is neither a key with a value nor part of a text."""
    line = first if lines.rows[first].strip() and _is_stray(lines, first) else number
    if not _is_stray(lines, line):
        return None
    row, indent = lines.rows[line], lines.indent(line)
    said = re.sub(r"^(?:-\s+)*", "", row.strip())
    start = lines.starts[line] + indent
    mended = lines.text[:start] + "#" + lines.text[start + 1 :]
    return Slip(start, _of_stray(lines, line, said), mended, has_gap=True)


def _is_stray(lines: Lines, number: int) -> bool:
    holder = lines.holder(number)
    if holder is None:
        return True
    is_item = holder.number == number and not holder.key
    return is_item and _missing_colon(holder.value) != ""


def _of_stray(lines: Lines, line: int, said: str) -> str:
    if message := _missing_colon(said):
        return message
    above = next((e for n in lines.above(line) if (e := lines.entry(n)) and e.value), None)
    if above is None or not _holds_text(lines, above):
        return f"expected a key with a colon and a value, found {quoting.shown(said)}"
    return (
        f"this line belongs to no key; if it goes on with the text above, indent it by "
        f"{above.column + 2} spaces"
    )


def _missing_colon(said: str) -> str:
    if match := re.match(r"([a-z][\w-]*):(?=\S)", said):
        instead = f"{match[1]}: {said[match.end() :]}"
        return f"a space is missing after the colon; write {quoting.shown(instead)}"
    if said in texts.KEYS:
        return f"a colon must follow the key; write {quoting.shown(f'{said}:')}"
    match = _OTHER_COLON.match(said) or re.match(r"([a-z][\w-]*)( )\s*", said)
    if match is None or match[1] not in texts.KEYS:
        return ""
    sign = f", not {match[2]}" if match[2] != " " else ""
    instead = f"{match[1]}: {said[match.end() :]}"
    return f"a colon and a space must follow the key{sign}; write {quoting.shown(instead)}"


def _open_bracket(lines: Lines, number: int, context: int) -> Slip | None:
    """A bracket that is not closed on its line, but seems to be meant to be."""
    opening = lines.number(context)
    if opening == number and context + 1 < len(lines.text.rstrip()):
        return None
    row = lines.rows[opening]
    if comment := re.search(r"\s#", row[context - lines.starts[opening] :]):
        return _in_flow(lines, opening, context + comment.start())
    below = lines.entry(number)
    if below is not None and below.column > lines.indent(opening):
        return None
    sign = lines.text[context]
    closing = "]" if sign == "[" else "}"
    message = (
        f"the bracket {sign} that opens here is not closed; add {closing}, or put the whole text "
        "in quotes"
    )
    return Slip(context, message)


def _value(lines: Lines, number: int, index: int) -> Slip | None:
    """A value that YAML takes for something else, or ends too early."""
    entry, own = lines.holder(number), lines.entry(number)
    if entry is None or not entry.value or index < entry.start:
        return None
    if entry.number != number and own is not None and own.key in texts.KEYS:
        return None
    if entry.value[0] in "[{" and not _goes_on(entry.value):
        comment = re.search(r"\s#", entry.value)
        return _in_flow(lines, number, entry.start + comment.start() if comment else index)
    end = lines.end(entry)
    message = unquoted.why(lines.text[entry.start : end])
    if not message:
        return None
    if not _holds_text(lines, entry):
        return Slip(entry.start, unquoted.of_other(entry.value) or message)
    has_gap = entry.key == "names"
    return Slip(entry.start, message, _blanked(lines, entry.start, end), has_gap)


def _holds_text(lines: Lines, entry: Entry) -> bool:
    if entry.key in texts.TEXT_KEYS:
        return True
    parent = lines.parent(entry)
    return parent is not None and parent.key in texts.TEXT_KEYS


def _goes_on(value: str) -> bool:
    """Whether text follows the matching bracket of the first one: "[pause 5s] Breathe."."""
    depth = 0
    for place, sign in enumerate(value):
        depth += (sign in "[{") - (sign in "]}")
        if depth == 0:
            rest = value[place + 1 :].strip()
            return bool(rest) and not rest.startswith("#")
    return False


def _in_flow(lines: Lines, number: int, index: int) -> Slip:
    """A text inside brackets or braces."""
    start, row = lines.starts[number], lines.rows[number]
    keys = [match for match in _FLOW_KEY.finditer(row) if start + match.end() <= index]
    if not keys:
        return Slip(index, _FLOW)
    key, begin = keys[-1]["key"], keys[-1].end()
    if row[begin] == "[":
        begin += max(m.end() for m in re.finditer(r"[\[,]\s*", row[begin : index - start + 1]))
    value = _FLOW_END.split(row[begin:])[0]
    if value.count("[") > value.count("]") or value.count("{") > value.count("}"):
        value = row[begin : begin + len(value) + 1]
    if key not in texts.TEXT_KEYS or not value.strip():
        return Slip(start + begin, _FLOW)
    message = unquoted.why(value) or (
        f"inside brackets and braces, YAML does not read {quoting.shown(value)} as one text; "
        f"{quoting.cure(value)}"
    )
    stop = start + begin + len(value)
    mended = _blanked(lines, start + begin, stop)
    return Slip(start + begin, message, mended, has_gap=key == "names")


def _indentation(lines: Lines, number: int) -> Slip:
    indent = lines.indent(number)
    start = lines.starts[number] + indent
    levels: list[int] = []
    for other in lines.above(number):
        level = lines.indent(other)
        entry = lines.entry(other)
        wanted = {level, entry.column} if entry else {level}
        if not levels or level < min(levels):
            levels += sorted(wanted - set(levels), reverse=True)
    near = " or ".join(str(level) for level in sorted(levels, key=lambda n: abs(n - indent))[:2])
    if not levels:
        return Slip(start, "this can't be read; expected a key with a colon and a value")
    if indent in levels:
        message = (
            f"this line does not fit its indentation of {indent} spaces; an entry of a list "
            "starts with '- ', and the keys of one entry start in the same column"
        )
    else:
        message = (
            f"this line is indented by {indent} spaces, the lines above by {near}; the keys of "
            "one part must start in the same column"
        )
    return Slip(start, message)


def _blanked(lines: Lines, start: int, end: int) -> str:
    """Returns the text with a value replaced by letters, so that the rest can be read."""
    return lines.text[:start] + re.sub(r"\S", "x", lines.text[start:end]) + lines.text[end:]
