"""Reads Markdown, by CommonMark: headings, paragraphs, lists, quotes and tables, without signs."""

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

from voiceguide.authoring.importing.cleaner import BLOCKS
from voiceguide.authoring.importing.source import Heading, Idea, Item, Phrase, Source

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_REST = re.compile(r"^<!-- voiceguide[ \t]*\n(.*?)^-->\s*\Z", re.DOTALL | re.MULTILINE)
"""The rest of a script that was exported: see `voiceguide.authoring.exporting`."""

_PAIR = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*)")
_NESTED = re.compile(r"^((?:[ \t]*(?:[-*+>]|\d{1,9}[.)])[ \t]*){8})(?:[-*+>][ \t]*)+", re.MULTILINE)
_PAUSE_TAG = re.compile(r"<\s*(?:break|pause|silence)\b", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6} +\S", re.MULTILINE)
_ENDS = frozenset(
    ("paragraph_close", "bullet_list_close", "ordered_list_close", "table_close", "hr")
) | {"fence", "code_block", "html_block"}
_TASK = re.compile(r"^\[[ xX]\]\s+")


def is_markdown(text: str) -> bool:
    """Whether a text has a Markdown heading."""
    return _HEADING.search(text) is not None


def read(text: str) -> Source:
    """Reads Markdown, with the title and the language of its front matter."""
    front: dict[str, str] = {}
    remarks: list[str] = []
    if match := _FRONT.match(text):
        for line in filter(str.strip, match[1].splitlines()):
            pair = _PAIR.fullmatch(line.strip())
            if pair and pair[1].lower() in ("title", "language", "lang"):
                front[pair[1].lower()] = pair[2].strip().strip("\"'")
            else:
                remarks.append(line.strip())
        text = text[match.end() :]
    rest = ""
    if match := _REST.search(text):
        rest, text = match[1], text[: match.start()]
    parser = MarkdownIt("commonmark", {"maxNesting": 60}).enable("table")
    environment: dict[str, object] = {}
    tokens = parser.parse(_NESTED.sub(r"\1", text), environment)
    reader = _Reader()
    reader.read(tokens)
    if reader.links or environment.get("references"):
        remarks.append("the addresses of links are left out")
    return Source(
        items=tuple(reader.items),
        title=front.get("title", ""),
        language=front.get("language") or front.get("lang", ""),
        remarks=(*remarks, *reader.comments),
        rest=rest,
    )


class _Reader:
    """Turns the parser's tokens into items."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.comments: list[str] = []
        self.links = False
        self._cells: list[str] | None = None
        self._level = 0
        self._number = ""

    def read(self, tokens: Sequence[Token]) -> None:
        """Adds the items of a document's tokens."""
        for token in tokens:
            match token.type:
                case "heading_open":
                    self._level = int(token.tag[1:])
                case "heading_close":
                    self._level = 0
                case "list_item_open":
                    self._number = f"{token.info}. " if token.info else ""
                case "tr_open":
                    self._cells = []
                case "tr_close":
                    self._row()
                case _:
                    self._text(token)
            if token.type in _ENDS and not token.hidden:
                self.items.append(Idea())

    def _text(self, token: Token) -> None:
        match token.type:
            case "inline":
                self._inline(token)
            case "fence" | "code_block":
                self._phrases([token.info, *token.content.splitlines()])
            case "html_block":
                self._phrases(self._html(token.content).splitlines())

    def _row(self) -> None:
        """Says a row of a table as one sentence."""
        self._phrases([", ".join(filter(None, self._cells or []))])
        self._cells = None

    def _inline(self, token: Token) -> None:
        text = "".join(self._pieces(token.children or []))
        if self._level:
            self.items.append(Heading(" ".join(text.split()), self._level))
        elif self._cells is not None:
            self._cells.append(" ".join(text.split()))
        else:
            self._phrases(text.split("\n"))

    def _phrases(self, lines: Sequence[str]) -> None:
        for line in lines:
            words = _TASK.sub("", line.strip())
            if words:
                self.items.append(Phrase(f"{self._number}{words}"))
                self._number = ""

    def _pieces(self, tokens: Sequence[Token]) -> Iterator[str]:
        """Yields the text of a paragraph, with a line break where it has a hard one."""
        for token in tokens:
            match token.type:
                case "text" | "code_inline" | "text_special":
                    yield token.content
                case "softbreak":
                    yield " "
                case "hardbreak":
                    yield "\n"
                case "html_inline":
                    yield self._html(token.content)
                case "image":
                    self.links = True
                    yield from self._pieces(token.children or [])
                case "link_open":
                    self.links = True

    def _html(self, text: str) -> str:
        if _PAUSE_TAG.match(text):
            return text
        stripper = _Stripper()
        stripper.feed(text)
        stripper.close()
        self.comments += stripper.comments
        return "".join(stripper.found)


class _Stripper(HTMLParser):
    """Collects the text of HTML, and its comments."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag in BLOCKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(" ".join(data.split()))

    def unknown_decl(self, data: str) -> None:
        self.found.append(data.partition("[")[2] or data)
