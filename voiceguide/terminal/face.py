"""Draws a moment as lines of a terminal."""

from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from voiceguide.console.visible import visible
from voiceguide.terminal.digits import ROWS, big
from voiceguide.terminal.moment import Moment
from voiceguide.timecode import clock
from voiceguide.wording import language as languages

_SHORT_HINTS = "{space} n p ? q"
_WIDEST = 76
_MOST_WORDS = 4
_ASCII = str.maketrans({"█": "#", "━": "=", "─": "-", "←": "<", "→": ">", "…": "~"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls:
    """The state of playback, shown with the moment.

    `note` is shown for a while; `waiting` is the reason for a silence.
    """

    playing: bool
    volume: float
    note: str = ""
    waiting: str = ""
    help: bool = False


class Words:
    """The player's texts in one language."""

    def __init__(self, language: str) -> None:
        self._shown = languages.of(language).shown

    def __call__(self, key: str, **values: str) -> str:
        return self._shown.text("terminal", key, **values)

    def help(self) -> tuple[tuple[str, str], ...]:
        """Returns each key with its meaning."""
        return (
            (self("space"), self("pause_key")),
            (f"n, {self('page_down')}", self("next_key")),
            (f"p, {self('page_up')}", self("again_key")),
            ("← →", self("seek_key")),
            ("+ -", self("volume_key")),
            ("q", self("quit_key")),
            ("?", self("help_key")),
        )


def draw(now: Moment, controls: Controls, width: int, height: int, *, ascii_only: bool) -> Text:
    """Draws at most `height` lines of `width` columns; the least important parts go first."""
    wide = max(10, min(width - 2, _WIDEST))
    lines = _helping(now, wide) if controls.help else _playing(now, controls, wide, height)
    drawn = Text("\n").join(Text(" ") + line for line in lines[:height])
    drawn.no_wrap = True
    drawn.overflow = "crop"
    if ascii_only:
        drawn.plain = drawn.plain.translate(_ASCII)
    return drawn


def _playing(now: Moment, controls: Controls, wide: int, height: int) -> list[Text]:
    """Returns, from the top: step, time left in it, words, next step, whole session, keys."""
    said = Words(now.language)
    step_left, left = clock(_up(now.step_left_ms)), clock(_up(now.left_ms))
    head = _wrapped(now.step, wide, 2, "bold")
    digits = [Text(row, "bold yellow") for row in big(step_left)]
    fits = cell_len(digits[0].plain) <= wide
    words = _wrapped(now.words, wide, _MOST_WORDS, "dim" if now.said else "")
    words += [Text("")] * (_MOST_WORDS - len(words))
    state = controls.waiting if controls.playing else said("paused")
    later = said("next_step", step=now.next_step) if now.next_step else said("last_step")
    hints = said("hints")
    end = [
        Text(""),
        *_wrapped(later, wide, 1, "cyan"),
        Text(""),
        _bar(1 - now.left_ms / max(1, now.total_ms), wide, "dim"),
        _sides(said("left", time=left), _volume(controls, said), wide),
        *_wrapped(state or controls.note, wide, 1, "bold yellow"),
        Text(hints if cell_len(hints) <= wide else _SHORT_HINTS.format(space=said("space")), "dim"),
    ]
    bar = _bar(1 - now.step_left_ms / max(1, now.step_ms), wide, "yellow")
    small = _sides(said("left_in_step", time=step_left), "", wide)
    title = [*_wrapped(now.title, wide, 1, "dim"), Text("")]
    roomy = len(title) + len(head) + 1 + ROWS + 2 + 1 + len(words) + len(end)
    if fits and roomy <= height:
        return [*title, *head, Text(""), *digits, Text(""), bar, Text(""), *words, *end]
    if len(head) + 2 + len(words) + len(end) <= height:
        return [*head, bar, small, *words, *end]
    rest = [line for line in (*words[:2], *end[1:]) if line.plain]
    return [*head[:1], bar, small, *rest]


def _helping(now: Moment, wide: int) -> list[Text]:
    lines = []
    for key, meaning in Words(now.language).help():
        lines.append(Text(key, "bold"))
        lines += [Text("  ") + line for line in _wrapped(meaning, wide - 2, 2, "")]
    return lines


def _volume(controls: Controls, said: Words) -> str:
    return said("volume", percent=str(round(controls.volume * 100)))


def _up(ms: int) -> int:
    """Rounds up to whole seconds, so that 0:00 appears only at the end."""
    return -(-ms // 1000) * 1000


def _bar(share: float, wide: int, style: str) -> Text:
    done = min(wide, max(0, round(share * wide)))
    return Text("━" * done, style) + Text("─" * (wide - done), "dim")


def _sides(left: str, right: str, wide: int) -> Text:
    space = wide - cell_len(left) - cell_len(right)
    return Text(f"{left}{' ' * space}{right}" if right and space > 1 else left)


def _wrapped(text: str, wide: int, most: int, style: str) -> list[Text]:
    """Wraps text between words; more than `most` lines end in an ellipsis."""
    lines = [""]
    for word in map(visible, text.split()):
        for piece in _pieces(word, wide):
            longer = f"{lines[-1]} {piece}".strip()
            if cell_len(longer) <= wide:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) > most:
        last = Text(f"{lines[most - 1]}…")
        last.truncate(wide, overflow="ellipsis")
        lines = [*lines[: most - 1], last.plain]
    return [Text(line, style) for line in lines if line] or [Text("")]


def _pieces(word: str, wide: int) -> list[str]:
    """Splits a word that is longer than a line."""
    pieces = [""]
    for char in word:
        if cell_len(pieces[-1] + char) > wide:
            pieces.append("")
        pieces[-1] += char
    return pieces
