"""The lines of a script as its author sees them, for explaining YAML that can't be parsed.

An entry is a line with a key, or one that starts with a hyphen, and the value after
that. Nothing here parses YAML: the look of a line is enough to tell what was meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ENTRY = re.compile(
    r"(?P<lead>\s*(?:-[ \t]+)*)"
    r"(?:(?P<key>[^\W\d_][^\s:#\[\]{},'\"]*|[\"'][^\"'\n]+[\"'])[ \t]*:(?=[ \t]|$)[ \t]*)?"
    r"(?P<value>.*)"
)
_BLOCK = re.compile(r"[|>][+\-\d]*\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with a key or a hyphen; `start` is the index of its value, `column` of its key."""

    number: int
    column: int
    key: str
    value: str
    start: int
    dashed: bool

    @property
    def is_block(self) -> bool:
        """Whether its text begins on the next line, under | or >."""
        return _BLOCK.match(self.value) is not None


class Lines:
    """The lines of a text, numbered from 0."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.rows = text.split("\n")
        self.starts = [0]
        for row in self.rows:
            self.starts.append(self.starts[-1] + len(row) + 1)

    def number(self, index: int) -> int:
        """Returns the number of the line that holds `index`, or of the last line with text."""
        number = self.text.count("\n", 0, index)
        while number > 0 and index >= len(self.text.rstrip()) and not self.rows[number].strip():
            number -= 1
        return number

    def indent(self, number: int) -> int:
        """Returns the number of white-space characters at the start of a line."""
        row = self.rows[number]
        return len(row) - len(row.lstrip())

    def entry(self, number: int) -> Entry | None:
        """Returns the line as an entry, if it looks like one."""
        match = _ENTRY.match(self.rows[number])
        if match is None or not (match["key"] or "-" in match["lead"]):
            return None
        start = self.starts[number]
        return Entry(
            number,
            match.start("key") if match["key"] else match["lead"].index("-"),
            (match["key"] or "").strip("\"'"),
            match["value"].rstrip(),
            start + match.start("value"),
            "-" in match["lead"],
        )

    def above(self, number: int) -> Iterator[int]:
        """Yields the numbers of the lines above, the nearest first, without blank lines and
        comments."""
        for other in range(number - 1, -1, -1):
            row = self.rows[other].strip()
            if row and not row.startswith("#"):
                yield other

    def holder(self, number: int) -> Entry | None:
        """Returns the entry whose value contains the line: its own, or that of a line above it."""
        for other in self.above(number):
            if self.indent(other) >= self.indent(number):
                continue
            above = self.entry(other)
            if above is None:
                continue
            if above.value and not above.is_block and above.column < self.indent(number):
                return self.holder(other) or above
            break
        return self.entry(number)

    def parent(self, entry: Entry) -> Entry | None:
        """Returns the entry above `entry` that contains it: a key without a value on its line."""
        for other in self.above(entry.number):
            above = self.entry(other)
            if above is not None and above.key and not above.value:
                level = above.column - (0 if entry.key else 1)
                if level < entry.column:
                    return above
        return None

    def end(self, entry: Entry) -> int:
        """Returns the index after the entry's value: after the last line that is indented more."""
        last = entry.number
        for number in range(entry.number + 1, len(self.rows)):
            if self.rows[number].strip():
                if self.indent(number) <= entry.column:
                    break
                last = number
        return self.starts[last] + len(self.rows[last].rstrip())
