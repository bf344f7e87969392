"""How far along we are: a bar on a terminal, plain lines elsewhere."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from voiceguide.session.result import Progress

_STAGES = {
    "speak": "Speaking the cues",
    "encode": "Making the track",
    "listen": "Listening to it",
}
_DUMB = ("dumb", "unknown")


@contextmanager
def progress(first: str = "speak", *, lines: bool = True) -> Iterator["Progress"]:
    """A progress reporter that begins with the stage `first`; it writes to standard error.

    Without `lines` it says nothing where there can be no bar.
    """
    if sys.stderr.isatty() and os.environ.get("TERM") not in _DUMB:
        with _bars(first) as report:
            yield report
    else:
        yield _plain(lines=lines)


@contextmanager
def _bars(first: str) -> Iterator["Progress"]:
    """A bar for each stage, with the time left; gone when done."""
    from rich import progress as bars
    from rich.console import Console

    columns = (
        bars.TextColumn("{task.description:<18}"),
        bars.BarColumn(),
        bars.TaskProgressColumn(),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        tasks = {first: shown.add_task(_STAGES[first], total=None)}

        def report(stage: str, done: int, whole: int) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(_STAGES[stage])
            shown.update(tasks[stage], completed=done, total=whole)

        yield report


def _plain(*, lines: bool) -> "Progress":
    """One line when a stage begins."""
    begun: set[str] = set()

    def report(stage: str, _done: int, _whole: int) -> None:
        if lines and stage not in begun:
            begun.add(stage)
            click.echo(f"{_STAGES[stage]} ...", err=True)

    return report
