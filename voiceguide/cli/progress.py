"""Shows progress: a bar on a terminal, plain lines elsewhere."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from voiceguide.console.say import say

if TYPE_CHECKING:
    from voiceguide.progress import OnProgress, Progress

_STAGES = {
    "speak": "Speaking the cues",
    "encode": "Making the track",
    "listen": "Listening",
    "fetch": "Fetching",
}
_DUMB = ("dumb", "unknown")


@contextmanager
def progress(first: str = "speak", *, lines: bool = True) -> Iterator["OnProgress"]:
    """Yields a progress reporter that begins with the stage `first` and writes to standard error.

    Without `lines` it prints nothing if there can be no bar.
    """
    if sys.stderr.isatty() and os.environ.get("TERM") not in _DUMB:
        with _bars(first) as report:
            yield report
    else:
        yield _plain(lines=lines)


@contextmanager
def _bars(first: str) -> Iterator["OnProgress"]:
    """Yields a reporter with a bar per stage and the time left; removes the bars when done."""
    from rich import progress as bars

    from voiceguide.console.styled import styled_console
    from voiceguide.undo import undone

    columns = (
        bars.TextColumn("{task.description:<18}"),
        bars.BarColumn(),
        bars.TaskProgressColumn(),
        bars.TimeRemainingColumn(),
    )
    shown = bars.Progress(
        *columns,
        console=styled_console(err=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    with undone(shown.live.stop), shown:
        tasks = {first: shown.add_task(_STAGES[first], total=None)}

        def report(progress: "Progress") -> None:
            if progress.charge is not None:
                shown.console.print(str(progress.charge), highlight=False, soft_wrap=True)
            if progress.stage not in tasks:
                tasks[progress.stage] = shown.add_task(_STAGES[progress.stage])
            shown.update(tasks[progress.stage], completed=progress.share, total=1)

        yield report


def _plain(*, lines: bool) -> "OnProgress":
    """Returns a reporter that prints one line when a stage begins."""
    begun: set[str] = set()

    def report(progress: "Progress") -> None:
        if progress.charge is not None:
            say(str(progress.charge), err=True)
        if lines and progress.stage not in begun:
            begun.add(progress.stage)
            say(f"{_STAGES[progress.stage]} ...", err=True)

    return report
