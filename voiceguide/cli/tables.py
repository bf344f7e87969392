"""Tables that fit the terminal: text wraps first, and no number is ever cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from voiceguide.console.say import say
from voiceguide.console.styled import styled_console
from voiceguide.console.visible import visible

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its heading. Numbers are right-aligned, on one line."""

    head: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a table, with a rich style."""

    text: str
    style: str = ""


def show_table(
    columns: Sequence[Column], rows: Sequence[Sequence[str | Cell]], title: str = ""
) -> None:
    """Prints a table. If it would have to cut words, each row becomes a few lines."""
    cells = [[_visible(cell) for cell in row] for row in rows]
    console = styled_console()
    widths = _widths(columns, cells, console.width)
    if widths is None:
        for line in _lines(columns, cells, visible(title), console.width):
            say(line)
        return
    table = Table(title=Text(visible(title)) if title else None, box=box.SIMPLE)
    for column, width in zip(columns, widths, strict=True):
        justify = "right" if column.is_number else "left"
        table.add_column(column.head, justify=justify, width=width)  # type: ignore[arg-type]
    for row in cells:
        fitted = zip(row, widths, strict=True)
        table.add_row(*(Text(_in_lines(cell, width), cell.style) for cell, width in fitted))
    console.print(table)


def _visible(cell: str | Cell) -> Cell:
    return Cell(visible(cell.text), cell.style) if isinstance(cell, Cell) else Cell(visible(cell))


def _in_lines(cell: Cell, width: int) -> str:
    return "\n".join(_wrapped(cell.text, width))


def _widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], room: int
) -> list[int] | None:
    """Returns the columns' widths in a table at most `room` wide; None if words would be cut."""
    room -= 3 * len(columns) + 1  # for the spaces between
    least, most = [], []
    for at, column in enumerate(columns):
        texts = [row[at].text for row in rows]
        words = [word for text in (column.head, *texts) for word in text.split()]
        whole = max(map(cell_len, texts), default=0)
        least.append(max([*map(cell_len, words), whole if column.is_number else 0]))
        most.append(max(whole, cell_len(column.head)))
    spare = room - sum(least)
    if spare < 0:
        return None
    for at in sorted(range(len(columns)), key=lambda at: most[at] - least[at]):
        more = min(spare, most[at] - least[at])
        least[at] += more
        spare -= more
    return least


def _lines(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], title: str, room: int
) -> Iterator[str]:
    """Yields the title and, for each row, its first cell, with the others by name below it."""
    if title:
        yield from _wrapped(title, room)
    for first, *others in rows:
        yield from _wrapped(first.text, room)
        named = zip(columns[1:], others, strict=True)
        parts = [f"{column.head.lower()} {cell.text}" for column, cell in named if cell.text]
        yield from _wrapped(", ".join(parts), room, _INDENT)


def _wrapped(text: str, room: int, indent: str = "") -> Iterator[str]:
    """Yields a text in lines of at most `room` columns, or of a single longer word."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and cell_len(indent + longer) > room:
            yield indent + line
            line = word
        else:
            line = longer
    if line:
        yield indent + line
