"""Reads plain text: a blank line is a new idea; a line in capitals or underlined is a heading."""

import re
from collections.abc import Iterator

from voiceguide.authoring.importing.ends import is_ended
from voiceguide.authoring.importing.source import Heading, Idea, Item, Phrase, Source

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_BULLET = re.compile(r"[ \t]*[-*•–—‣·][ \t]+")
_UNDERLINE = re.compile(r"[ \t]*(?:={3,}|-{3,}|~{3,})[ \t]*")
_RULE = re.compile(r"[ \t]*(?:[-*_=~#][ \t]*){3,}")
_WRAPPED = 60
"""A line this long was probably broken because it was full."""

_LETTERS = 4


def read(text: str) -> Source:
    """Reads plain text."""
    items: list[Item] = []
    for block in _BLANK.split(text.strip()):
        if items:
            items.append(Idea())
        items += _block(block.splitlines())
    return Source(items=tuple(items))


def _block(lines: list[str]) -> Iterator[Item]:
    if len(lines) >= 2 and _UNDERLINE.fullmatch(lines[1]) and re.search(r"\w", lines[0]):
        yield Heading(lines[0].strip(), 1 if "=" in lines[1] else 2)
        lines = lines[2:]
    if len(lines) == 1 and _is_in_capitals(lines[0]):
        yield Heading(lines[0].strip())
        return
    yield from map(Phrase, _phrases(line for line in lines if not _RULE.fullmatch(line)))


def _is_in_capitals(line: str) -> bool:
    letters = [character for character in line if character.isalpha()]
    capitals = all(character.isupper() for character in letters)
    return len(letters) >= _LETTERS and capitals and not re.search(r"[.!?,;\[\]()]", line)


def _phrases(lines: Iterator[str]) -> Iterator[str]:
    """Yields the lines, with those joined that were one line before it was broken."""
    whole = last = ""
    for line in lines:
        stripped = line.strip()
        bullet = _BULLET.match(line)
        if last and not bullet and _goes_on(last, stripped):
            whole = f"{whole} {stripped}"
        else:
            if whole:
                yield whole
            whole = line[bullet.end() :].strip() if bullet else stripped
        last = stripped
    if whole:
        yield whole


def _goes_on(last: str, line: str) -> bool:
    if len(last) >= _WRAPPED:
        return True
    return not is_ended(last) and line[:1].islower()
