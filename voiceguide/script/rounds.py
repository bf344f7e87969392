"""Steps that are done several times: their order, and their words in each round.

A step repeats by itself (`repeat`), or together with the steps around it (`group`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from voiceguide.script import narration
from voiceguide.script.beats import Breath
from voiceguide.script.choice import chosen
from voiceguide.script.only import is_named
from voiceguide.script.values import Count

if TYPE_CHECKING:
    from voiceguide.script.model import Script
    from voiceguide.script.step import Step

MOST_STEPS = 200
"""The most steps of a session, including all rounds; each has a chapter and a chime."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A step in one of its rounds, which count from 1, with the words of that round."""

    step: "Step"
    written: "Step"
    round: int = 1
    rounds: int = 1

    @property
    def title(self) -> str:
        """The chapter's title."""
        return self.step.title + (f" ({self.round}/{self.rounds})" if self.rounds > 1 else "")


def turns(script: "Script", total_ms: int) -> Iterator[Turn]:
    """Yields the steps of a session in order. A step that belongs to `only` some rounds is in
    those; lengths are not checked."""

    def count(value: Count) -> int:
        return chosen(value, script.lengths.named, total_ms)[1]

    for group, steps in groupby(script.steps, key=lambda step: step.group or f"/{step.id}"):
        members = list(steps)
        rounds = count(script.groups[group].repeat) if group in script.groups else 1
        for number in range(1, rounds + 1):
            for step in members:
                yield from _turns_of(step, count(step.repeat), number, rounds)


def _turns_of(step: "Step", repeat: int, group_round: int, group_rounds: int) -> Iterator[Turn]:
    for own in range(1, repeat + 1):
        number, rounds = (own, repeat) if repeat > 1 else (group_round, group_rounds)
        if not is_named(step.only and step.only.round, number, rounds):
            continue
        place = [str(n) for n, of in ((group_round, group_rounds), (own, repeat)) if of > 1]
        if place:
            said = _in_round(step, ".".join([step.id, *place]), number, rounds)
            yield Turn(step=said, written=step, round=number, rounds=rounds)
        else:
            yield Turn(step=step, written=step)


def _in_round(step: "Step", name: str, number: int, rounds: int) -> "Step":
    """Returns the step with the words of one round; notes are shown only in the first round."""
    words = {"round": str(number), "rounds": str(rounds)}

    def filled(value: "str | Mapping[str, str] | None") -> "str | Mapping[str, str] | None":
        if isinstance(value, Mapping):
            return {length: narration.fill(text, words) for length, text in value.items()}
        return None if value is None else narration.fill(value, words)

    def breath(written: Breath | None) -> Breath | None:
        return None if written is None else written.in_words(words)

    cues = [
        cue.model_copy(update={"say": filled(cue.say), "breath": breath(cue.breath)})
        for cue in step.cues
        if is_named(cue.only and cue.only.round, number, rounds)
    ]
    changed = {
        "id": name,
        "say": filled(step.say),
        "sleep": filled(step.sleep),
        "ahead": filled(step.ahead),
        "cues": tuple(cues),
        "notes": step.notes if number == 1 else None,
    }
    return step.model_copy(update=changed)
