"""The files of which a script includes parts, and the place of what is found in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from voiceguide.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file of which a script includes something, joined to the text of its source.

    `name` is its path from the script's folder, `digest` that of its content. It begins at `start`
    of the text, on `first_line`, and is first included at `line` and `column`.
    """

    name: str
    path: Path
    digest: str
    start: int
    first_line: int
    line: int
    column: int


def located(problem: Problem, parts: Sequence[Part]) -> Problem:
    """Returns a problem at its place in the script itself: one in a part is where that is
    included, and says which file and line it is in. `parts` are in the order of the text."""
    above = [part for part in parts if part.first_line <= problem.line]
    if not above:
        return problem
    part = above[-1]
    line = problem.line - part.first_line + 1
    message = f"in {part.name}:{line}:{problem.column}: {problem.message}"
    return located(Problem(line=part.line, column=part.column, message=message), parts)
