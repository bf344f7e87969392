"""`beats.toml`: what is said on the beat, in a count and in a breath."""

from collections.abc import Mapping
from typing import NamedTuple

from voiceguide.wording.tables.reader import NONE, Table

PHASES = ("in", "hold", "out", "wait")
"""The phases of a breath, in order."""


class Beats(NamedTuple):
    """`number` is a number of a count, {} being its words; `breath` has the words of each phase,
    and `counted` those of a round whose seconds are counted aloud."""

    number: str = "{}."
    breath: Mapping[str, str] = NONE
    counted: Mapping[str, str] = NONE


def read_beats(table: Table) -> Beats:
    """Reads `beats.toml`. Raises InputError."""
    breath = _phases(table.table("breath"))
    return Beats(
        number=table.form("number", 1) if "number" in table else Beats().number,
        breath=breath,
        counted={**breath, **_phases(table.table("counted"))},
    )


def _phases(table: Table) -> Mapping[str, str]:
    return {phase: table.text(phase) for phase in PHASES if phase in table}
