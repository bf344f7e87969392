"""How far along we are: a bar on a terminal, plain lines elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from voiceguide.session import Progress

_STAGES = {"speak": "Speaking the cues", "encode": "Making the track"}


@contextmanager
def progress() -> Iterator["Progress"]:
    """A progress reporter for the session; it writes to standard error."""
    if not click.get_text_stream("stderr").isatty():
        yield _plain()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description:<18}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {stage: bars.add_task(name, total=None) for stage, name in _STAGES.items()}

        def report(stage: str, done: int, whole: int) -> None:
            bars.update(tasks[stage], completed=done, total=whole)

        yield report


def _plain() -> "Progress":
    """One line when a stage begins."""
    begun: set[str] = set()

    def report(stage: str, _done: int, _whole: int) -> None:
        if stage not in begun:
            begun.add(stage)
            click.echo(f"{_STAGES[stage]} ...", err=True)

    return report
