"""`voiceguide make --watch`: makes a session at once, and again at each save."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from voiceguide.cli.progress import progress
from voiceguide.console.say import say, say_error
from voiceguide.errors import LengthError, PlanError, ScriptError, SpeechError, VoiceguideError
from voiceguide.files.saves import Look, next_save

if TYPE_CHECKING:
    from voiceguide.progress import OnProgress
    from voiceguide.session.result import Made

_MENDABLE = (ScriptError, PlanError, LengthError, SpeechError)
"""Errors that the next save of the script can fix; any other means that the command is wrong."""

Once = Callable[["OnProgress"], "Made"]
Show = Callable[["Made"], None]


def watch(script: Path, once: Once, show: Show, look: Look) -> None:
    """Makes a session `once`, and again whenever `look` finds a save, until Ctrl-C.

    Calls `show` with the session if its description has changed. Raises the first
    VoiceguideError if no save of the script can fix it.
    """
    shown: Made | None = None
    try:
        seen = look()
        try:
            shown = _made(once, show, None)
        except _MENDABLE as error:
            if script not in seen:
                raise
            _report(error, None)
        say(f"Watching {', '.join(str(file) for file in seen)}; Ctrl-C stops.")
        while True:
            seen = next_save(look, seen)
            try:
                shown = _made(once, show, shown)
            except VoiceguideError as error:
                _report(error, shown)
    except KeyboardInterrupt:
        if sys.stdin is not None and sys.stdin.isatty():
            say("")  # the terminal has shown ^C on this line
        say("Stopped watching.")


def _made(once: Once, show: Show, last: "Made | None") -> "Made":
    began = time.monotonic()
    with progress(lines=False) as report:
        made = once(report)
    seconds = time.monotonic() - began
    if last is None or _described(made) != _described(last):
        show(made)
    say(
        f"{_now()} made in {seconds:.1f} s: {_count(made.spoken, 'cue')} spoken, "
        f"{_count(made.encoded, 'block')} encoded"
    )
    return made


def _report(error: VoiceguideError, last: "Made | None") -> None:
    stays = f"; {last.track} is unchanged" if last else ""
    say(f"{_now()} not made{stays}:", err=True)
    say_error(error)


def _described(made: "Made") -> tuple[object, ...]:
    """Returns everything that `show` prints."""
    return made.track, made.sidecars, made.total_ms, made.chapters, made.notes


def _now() -> str:
    return time.strftime("%H:%M:%S")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
