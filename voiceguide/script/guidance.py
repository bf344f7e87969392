"""How much a session says: all that its author wrote, or less for those who know it.

`full` says everything, `brief` how each step is done, `bare` only what comes next. What carries no
mark is said in any case: openings, switches, heads-ups, counts. So no word of safety is lost
unless its author marks it.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from voiceguide.errors import UnknownNameError

if TYPE_CHECKING:
    from voiceguide.script.model import Script
    from voiceguide.script.step import Sides, Step

FULL: Final = "full"
BRIEF: Final = "brief"
BARE: Final = "bare"
AMOUNTS: Final = (FULL, BRIEF, BARE)
"""From the most guidance to the least."""

Rank = Literal["full", "brief", "bare"]
"""The least amount of guidance in which something is said."""

_QUIETER: Final = 2
"""How many times as long it may be quiet in `brief`; in `bare` there is no limit."""

_Worded = TypeVar("_Worded", "Step", "Sides")


def checked(amount: object) -> str:
    """Returns an amount of guidance. Raises UnknownNameError for anything else."""
    if not isinstance(amount, str) or amount not in AMOUNTS:
        raise UnknownNameError("amount of guidance", str(amount), AMOUNTS)
    return amount


def keeps(amount: str, rank: str | None) -> bool:
    """Whether a session with that amount of guidance says what has this rank; None: in any case."""
    return rank is None or AMOUNTS.index(amount) <= AMOUNTS.index(rank)


def guided(script: "Script", amount: str) -> "Script":
    """Returns the script with so much guidance: in fewer words, with fewer cues and more quiet.

    The reminders stay as they are, since cues may name them.
    """
    if amount == FULL:
        return script
    halfway = script.halfway
    changed: dict[str, Any] = {
        "steps": tuple(_guided(step, amount) for step in script.steps),
        "halfway": halfway if keeps(amount, getattr(halfway, "guidance", None)) else None,
        "quiet": _longer(script.quiet) if amount == BRIEF else None,
    }
    return script.model_copy(update=changed)


def amount_in(script: "Script", wished: str) -> str:
    """Returns how much guidance there is in a session; full in one of a script without marks."""
    return wished if is_marked(script) else FULL


def is_marked(script: "Script") -> bool:
    """Whether the script says what to leave out with less guidance."""
    ranks = [getattr(script.halfway, "guidance", None)]
    ranks += [pool.guidance for pool in script.reminders.values()]
    texts = list[object]()
    for step in script.steps:
        ranks += [cue.guidance for cue in step.cues]
        texts += [step.brief, step.bare]
        texts += [step.sides.brief, step.sides.bare] if step.sides else []
    return any(mark is not None for mark in (*ranks, *texts))


def _guided(step: "Step", amount: str) -> "Step":
    changed: dict[str, Any] = {
        "cues": tuple(cue for cue in step.cues if keeps(amount, cue.guidance)),
        "sides": step.sides and _worded(step.sides, amount),
    }
    return _worded(step, amount).model_copy(update=changed)


def _worded(part: _Worded, amount: str) -> _Worded:
    """Returns a step or its sides in the words for less guidance, if there are any."""
    say = (part.bare if amount == BARE else None) or part.brief or part.say
    return part.model_copy(update={"say": say, "brief": None, "bare": None})


def _longer(limit: int | Mapping[str, int] | None) -> int | dict[str, int] | None:
    if isinstance(limit, Mapping):
        return {name: ms * _QUIETER for name, ms in limit.items()}
    return None if limit is None else limit * _QUIETER
