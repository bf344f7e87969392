"""The progress of a long task, as passed to `on_progress`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum


class Stage(StrEnum):
    """The stages of a task."""

    SPEAK = "speak"
    ENCODE = "encode"
    LISTEN = "listen"
    FETCH = "fetch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """The amount of text about to be sent to an engine whose service may cost money.

    `is_most`: the numbers are upper bounds, because the speed has yet to be found with a few
    sentences.
    """

    engine: str
    texts: int
    characters: int
    is_most: bool = False

    def __str__(self) -> str:
        most = "at most " if self.is_most else ""
        count = f"{most}{self.characters:,} characters in {self.texts:,} texts"
        return f"Sending {count} to the engine {self.engine}, whose service may charge for them"


@dataclass(frozen=True, slots=True)
class Progress:
    """The `share` of a `stage` that is done, from 0 to 1.

    Before anything is sent to a service that may cost money, one report has its `charge`.
    """

    stage: Stage
    share: float
    charge: Charge | None = None


OnProgress = Callable[[Progress], None]
"""Called at the beginning of each stage, and during it. An exception from it ends the task."""


def ignore(_progress: Progress) -> None:
    """Ignores all progress."""


def counter(stage: Stage, on_progress: OnProgress) -> Callable[[int, int], None]:
    """Returns a function that reports a stage's progress, given the items done and the total."""
    return lambda done, whole: on_progress(Progress(stage, done / whole if whole else 1.0))


def of_whole(on_progress: OnProgress, number: int, parts: int) -> OnProgress:
    """Returns a reporter for one part (`number`, from 0) of a task of equal `parts`: it reports the
    share of the whole task."""
    return lambda progress: on_progress(replace(progress, share=(number + progress.share) / parts))
