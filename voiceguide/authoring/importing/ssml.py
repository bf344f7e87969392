"""SSML, the mark-up of speech engines: https://www.w3.org/TR/speech-synthesis11/.

Only XML's own five entities are resolved, and nothing outside the file is read.
"""

import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

from voiceguide.authoring.importing.pauses import break_ms
from voiceguide.authoring.importing.source import Heading, Idea, Item, Phrase, Rest, Source
from voiceguide.errors import Problem

_STRENGTHS_MS = {
    **dict.fromkeys(("none", "x-weak"), 0),
    **dict.fromkeys(("weak", "small"), 250),
    "medium": 500,
    **dict.fromkeys(("strong", "large"), 1_000),
    "x-strong": 2_000,
}
"""The length of a break that has only a strength; engines differ."""

_SPELT = frozenset({"characters", "spell-out", "verbatim", "digits", "telephone", "letters"})
_BLOCKS = frozenset({"p", "paragraph", "speak"})
_UNHEARD = frozenset({"metadata", "desc", "title"})
_REST = "voiceguide"
"""In the metadata, it holds the rest of a script: see `voiceguide.authoring.exporting`."""

_EMPTY = frozenset({"meta", "lexicon", "lookup"})
_PLAIN = frozenset({"emphasis", "token", "w"})
_SPEAK = re.compile(r"(?:\s|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*<(?:\w+:)?speak\b", re.DOTALL)
_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE|!--)")


class XmlError(ValueError):
    """XML that can't be read, or that needs more than text; `problem` has the place and reason."""

    def __init__(self, line: int, column: int, message: str) -> None:
        self.problem = Problem(line=line, column=column, message=message)
        super().__init__(message)


def is_ssml(text: str) -> bool:
    """Whether a text begins like SSML or XML."""
    return _SPEAK.match(text) is not None or _XML.match(text) is not None


def read(text: str) -> Source:
    """Reads SSML. Raises XmlError."""
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refusing(parser, reader.doctype)
    parser.EntityDeclHandler = _refusing(parser, _entity_declared)
    parser.SkippedEntityHandler = _refusing(parser, _entity_used)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(text.encode("utf-8"), True)  # noqa: FBT003  (it takes no names)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise XmlError(error.lineno, error.offset + 1, _explained(what)) from error
    reader.flush()
    return Source(
        items=tuple(reader.items),
        language=reader.language,
        respelt=reader.respelt,
        remarks=tuple(dict.fromkeys(reader.remarks)),
        rest="".join(reader.rest),
    )


def _refusing(parser: expat.XMLParserType, check: Callable[..., str]) -> Callable[..., None]:
    """Returns a handler that stops the parser if `check` returns a fault."""

    def handler(*arguments: object) -> None:
        if message := check(*arguments):
            raise XmlError(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, message)

    return handler


def _entity_declared(*_: object) -> str:
    return "this declares an entity, which is never resolved; write the text itself"


def _entity_used(name: str, *_: object) -> str:
    return f"&{name}; is not one of XML's own entities; write the character itself"


def _explained(what: str) -> str:
    if what == expat.errors.XML_ERROR_UNDEFINED_ENTITY:
        return "this entity is not one of XML's own; write the character itself"
    if what == expat.errors.XML_ERROR_INVALID_TOKEN:
        return "this is no well-formed XML; write &lt; for < and &amp; for &"
    return f"this is no well-formed XML: {what}"


class _Reader:
    """Turns the parser's events into items."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.language = ""
        self.respelt: dict[str, str] = {}
        self.remarks: list[str] = []
        self.rest: list[str] = []
        self._words: list[str] = []
        self._inside: list[tuple[str, Mapping[str, str]]] = []
        self._captured: list[tuple[str, list[str]]] = []
        self._unheard = 0

    def doctype(self, _name: str, _system: str, _public: str, has_subset: int) -> str:
        """Returns why a document type is refused, since a text's own could declare entities."""
        return _entity_declared() if has_subset else ""

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        name = _local(element)
        self._inside.append((name, attributes))
        if name in _BLOCKS:
            self._break(Idea())
        elif name in ("s", "sentence"):
            self.flush()
        elif name == "break":
            self._pause(attributes)
        elif name == "mark":
            self._mark(attributes.get("name", ""))
        elif name == "prosody":
            self._prosody(attributes)
        elif name in ("sub", "say-as"):
            self._captured.append((name, []))
        elif name in _UNHEARD:
            self.flush()
            self._unheard += 1
        elif name not in _PLAIN and not self._unheard:
            kept = "" if name in _EMPTY else "; its text is kept"
            self.remarks.append(f"<{element}> has no counterpart in a script{kept}")
        self._in_language(name, attributes)

    def end(self, element: str) -> None:
        name, attributes = self._inside.pop()
        if name in _BLOCKS:
            self._break(Idea())
        elif name in ("s", "sentence"):
            self.flush()
        elif name in _UNHEARD:
            self._unheard -= 1
            words = " ".join("".join(self._words).split())
            self._words.clear()
            if words:
                self.remarks.append(f"<{element}>: {words}")
        elif name in ("sub", "say-as"):
            self._respell(name, attributes)

    def text(self, data: str) -> None:
        if [name for name, _ in self._inside[-2:]] == ["metadata", _REST]:
            self.rest.append(data)
            return
        self._words.append(data)
        for _, captured in self._captured:
            captured.append(data)

    def flush(self) -> None:
        """Ends a phrase."""
        words = " ".join("".join(self._words).split())
        self._words.clear()
        if words and not self._unheard:
            self.items.append(Phrase(words))

    def _break(self, item: Item) -> None:
        self.flush()
        self.items.append(item)

    def _pause(self, attributes: Mapping[str, str]) -> None:
        ms = _STRENGTHS_MS.get(attributes.get("strength", attributes.get("size", "medium")))
        if "time" in attributes:
            ms = break_ms(attributes["time"])
        if ms is None:
            self.remarks.append(f"a break of {' '.join(attributes.values())!r} is left out")
        elif ms:
            self._break(Rest(ms))
        else:
            self._words.append(" ")

    def _mark(self, name: str) -> None:
        """A mark between sentences starts a step, since players can jump to chapters."""
        if "".join(self._words).strip():
            self.remarks.append(f"the mark {name!r} stands within a sentence, and is left out")
        elif re.search(r"\w", name):
            self._break(Heading(name, 2))

    def _prosody(self, attributes: Mapping[str, str]) -> None:
        if rate := attributes.get("rate"):
            self.remarks.append(f"spoken at the rate {rate!r}; see `make --rate`")
        others = ", ".join(key for key in attributes if key not in ("rate", "xml:lang"))
        if others:
            self.remarks.append(f"<prosody>: {others} can't be set in a script")

    def _respell(self, name: str, attributes: Mapping[str, str]) -> None:
        _, captured = self._captured.pop()
        words = " ".join("".join(captured).split())
        said = " ".join(attributes.get("alias", "").split())
        if name == "say-as":
            kind = attributes.get("interpret-as", attributes.get("type", ""))
            said = _spelt(words) if kind.rpartition(":")[2] in _SPELT else ""
        if not words or not said:
            return
        if self.respelt.setdefault(words, said) != said:
            self.remarks.append(f"{words!r} is said as {self.respelt[words]!r}, never as {said!r}")

    def _in_language(self, name: str, attributes: Mapping[str, str]) -> None:
        language = attributes.get("xml:lang", "")
        if not self.language and name in ("speak", "voice", "lang"):
            self.language = language
        elif language and language != self.language:
            self.remarks.append(f"a part in the language {language!r} is said as all the rest")


def _local(element: str) -> str:
    """Returns an element's name without its prefix, if that is SSML's own."""
    prefix, _, name = element.rpartition(":")
    return name.lower() if prefix in ("", "ssml") else element


def _spelt(words: str) -> str:
    characters = [character for character in words if character.isalnum()]
    joint = "-" if all(character.isalpha() for character in characters) else " "
    return joint.join(characters)
