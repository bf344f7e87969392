"""`beats.toml`: what is said on the beat, in a count and in a breath."""

from collections.abc import Mapping
from typing import NamedTuple

from voiceguide.wording.tables.reader import NONE, Table

PHASES = ("in", "hold", "out", "wait")
"""The phases of a breath, in order."""


class Beats(NamedTuple):
    """`number` is a number of a count, {} being its words, and `last` is the last one; `breath` has
    the words of each phase."""

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
