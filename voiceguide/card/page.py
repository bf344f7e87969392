"""The card as one HTML file: no scripts, nothing loaded, one page of A4 or US Letter.

A page fits about fourteen steps with pictures; longer sessions take another page.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

from voiceguide import timecode
from voiceguide.card.room import Part, growth, shrinkage
from voiceguide.drawing import colours
from voiceguide.drawing.legend import signs
from voiceguide.drawing.picture import picture_svg
from voiceguide.timeline.model import Chapter, Cue, CueKind, Timeline
from voiceguide.wording import language as languages

_ANNOUNCING: Final = 4
"""The most words in an announcement besides the title, as in "Step number twenty-one:"."""

_TIMES: Final = 16
"""The characters that the start time and the length take up beside a title."""

_BETWEEN: Final = 12
"""The characters that a side's number and the separator take up beside its name."""


def card(timeline: Timeline) -> str:
    """Returns the whole file as text."""
    return "".join(f"{line}\n" for line in _lines(timeline))


def _lines(timeline: Timeline) -> Iterator[str]:
    css = Path(__file__).with_name("card.css").read_text(encoding="utf-8")
    room = _room(timeline)
    css = f":root {{ --grown: {growth(room)}; --drawn: {shrinkage(room)}; }}\n{css}"
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    title = escape(timeline.title)
    yield f'<!doctype html>\n<html lang="{escape(timeline.language)}" dir="auto">\n<head>'
    yield '<meta charset="utf-8">'
    yield (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'sha256-{digest}'\">"
    )
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}, {timecode.clock(timeline.total_ms)}</title>"
    yield f"<style>{css}</style>\n</head>\n<body>"
    yield f"<header><h1>{title}</h1><p>{timecode.clock(timeline.total_ms)}</p></header>"
    yield from _parts(timeline)
    yield from _key(timeline)
    yield "</body>\n</html>"


def _parts(timeline: Timeline) -> Iterator[str]:
    """Yields the steps before the first numbered one, each in a frame, then the rest as a list."""
    drawn = [_chapter(timeline, chapter, f"s{at}") for at, chapter in enumerate(timeline.chapters)]
    numbered = [at for at, chapter in enumerate(timeline.chapters) if chapter.number is not None]
    first = numbered[0] if numbered else len(drawn)
    yield from (f"<section>{part}</section>" for part in drawn[:first])
    if drawn[first:]:
        yield "<ol>"
        yield from (f"<li>{part}</li>" for part in drawn[first:])
        yield "</ol>"


def _room(timeline: Timeline) -> list[Part]:
    """Returns the space that each step needs."""
    numbered = [at for at, chapter in enumerate(timeline.chapters) if chapter.number is not None]
    first = numbered[0] if numbered else len(timeline.chapters)
    return [
        Part(
            title=len(chapter.label) + _TIMES,
            words=tuple(map(len, _paragraphs(timeline, chapter))),
            sides=sum(len(side.name) + _BETWEEN for side in chapter.sides),
            is_drawn=chapter.picture is not None,
            is_framed=at < first,
        )
        for at, chapter in enumerate(timeline.chapters)
    ]


def _chapter(timeline: Timeline, chapter: Chapter, prefix: str) -> str:
    drawn = ""
    if chapter.picture:
        drawn = picture_svg(
            chapter.picture,
            animated=False,
            label=chapter.title,
            prefix=prefix,
            colour=colours.paper,
            language=timeline.language,
        )
    words = "".join(f"<p>{escape(text)}</p>" for text in _paragraphs(timeline, chapter))
    start = timecode.clock(chapter.start_ms)
    length = timecode.duration(round((chapter.end_ms - chapter.start_ms) / 1000) * 1000)
    return (
        f"{drawn}<div><h2><bdi>{escape(chapter.label)}</bdi> <small>{start} · {length}</small></h2>"
        f"{words}{_sides(chapter, timeline.language)}</div>"
    )


def _paragraphs(timeline: Timeline, chapter: Chapter) -> tuple[str, ...]:
    """Returns the step's notes, which are complete, or else the words of its opening."""
    return chapter.paragraphs or (_opening(timeline, chapter),)


def _opening(timeline: Timeline, chapter: Chapter) -> str:
    """Returns the step's opening without its announcement (or its title, if it has no number)."""
    cues = (cue for cue in timeline.cues if cue.step == chapter.step)
    opening = next((cue for cue in cues if cue.kind is CueKind.OPENING), None)
    return " ".join(_instruction(opening, chapter)) if opening else ""


def _instruction(opening: Cue, chapter: Chapter) -> list[str]:
    said = [phrase.text for phrase in opening.phrases]
    title = _bare(chapter.title)
    extra = _ANNOUNCING if chapter.number else 0
    for count in (1, 2):
        first = _bare(" ".join(said[:count]))
        short = len(first.split()) <= len(title.split()) + extra
        if short and first.endswith(title) and len(said) > count:
            return said[count:]
    return said


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _sides(chapter: Chapter, language: str) -> str:
    """Returns the two sides in order, and whether to walk round between them."""
    if not chapter.sides:
        return ""
    names = [
        f"<b>{at}</b> <bdi>{escape(side.name)}</bdi>" for at, side in enumerate(chapter.sides, 1)
    ]
    shown = languages.of(language).shown
    come_round = f'<span lang="{shown.code}">{escape(shown.text("card", "come_round"))}</span>'
    between = f" · {come_round} · " if chapter.moves else " · "
    return f'<p class="sides">{between.join(names)}</p>'


def _key(timeline: Timeline) -> Iterator[str]:
    """Yields the meaning of the signs in the pictures."""
    pictures = [chapter.picture for chapter in timeline.chapters if chapter.picture]
    found = signs(pictures, colours.paper, timeline.language)
    if found:
        words = "".join(f"<span>{sign.mark}{escape(sign.words)}</span>" for sign in found)
        yield f'<footer lang="{languages.of(timeline.language).shown.code}">{words}</footer>'
