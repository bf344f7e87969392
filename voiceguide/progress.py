"""How far a long task is: what `on_progress` gets."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What is being done."""

    SPEAK = "speak"
    ENCODE = "encode"
    LISTEN = "listen"


@dataclass(frozen=True, slots=True)
class Progress:
    """`share` of a `stage` is done: from 0 to 1."""

    stage: Stage
    share: float


OnProgress = Callable[[Progress], None]
"""Called at the beginning of each stage, and as it goes on. What it raises ends the task."""


def ignore(_progress: Progress) -> None:
    """Progress that nobody wants to see."""


def counter(stage: Stage, on_progress: OnProgress) -> Callable[[int, int], None]:
    """Returns what reports a stage by how many are done of how many."""
    return lambda done, whole: on_progress(Progress(stage, done / whole if whole else 1.0))


def of_whole(on_progress: OnProgress, number: int, parts: int) -> OnProgress:
    """Returns what reports part `number`, from 0, of a task of as many `parts`, as its share."""
    return lambda progress: on_progress(Progress(progress.stage, (number + progress.share) / parts))
