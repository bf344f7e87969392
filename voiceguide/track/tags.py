"""A track's tags: title, words, cover and chapters."""

import re
from dataclasses import dataclass

CHAPTER_TITLE = 40
"""In characters. Players cut off longer titles. Readers interpret a frame's size in two ways; for a
chapter of this size, without a picture, both give the same result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A chapter: its start and end in milliseconds, its title, and its picture as a JPEG file."""

    start_ms: int
    end_ms: int
    title: str
    picture: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """Everything in a track apart from its sound; empty means absent.

    `language` is an ISO 639-2 code (see `language_code`), `lyrics` is an LRC file,
    `cover` a JPEG file; `chapters` are in order of time; `timeline` is the session's
    timeline as JSON.
    """

    title: str
    artist: str = ""
    album: str = ""
    comment: str = ""
    genre: str = "Speech"
    language: str = "und"
    lyrics: str = ""
    cover: bytes = b""
    chapters: tuple[Mark, ...] = ()
    timeline: str = ""

    def __post_init__(self) -> None:
        if not re.fullmatch("[a-z]{3}", self.language):
            raise ValueError(f"{self.language!r} is not an ISO 639-2 language code")


def short_title(title: str) -> str:
    """Returns a chapter's title in at most 40 characters, cut after a whole word if possible.

    >>> short_title("9. The tops of the shoulders and the collarbones")
    '9. The tops of the shoulders and the…'
    """
    line = " ".join(title.split())
    if len(line) <= CHAPTER_TITLE:
        return line
    cut = line[: CHAPTER_TITLE - 1]
    words = line[:CHAPTER_TITLE].rpartition(" ")[0]
    return (words if len(words) >= CHAPTER_TITLE // 2 else cut).rstrip() + "…"


_ISO_639_2 = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu",
    "el": "ell", "en": "eng", "es": "spa", "et": "est", "eu": "eus", "fa": "fas", "fi": "fin",
    "fr": "fra", "ga": "gle", "gl": "glg", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun",
    "id": "ind", "is": "isl", "it": "ita", "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav",
    "nb": "nob", "nl": "nld", "nn": "nno", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron",
    "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe", "th": "tha", "tr": "tur",
    "uk": "ukr", "vi": "vie", "zh": "zho",
}  # fmt: skip


def language_code(bcp47: str) -> str:
    """Returns the ISO 639-2 code of a language tag; `und` (undetermined) if unknown.

    >>> language_code("en-GB"), language_code("haw"), language_code("xx")
    ('eng', 'haw', 'und')
    """
    primary = bcp47.replace("_", "-").split("-")[0].lower()
    if re.fullmatch("[a-z]{3}", primary):
        return primary
    return _ISO_639_2.get(primary, "und")
