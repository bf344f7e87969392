"""Writes a document as SSML 1.1 (https://www.w3.org/TR/speech-synthesis11/): a line of the script
is a sentence, a pause a break, a step a mark."""

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from voiceguide import timecode
from voiceguide.authoring.dumped import dumped
from voiceguide.authoring.exporting.document import Document

NAMESPACE = "https://github.com/voiceguide/voiceguide"
REST = "voiceguide"
"""The element in the metadata that has the rest of the script."""

_PAUSE = re.compile(r"\s*\[pause ([^\]]*)\]\s*")


def write(document: Document) -> str:
    """Returns the text of an SSML file."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis"'
    yield f"       xml:lang={quoteattr(document.language)}>"
    yield f'<metadata><{REST} xmlns="{NAMESPACE}">'
    yield from map(escape, dumped(document.rest))
    yield f"</{REST}></metadata>"
    for section in document.sections:
        yield ""
        yield f"<mark name={quoteattr(section.heading)}/>"
        for paragraph in re.split(r"\n[ \t]*\n", section.text.strip()):
            if paragraph.strip():
                yield "<p>"
                yield from (_sentence(line, document) for line in paragraph.strip().splitlines())
                yield "</p>"
    yield "</speak>"


def _sentence(line: str, document: Document) -> str:
    """Returns a line with its pauses; one at its end stands behind the sentence."""
    words, *others = _PAUSE.split(line)
    said = _words(words, document.pronounce)
    for pause, more in zip(others[::2], others[1::2], strict=True):
        said += f" {_break(pause)} {_words(more, document.pronounce)}"
    return f"<s>{said.strip()}</s>"


def _break(pause: str) -> str:
    try:
        ms = timecode.parse(pause.rstrip("+"))
    except ValueError:
        return "<break/>"
    seconds, rest = divmod(ms, 1000)
    return f'<break time="{ms}ms"/>' if rest else f'<break time="{seconds}s"/>'


def _words(text: str, pronounce: Mapping[str, str]) -> str:
    """Returns text with the words that are said otherwise than written."""
    if not pronounce:
        return escape(text)
    known = "|".join(re.escape(word) for word in sorted(pronounce, key=len, reverse=True))
    pieces = re.split(rf"(?<!\w)({known})(?!\w)", text)
    return "".join(_spelt(piece, pronounce) for piece in pieces)


def _spelt(piece: str, pronounce: Mapping[str, str]) -> str:
    said = pronounce.get(piece)
    return f"<sub alias={quoteattr(said)}>{escape(piece)}</sub>" if said else escape(piece)
