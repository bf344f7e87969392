"""Writes a document as Markdown: a line of the script is a line, a blank line a new paragraph."""

import re
from collections.abc import Iterator

from voiceguide.authoring.dumped import dumped
from voiceguide.authoring.exporting.document import Document

_SIGNS = re.compile(r"[\\`*_<>#&~|]|\[(?!pause |bell\])")
_AT_START = re.compile(r"^(\d{1,9})([.)])|^([-+=:])")
REST = "<!-- voiceguide"
"""The line above the rest of the script, which browsers and converters don't show."""


def write(document: Document) -> str:
    """Returns the text of a Markdown file."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield "---"
    yield f"title: {document.title}"
    yield f"language: {document.language}"
    yield "---"
    for section in document.sections:
        yield ""
        yield f"{'##' if section.is_step else '###'} {_escaped(section.heading)}"
        for paragraph in re.split(r"\n[ \t]*\n", section.text.strip()):
            if paragraph.strip():
                yield ""
                lines = [_escaped(line.strip()) for line in paragraph.strip().splitlines()]
                yield "\\\n".join(lines)
    yield ""
    yield REST
    yield from dumped(document.rest)
    yield "-->"


def _escaped(line: str) -> str:
    line = _SIGNS.sub(r"\\\g<0>", line)
    return _AT_START.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", line)
