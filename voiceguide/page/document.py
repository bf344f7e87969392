"""A page as one HTML file with its program, style, words and sound inside; it fetches nothing."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from typing import BinaryIO, Self

from voiceguide.page.content import Content, content_json
from voiceguide.page.modules import joined
from voiceguide.track.formats import format_of
from voiceguide.wording.spaces import held

WEB = Path(__file__).resolve().parent / "web"
"""The folder of the page's source files."""

_PIECE = 3 * 2**20
"""The bytes of sound in one element: a multiple of three, so that base64 needs no padding inside,
and few enough that writing takes little memory and reading never blocks for long."""

_IN_PROGRAMS = (
    r" *(?:;(?=\n*\s*})|([=(){}[\],;:?&|<>*!]))(?: +|(?<=[({[;,}])\n)?| ([-+/]) (?![-+/])"
)
"""Text that JavaScript ignores: white space beside these characters, line ends after some of them,
and the semicolon at the end of a block. No file of the page has a statement without a body."""

_IN_STYLES = r"\s*(?:;\s*(?=})|([{};,]))\s*|(?<=:) |(?<=[\d)]) ([*/]) |(?<![\w.])0(?=\.\d)"
"""The same for CSS, including the zero before a decimal point. In CSS, space before a colon or a
bracket, and beside a plus or a minus, can have a meaning."""


def page_html(content: Content) -> str:
    """Returns the page as text, without sounds inside: all sessions need an address."""
    return "".join(_parts(content))


def write_page(stream: BinaryIO, content: Content, sounds: Sequence[Path] = ()) -> None:
    """Writes the page with the `sounds` of the sessions that have no address, in order.

    Each sound is in script elements of its media type, which no browser runs. Memory doesn't grow
    with the sounds' length. Half a character (a lone surrogate) becomes a question mark. OSErrors
    pass through.
    """
    if len(sounds) != content.inside:
        raise ValueError(f"{len(sounds)} sounds for {content.inside} sessions without an address")
    head, tail = _parts(content)
    inside = [index for index, one in enumerate(content.sessions) if one.address is None]
    stream.write(head.encode(errors="replace"))
    for index, sound in zip(inside, sounds, strict=True):
        kind = format_of(sound).media_type
        for piece in _pieces(sound):
            stream.write(f'<script type="{kind}" data-sound="{index}">'.encode())
            stream.write(base64.b64encode(piece))
            stream.write(b"</script>\n")
    stream.write(tail.encode())


def _pieces(sound: Path) -> Iterator[bytes]:
    with sound.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _parts(content: Content) -> tuple[str, str]:
    """Returns the parts of the page before and after the sounds."""
    words = {key: held(text) for key, text in content.shown.texts["player"].items()}
    script = _condensed(_worded(joined("main.js", _read), words), _IN_PROGRAMS)
    style = _condensed(_read("style.css"), _IN_STYLES)
    served = _read("served.html") if content.served else ""
    live = Live.of(content.live)
    frame = re.sub(r"^ +", "", _read("page.html"), flags=re.MULTILINE)
    page = Template(frame).substitute(
        {f"_{key}": escape(text) for key, text in words.items()},
        shown=escape(content.shown.code),
        language=escape(content.language),
        policy=escape(policy(script, style, content, live)),
        title=escape(content.title),
        served=served,
        style=style,
        content=content_json(content),
        live=live.html,
        script=script,
    )
    head, mark, tail = page.rpartition("</body>")
    return head, mark + tail


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """What a page needs besides, to follow a script that is being edited; nothing for others."""

    html: str = ""
    script: str = ""
    style: str = ""

    @classmethod
    def of(cls, version: int | None) -> Self:
        """Returns it for that version of the page."""
        if version is None:
            return cls()
        script = _condensed(_read("live.js"), _IN_PROGRAMS)
        style = _condensed(_read("live.css"), _IN_STYLES)
        html = Template(_read("live.html")).substitute(version=version, style=style, script=script)
        return cls(html=html, script=script, style=style)


NOT_LIVE = Live()


def policy(script: str, style: str, content: Content, live: Live = NOT_LIVE) -> str:
    """Returns the Content-Security-Policy: only what came with the page runs or loads."""
    here = "'self' file:" if any(one.address is not None for one in content.sessions) else ""
    rules = {
        "default-src": "'none'",
        "script-src": _hashes(script, live.script),
        "style-src": _hashes(style, live.style),
        "img-src": "data: blob:" + (" 'self'" if content.served else ""),
        "media-src": f"blob: {here}".strip(),
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "voiceguide" if content.served else "'none'",
    }
    if content.served:
        rules |= dict.fromkeys(("connect-src", "manifest-src", "worker-src"), "'self'")
    elif content.live is not None:
        rules["connect-src"] = "'self'"
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _worded(program: str, words: Mapping[str, str]) -> str:
    """Puts the page's own words into its program, in place of WORDS.name."""

    def text(found: re.Match[str]) -> str:
        return json.dumps(words[found[1]], ensure_ascii=False).replace("<", "\\u003c")

    return re.sub(r"\bWORDS\.(\w+)", text, program)


def _condensed(text: str, beside: str) -> str:
    """Removes comments on separate lines, and white space without meaning.

    That is indentation, and white space outside of quotes that matches `beside`.
    """
    bare = re.sub(r"^\s*(?:(?://.*|/\*[^*]*(?:\*[^/]*)*?\*/)\n)?", "", text, flags=re.MULTILINE)
    quoted = r'"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`'
    return re.sub(
        rf"({quoted})|{beside}",
        lambda found: found[found.lastindex] if found.lastindex else "",
        bare,
    )


def _hashes(*texts: str) -> str:
    return " ".join(_hash(text) for text in texts if text)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _read(name: str) -> str:
    return (WEB / name).read_text(encoding="utf-8")
