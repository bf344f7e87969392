"""Draws the pictures of docs/writing.md from the session that it writes: run
`python -m tests.docs.pictures` after a change to the guide, the plot or the page's words."""

import math
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from html import escape
from pathlib import Path

from voiceguide.authoring.starter import Answers, started
from voiceguide.plot.picture import picture
from voiceguide.plot.svg import svg
from voiceguide.script import reader
from voiceguide.session.plan import estimate
from voiceguide.timecode import clock
from voiceguide.timeline.model import Timeline
from voiceguide.wording import language as languages

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = DOCS / "writing.md"
PLAN, PAGE = DOCS / "evening-stretch.svg", DOCS / "evening-stretch-page.svg"
AT_MS = 9_000
"""The moment in the first step that the picture of the page shows."""

_WIDTH, _HEIGHT = 390, 664
_GROUND, _INK, _SOFT, _GLOW = "#17110c", "#fff4e4", "#cbb9a3", "#ffb65c"
_LINE = 30
"""Characters."""


def script() -> str:
    """Returns the guide's script, with its second step rewritten as the guide has it."""
    steps = ("Arrive", "Neck", "Shoulders", "Rest")
    text = started(
        Answers(
            language="en", title="Evening stretch", minutes=(Fraction(5), Fraction(10)), steps=steps
        ),
        "evening-stretch.yaml",
    )
    guide = GUIDE.read_text(encoding="utf-8")
    step = re.search(r"^```yaml\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    assert step is not None
    start, end = text.index("  - id: neck\n"), text.index("  - id: shoulders\n")
    return f"{text[:start]}{step[1]}\n{text[end:]}"


def timeline() -> Timeline:
    """Returns its plan in the short length, at an everyday pace: nothing is spoken."""
    return estimate(reader.loads(script()), length="short")


def pictures() -> Mapping[Path, str]:
    """Returns the text of each picture, by its file."""
    planned = timeline()
    return {PLAN: svg(picture(planned)), PAGE: page_svg(planned, AT_MS)}


def words_at(planned: Timeline, at_ms: int) -> dict[str, str]:
    """Returns what the page says in its elements at a time."""
    shown = languages.of(planned.language).shown.texts["player"]
    chapters = planned.chapters
    index = max(i for i, each in enumerate(chapters) if each.start_ms <= at_ms)
    step, following = chapters[index], chapters[index + 1 :]
    phrases = [phrase for cue in planned.cues for phrase in cue.phrases]
    most = max(chapter.number or 0 for chapter in chapters)
    return {
        "place": shown["place"].format(number=step.number, most=most),
        "whole-left": shown["left_of"].format(
            left=_roughly(planned.total_ms - at_ms), total=_roughly(planned.total_ms)
        ),
        "name": step.title,
        "number": str(step.number),
        "left": clock(-(-(step.end_ms - at_ms) // 1000) * 1000),
        "left-label": shown["left_in_step"],
        "words": [phrase.text for phrase in phrases if phrase.start_ms <= at_ms][-1],
        "next-label": shown["next_step"] if following else shown["last_step"],
        "next-name": following[0].label if following else "",
        "toggle-label": shown["pause"],
        "more-label": shown["steps"],
        "again": shown["again"],
        "on": shown["next"],
    }


def page_svg(planned: Timeline, at_ms: int) -> str:
    """Returns the page on a phone at a time, its parts where the page has them."""
    said = words_at(planned, at_ms)
    title = escape(f"The page on a phone, {at_ms // 1000} seconds into {planned.title}")
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    return "\n".join(
        [
            f'{head} width="{_WIDTH}" font-family="system-ui, sans-serif" role="img">',
            f"<title>{title}</title>",
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" rx="28" fill="{_GROUND}"/>',
            *_parts(planned, said, at_ms),
            "</svg>\n",
        ]
    )


def _parts(planned: Timeline, said: Mapping[str, str], at_ms: int) -> Iterator[str]:
    middle, whole = _WIDTH // 2, _WIDTH - 48
    yield _text(24, 40, said["place"], 16, "start", _SOFT)
    yield _text(_WIDTH - 24, 40, said["more-label"], 16, "end", _SOFT)
    yield f'<rect x="24" y="54" width="{whole}" height="6" rx="3" fill="#4a3a2c"/>'
    done = round(whole * at_ms / planned.total_ms, 1)
    yield f'<rect x="24" y="54" width="{done}" height="6" rx="3" fill="{_GLOW}"/>'
    yield _text(24, 82, said["whole-left"], 14, "start", _SOFT)
    yield _text(middle, 128, said["name"], 34, weight=600)
    yield from _ring(planned, said["number"], at_ms)
    yield _text(middle, 416, said["left"], 62, weight=600)
    yield _text(middle, 440, said["left-label"], 15, colour=_SOFT)
    for row, line in enumerate(_wrapped(said["words"])):
        yield _text(middle, 480 + 26 * row, line, 20)
    yield _text(middle, 572, f"{said['next-label']}{said['next-name']}", 16, colour=_SOFT)
    for x, name in ((65, "again"), (middle, "toggle-label"), (_WIDTH - 65, "on")):
        yield f'<rect x="{x - 55}" y="592" width="110" height="52" rx="14" fill="#2a2018"/>'
        yield _text(x, 624, said[name], 17, weight=600)


def _ring(planned: Timeline, number: str, at_ms: int) -> Iterator[str]:
    step = max((c for c in planned.chapters if c.start_ms <= at_ms), key=lambda c: c.start_ms)
    share = (step.end_ms - at_ms) / (step.end_ms - step.start_ms)
    around = round(2 * math.pi * 88, 1)
    at = f'cx="{_WIDTH // 2}" cy="246" r="88" fill="none" stroke-width="14"'
    yield f'<circle {at} stroke="#4a3a2c"/>'
    yield (
        f'<circle {at} stroke="{_GLOW}" stroke-linecap="round" '
        f'stroke-dasharray="{round(around * share, 1)} {around}" '
        f'transform="rotate(-90 {_WIDTH // 2} 246)"/>'
    )
    yield _text(_WIDTH // 2, 272, number, 76, weight=600)


def _text(
    x: int,
    y: int,
    words: str,
    size: int,
    anchor: str = "middle",
    colour: str = _INK,
    *,
    weight: int = 400,
) -> str:
    look = f'font-size="{size}" font-weight="{weight}" fill="{colour}" text-anchor="{anchor}"'
    return f'<text x="{x}" y="{y}" {look}>{escape(words)}</text>'


def _wrapped(words: str) -> Iterator[str]:
    line = ""
    for word in words.split():
        if line and len(line) + len(word) >= _LINE:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def _roughly(ms: int) -> str:
    seconds = -(-ms // 1000)
    return f"{seconds} s" if seconds < 60 else f"{math.floor(ms / 60_000 + 0.5)} min"


if __name__ == "__main__":
    for path, text in pictures().items():
        path.write_text(text, encoding="utf-8")
