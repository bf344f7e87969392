"""Bells: chimes that the author places among the words, each as long as its sound."""

from collections.abc import Mapping
from dataclasses import replace

from voiceguide.timeline.parts import Outline, PlannedCue, PlannedPool, PlannedStep


def with_bells(outline: Outline, lengths: Mapping[str, int]) -> Outline:
    """Returns the outline with each bell as long as its sound; `lengths` are in milliseconds."""
    return replace(
        outline,
        steps=tuple(_step(step, lengths) for step in outline.steps),
        pools=tuple(_pool(pool, lengths) for pool in outline.pools),
    )


def _step(step: PlannedStep, lengths: Mapping[str, int]) -> PlannedStep:
    return replace(
        step,
        opening=_cue(step.opening, lengths),
        cues=tuple(_cue(cue, lengths) for cue in step.cues),
        switch=step.switch and _cue(step.switch, lengths),
        switch_ahead=step.switch_ahead and _cue(step.switch_ahead, lengths),
        ahead=step.ahead and _cue(step.ahead, lengths),
    )


def _pool(pool: PlannedPool, lengths: Mapping[str, int]) -> PlannedPool:
    return replace(
        pool,
        narrations=tuple(said.with_bells(lengths) for said in pool.narrations),
        first=pool.first and pool.first.with_bells(lengths),
    )


def _cue(cue: PlannedCue, lengths: Mapping[str, int]) -> PlannedCue:
    return replace(cue, narration=cue.narration.with_bells(lengths))
