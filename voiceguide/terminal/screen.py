"""The display: a live picture on a terminal; otherwise, a line for each step."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.live import Live

from voiceguide.console.say import say
from voiceguide.console.styled import StyledConsole, styled_console
from voiceguide.terminal.face import Controls, Words, draw
from voiceguide.terminal.moment import Moment
from voiceguide.timecode import clock
from voiceguide.undo import undone

Show = Callable[[Moment, Controls], None]
"""Shows a moment; cheap if nothing has changed."""

_DUMB = ("", "dumb", "unknown")


@contextmanager
def screen() -> Iterator[Show]:
    """Yields a separate screen; restores the terminal however the block is left."""
    console = styled_console()
    if console.is_terminal and os.environ.get("TERM", _terminal()) not in _DUMB:
        live = Live(
            console=console,
            screen=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        with undone(live.stop), live:
            yield _pictures(console, live)
    else:
        yield _lines()


def _terminal() -> str:
    """Returns the default for TERM, since Windows doesn't set it but has a terminal."""
    return "windows" if sys.platform == "win32" else ""


def _pictures(console: StyledConsole, live: Live) -> Show:
    """Writes each changed frame over the previous one, so that nothing flickers."""
    shown: list[object] = []

    def show(now: Moment, controls: Controls) -> None:
        width, height = console.size
        ascii_only = not console.encoding.lower().startswith("utf")
        picture = draw(now, controls, width, height, ascii_only=ascii_only)
        if shown != [picture, width, height]:
            shown[:] = [picture, width, height]
            live.update(picture, refresh=True)

    return show


def _lines() -> Show:
    """Writes a line at each step and pause, and a step's notes: for pipes, logs and screen
    readers."""
    last: dict[str, str] = {}

    def once(kind: str, line: str, value: str | None = None) -> None:
        value = line if value is None else value
        if last.get(kind, "") != value:
            last[kind] = value
            if line:
                say(line)

    def show(now: Moment, controls: Controls) -> None:
        at = clock(now.total_ms - now.left_ms)
        once("title", f"{now.title}, {clock(now.total_ms)}")
        once("step", f"{at}  {now.step}, {clock(now.step_ms)}", now.step)
        for index, text in enumerate(now.notes):
            once(f"notes, {index}", text)
        once("note", controls.note)
        paused = f"{at}  {Words(now.language)('paused')}"
        once("paused", "" if controls.playing else paused, str(not controls.playing))

    return show
