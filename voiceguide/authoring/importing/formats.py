"""The formats that can be imported: how each is recognised, and its reader."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voiceguide.authoring.importing import markdown, plain, ssml, subtitles, timed
from voiceguide.authoring.importing.source import Source
from voiceguide.errors import InputError


@dataclass(frozen=True, slots=True)
class Format:
    """A format. Files with one of its `suffixes` have it; any other text has the first format that
    it `looks_like`."""

    name: str
    suffixes: tuple[str, ...]
    looks_like: Callable[[str], bool]
    read: Callable[[str], Source]


FORMATS = (
    Format("webvtt", (".vtt",), subtitles.is_webvtt, subtitles.read),
    Format("srt", (".srt",), subtitles.is_subrip, subtitles.read),
    Format("ssml", (".ssml", ".xml"), ssml.is_ssml, ssml.read),
    Format("timed", (".lrc",), timed.is_timed, timed.read),
    Format("markdown", (".md", ".markdown"), markdown.is_markdown, markdown.read),
    Format("text", (), lambda _: True, plain.read),
)
"""The formats in the order in which they are tried; any text is plain text."""

_OTHERS = {
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf", ".pages"), "a word processor's document"),
    **dict.fromkeys((".pdf", ".epub"), "a printed page"),
    **dict.fromkeys((".html", ".htm"), "a web page"),
}
_SCRIPTS = (".yaml", ".yml")


def check_suffix(path: Path) -> None:
    """Raises InputError for a file that is known not to be text, or to be a script."""
    suffix = path.suffix.lower()
    if suffix in _OTHERS:
        raise InputError(
            f"{path}: this is {_OTHERS[suffix]}; save its text as plain text (.txt) or Markdown "
            "(.md), and import that"
        )
    if suffix in _SCRIPTS:
        raise InputError(f"{path}: this is a script already; copy it, and edit the copy")


def of(path: Path, text: str) -> Format:
    """Returns the format of a file, from its suffix or else from its text."""
    suffix = path.suffix.lower()
    for one in FORMATS:
        if suffix in one.suffixes:
            return one
    return next(one for one in FORMATS if one.looks_like(text))
