"""Gives the steps of a draft the time that their words need."""

from collections.abc import Sequence
from dataclasses import replace

from voiceguide import timecode
from voiceguide.authoring.draft import Draft, DraftStep
from voiceguide.authoring.finished import Finished, finished
from voiceguide.errors import InputError, ScriptError

_UNIT_MS = 5_000
_GROWTH = 1.08
_TRIES = 16


def rounded(ms: float) -> int:
    """Returns a time in milliseconds, rounded up to five seconds, as people write it."""
    return -(-round(ms) // _UNIT_MS) * _UNIT_MS


def fitted(draft: Draft, *, is_fixed: bool, is_timed: bool) -> str:
    """Returns a script that `check` calls good: its steps grow until the words fit.

    Raises InputError if they need more than the requested time, or more than a day.
    """
    for _ in range(_TRIES):
        total_ms = sum(step.times["standard"] for step in draft.steps)
        if total_ms > timecode.MAX_MS:
            raise InputError("the text takes longer than a day; import it in parts")
        draft = replace(draft, lengths={"standard": total_ms})
        done = _finished(draft)
        if not done.refused:
            return done.text
        if is_fixed:
            raise InputError(f"the text doesn't fit: {done.refused[0]}")
        draft = replace(draft, steps=_longer(draft.steps, total_ms, is_timed=is_timed))
    raise InputError(f"the text can't be made into a session: {done.refused[0]}")


def _finished(draft: Draft) -> Finished:
    """Returns a draft as a script. Raises InputError if it is not valid."""
    try:
        return finished(draft)
    except ScriptError as error:
        first = error.problems[0]
        raise InputError(f"it can't be made into a script: {first.message}") from error


def _longer(steps: Sequence[DraftStep], total_ms: int, *, is_timed: bool) -> tuple[DraftStep, ...]:
    """Returns steps with more time; if their words have times, only the last one has more."""
    times = [step.times["standard"] for step in steps]
    if is_timed:
        times[-1] += rounded(total_ms * (_GROWTH - 1))
    else:
        times = [rounded(ms * _GROWTH) for ms in times]
    return tuple(
        replace(step, times={"standard": ms}) for step, ms in zip(steps, times, strict=True)
    )
