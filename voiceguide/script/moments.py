"""Checks that cues are said within their step, and that pauses are shorter than the session."""

from collections.abc import Iterator
from fractions import Fraction

from voiceguide import timecode
from voiceguide.errors import Problem
from voiceguide.script.choice import applies
from voiceguide.script.cue import Cue
from voiceguide.script.durations import duration
from voiceguide.script.model import Script
from voiceguide.script.source import Source
from voiceguide.script.step import Step


def problems(script: Script, source: Source) -> Iterator[Problem]:
    """Yields a problem for each cue that is outside its step at some named length, and for each of
    the script's `pauses` that is longer than the longest session.

    Checking the named lengths is enough, since a step's time at other lengths lies in between.
    """
    for index, step in enumerate(script.steps):
        for number, cue in enumerate(step.cues):
            if outside := dict(_outside(script, step, cue)):
                path = ("steps", index, "cues", number, "at")
                yield source.problem(path, _message(cue, outside))
    most = script.lengths.most
    for name in type(script.pauses).model_fields:
        pause = getattr(script.pauses, name)
        if pause > most:
            message = (
                f"a pause of {timecode.duration(pause)} is longer than the longest session "
                f"({timecode.duration(most)})"
            )
            yield source.problem(("pauses", name), message)


def _outside(script: Script, step: Step, cue: Cue) -> Iterator[tuple[str, Fraction]]:
    """Yields the named lengths at which the cue is outside, with the time of its step or side."""
    named = script.lengths.named
    for name, total_ms in named.items():
        if not (applies(step.only, named, total_ms) and applies(cue.only, named, total_ms)):
            continue
        lasts = duration(step.time, script.lengths, total_ms) * (2 if step.is_per_side else 1)
        if cue.needs is not None and lasts < cue.needs:
            continue
        if cue.side is not None:
            if step.sides is None or not applies(step.sides.only, named, total_ms):
                continue
            lasts /= 2
        if cue.at.kind != "share" and cue.at.amount > lasts:
            yield name, lasts


def _message(cue: Cue, outside: dict[str, Fraction]) -> str:
    where = "after the end" if cue.at.kind == "after" else "before the start"
    part = "side" if cue.side is not None else "step"
    lasts = ", ".join(
        f"{timecode.duration(timecode.nearest_ms(ms))} in {name}" for name, ms in outside.items()
    )
    return (
        f"{timecode.duration(cue.at.amount)} is {where} of this {part}, which lasts {lasts}; write "
        "a share such as 50%, or leave the cue out there with 'needs' or 'only'"
    )
