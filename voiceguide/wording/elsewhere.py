"""Finds mark-up of other formats in a text: HTML, SSML, Markdown, templates, escapes.

It means nothing here, and an engine would say its characters. Each piece is found once, as
a whole, with advice on what to write instead.
"""

import html
import re
import string
import unicodedata
from collections.abc import Callable, Collection
from functools import lru_cache
from html.entities import html5
from typing import NamedTuple
from urllib.parse import unquote


class Foreign(NamedTuple):
    """A piece of mark-up in a text, from `start` to `end`, and its `cure`.

    The closing tag of a tag that was found has no cure.
    """

    start: int
    end: int
    found: str
    cure: str


_HEX = string.hexdigits
_NAME = rf"(?:#\d{{1,7}}|#[xX][{_HEX}]{{1,6}}|[A-Za-z]\w{{1,31}})"
_ENTITY = rf"&{_NAME};?"
_LATER_ENTITY = re.compile(rf"{_NAME};")
_TAG = (
    r"<(/?)([A-Za-z][\w:.-]*)((?:\s[^<>]*|=[^<>]*)?)/?>|<!--.*?(?:-->|$)|<[?%!][^>]*>|<#[^#<>]*#>"
)
_LINK = r"!?\[(?!\s*(?i:pause|bell\b))([^\[\]]*)\](?:\([^()\n]*\)|\[[^\[\]]*\])"
_BB = r"\[(/?)(b|i|u|s|url|img|quote|color|size|center|code)(?:=[^\]]*)?\]"
_DOUBLED = r"\{\{\s*([^{}]*?)\s*\}\}|[$%]\{\s*(\w+)\s*\}|\{%[^{}]*%\}|\[\[([^\[\]]*)\]\]"
_STRESS = (
    r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]*[^\W\d_][^*\n]*?)(?<=\S)\1(?![\w*])"
    r"|(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]*[^\W\d_][^_\n]*?)(?<=\S)\3(?![\w_])"
    r"|(~~)(?=\S)([^~\n]+?)(?<=\S)~~"
)
_HEADING = r"(?m:^[ \t]*(#{1,6})[ \t]+([^\W\d].*)$)"
_BULLET = r"(?m:^[ \t]*([*+•>])[ \t]+(?=[^\W\d]))"
_LINE = r"(?m:^[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*$)|(?m:^[ \t]*\|.*\|[ \t]*$)|(?m:^[ \t]*```.*$)"
_SHORTCODE = r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])"
_ESCAPE = rf"\\(?:u([{_HEX}]{{4}})|x([{_HEX}]{{2}})|[nrt]|[\"'*_#.!&<>-])"
_PERCENT = rf"(?<=[A-Za-z])%(?:[2-7][{_HEX}](?=[A-Za-z])|20)"
_MISREAD = (
    r"[\u00c2\u00c3\u00e2][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203b\u20ac\u2122]{1,2}"
)

_PAUSE = "[pause {}]"
_AMOUNT = re.compile(r"(\d*\.?\d+)\s*(ms|s\b|sec|min|m\b)?", re.IGNORECASE)
_PAUSES = frozenset({"break", "pause", "silence", "slnc", "wait"})
_PARAGRAPHS = frozenset({"p", "br", "div", "s", "li", "ul", "ol", "h1", "h2", "h3", "h4", "hr"})
_RESPELT = frozenset({"sub", "phoneme", "say-as", "lang", "w", "abbr"})


_ANY = re.compile(
    rf"[&<>*_~#|%`=+•]|\\|[\u00c2\u00c3\u00e2]|:[a-z][\w+-]*:|\][(\[]|{_BB}|\[\[|[$%]\{{|\{{[{{%]"
    r"|-[ \t]*-"
)
"""A quick test: every kind contains one of these, and most texts contain none."""


def found(text: str, names: Collection[str] = ()) -> tuple[Foreign, ...]:
    """Returns every piece of foreign mark-up in a text; `names` are those allowed in braces."""
    return _found(text, tuple(names)) if _ANY.search(text) else ()


def without(text: str, pieces: Collection[Foreign]) -> str:
    """Returns the text with the pieces replaced by spaces; its length doesn't change."""
    for piece in pieces:
        text = f"{text[: piece.start]}{' ' * (piece.end - piece.start)}{text[piece.end :]}"
    return text


@lru_cache(maxsize=4096)
def _found(text: str, names: tuple[str, ...]) -> tuple[Foreign, ...]:
    pieces = list[Foreign]()
    for pattern, cure in _KINDS:
        rest = without(text, pieces)
        opened = set[str]()
        for match in re.finditer(pattern, rest):
            if (piece := _piece(match, cure, names)) and not _closes(match, opened):
                pieces.append(piece)
            elif piece:
                pieces.append(piece._replace(cure=""))
    return tuple(sorted(pieces))


def _piece(match: re.Match[str], cure: "Cure", names: tuple[str, ...]) -> Foreign | None:
    if cure is _of_entity:
        end = _end_of_entity(match)
        if end < 0:
            return None
        whole = match.string[match.start() : end]
        return Foreign(match.start(), end, whole, _of_character(_unescaped(whole)))
    said = cure(match, names)
    if not said:
        return None
    shown = match[0].strip()  # the spaces around it may replace an earlier piece
    start = match.start() + match[0].index(shown)
    return Foreign(start, start + len(shown), shown, said)


def _closes(match: re.Match[str], opened: set[str]) -> bool:
    """Whether a tag closes an earlier one, which is reported instead."""
    if match.re.groups < 2 or match.re.pattern not in (_TAG, _BB) or match[2] is None:
        return False
    if not match[1]:
        opened.add(match[2])
    return bool(match[1]) and match[2] in opened


def _end_of_entity(match: re.Match[str]) -> int:
    """Returns the index after an entity, which may be escaped twice (`&amp;nbsp;`); -1 for other
    text."""
    name, end = match[0][1:], match.end()
    if not name.startswith("#"):
        following = match.string[end : end + 1]
        is_known = name in html5 and (
            name.endswith(";") or not (following.isalnum() or following == "=")
        )
        if not is_known:
            return -1
    while _unescaped(match.string[match.start() : end]) == "&":
        later = _LATER_ENTITY.match(match.string, end)
        if later is None or (later[0][0] != "#" and later[0] not in html5):
            break
        end = later.end()
    return end


def _unescaped(text: str) -> str:
    while (plain := html.unescape(text)) != text:
        text = plain
    return text


def _of_character(character: str) -> str:
    if character.isspace():
        return "this is code for a space; write a space"
    if all(unicodedata.category(sign).startswith("C") for sign in character):
        return "this is code for a character that is not said; leave it out"
    return f"this is code for {character!r}; write the character itself"


def _of_entity(_: re.Match[str], __: tuple[str, ...]) -> str:
    raise NotImplementedError  # its length is found with it


def _of_tag(match: re.Match[str], names: tuple[str, ...]) -> str:
    if match[0].startswith("<#"):
        return _pause(match[0])
    name = (match[2] or "").lower()
    if name in _PAUSES:
        return _pause(match[3])
    if name in names:
        return f"this is a tag; write only the name, as {_in_braces(name)}"
    if name in _PARAGRAPHS:
        return "this is a tag of HTML or SSML; a blank line starts a new idea"
    if name in _RESPELT:
        return "this is a tag of HTML or SSML; respell the word under 'pronounce' instead"
    return "this is a tag of HTML or SSML; leave it out"


def _pause(attributes: str) -> str:
    amount = _AMOUNT.search(attributes)
    if amount is None:
        return f"this is a tag of SSML; a pause is written {_PAUSE.format('1s')}"
    unit = (amount[2] or ("ms" if float(amount[1]) >= 50 else "s")).lower()
    unit = "s" if unit == "sec" else unit
    number = f"0{amount[1]}" if amount[1].startswith(".") else amount[1]
    mark = _PAUSE.format(f"{number}{unit}")
    return f"this is mark-up of another program; a pause is written {mark}"


def _in_braces(name: str) -> str:
    return f"{{{name}}}"


def _of_link(match: re.Match[str], _: tuple[str, ...]) -> str:
    return f"this is a link; write only its words: {match[1]!r}" if match[1] else "leave links out"


def _of_bb(_: re.Match[str], __: tuple[str, ...]) -> str:
    return "this is mark-up of web forums; leave it out"


def _of_doubled(match: re.Match[str], names: tuple[str, ...]) -> str:
    name = next((group for group in match.groups() if group), "")
    if match[0].startswith("[[") and name.split()[:1] == ["slnc"]:
        return _pause(name)
    if name in names:
        return f"write it in single braces, as {_in_braces(name)}"
    return "this is mark-up of another program; leave it out"


def _of_stress(match: re.Match[str], _: tuple[str, ...]) -> str:
    inner = next(group for group in (match[2], match[4], match[6]) if group)
    return f"this is Markdown; write {inner!r}"


def _of_heading(match: re.Match[str], _: tuple[str, ...]) -> str:
    return (
        f"{match[1]} starts neither a heading nor a comment inside a text; leave it out, or put a "
        "comment above the key"
    )


def _of_bullet(match: re.Match[str], _: tuple[str, ...]) -> str:
    return f"this is Markdown; leave the {match[1]} out, and write sentences"


def _of_line(_: re.Match[str], __: tuple[str, ...]) -> str:
    return "this is Markdown; write sentences, with a blank line between two ideas"


def _of_shortcode(_: re.Match[str], __: tuple[str, ...]) -> str:
    return "this is the name of an emoji; leave it out, or write what should be said"


def _of_escape(match: re.Match[str], _: tuple[str, ...]) -> str:
    if match[0][1] in "nrt":
        return "this is code for a new line; start a new line, or leave a blank one for a new idea"
    code = match[1] or match[2]
    return _of_character(chr(int(code, 16)) if code else match[0][1])


def _of_percent(match: re.Match[str], _: tuple[str, ...]) -> str:
    return _of_character(unquote(match[0]))


def _of_misread(match: re.Match[str], _: tuple[str, ...]) -> str:
    try:
        meant = match[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
    return f"a program has misread {meant!r} here; write that"


Cure = Callable[[re.Match[str], tuple[str, ...]], str]

_KINDS: tuple[tuple[str, Cure], ...] = (
    (_MISREAD, _of_misread),
    (_TAG, _of_tag),
    (_ENTITY, _of_entity),
    (_LINK, _of_link),
    (_BB, _of_bb),
    (_DOUBLED, _of_doubled),
    (_ESCAPE, _of_escape),
    (_HEADING, _of_heading),
    (_STRESS, _of_stress),
    (_LINE, _of_line),
    (_BULLET, _of_bullet),
    (_SHORTCODE, _of_shortcode),
    (_PERCENT, _of_percent),
)
