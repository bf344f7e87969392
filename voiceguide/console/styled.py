"""A rich console behind the door, for output with colours or cursor moves."""

import os
import shutil
import sys
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from voiceguide.console.streams import own
from voiceguide.console.visible import visible_lines

_WIDTH, _HEIGHT = 80, 25


class StyledConsole(Console):
    """A console that writes its own styles and controls, and all text visibly."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Yields the pieces of a renderable, with visible text."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else visible_lines(text), style, control)


def styled_console(*, err: bool = False) -> StyledConsole:
    """Returns a console on standard output or standard error."""
    return StyledConsole(
        file=own(sys.stderr if err else sys.stdout),
        width=_unless_nought("COLUMNS", _WIDTH, 0),
        height=_unless_nought("LINES", _HEIGHT, 1),
    )


def _unless_nought(variable: str, usual: int, axis: int) -> int | None:
    """Returns `usual` if a variable sets the size to zero; otherwise None, so that rich finds it.

    Some programs set the variable to zero if they don't know the size.
    """
    if os.environ.get(variable, "").strip("0") or variable not in os.environ:
        return None
    return usual if not sys.stdout.isatty() else shutil.get_terminal_size()[axis] or usual
