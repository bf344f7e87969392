"""`beats.toml`: the words on the beat, in a count and in a breath."""

from collections.abc import Mapping
from typing import NamedTuple

from voiceguide.wording.tables.reader import NONE, Table

PHASES = ("in", "hold", "out", "wait")
"""The phases of a breath, in order."""


class Beats(NamedTuple):
    """The forms of a count and a breath. `number` and `last` are the forms of a number and of the
    last one in a count, with {} for its words; `breath` has the words of each phase."""

    number: str = "{},"
    last: str = "{}."
    breath: Mapping[str, str] = NONE


def read_beats(table: Table) -> Beats:
    """Reads `beats.toml`. Raises InputError."""
    inner = table.table("breath")
    return Beats(
        number=table.form("number", 1) if "number" in table else Beats().number,
        last=table.form("last", 1) if "last" in table else Beats().last,
        breath={phase: inner.text(phase) for phase in PHASES if phase in inner},
    )
