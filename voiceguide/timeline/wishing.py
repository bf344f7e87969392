"""Which steps a listener may leave out or lengthen, and how the others share the time."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Final

from voiceguide.errors import InputError, LengthError, UnknownNameError
from voiceguide.script import rounds
from voiceguide.script.choice import applies
from voiceguide.script.model import Script
from voiceguide.script.named_lengths import WHOLE, Lengths
from voiceguide.script.rounds import Turn
from voiceguide.script.wishes import Wishes
from voiceguide.timecode import clock, nearest_ms
from voiceguide.timeline.bounded import Share, shared
from voiceguide.timeline.step_times import StepTime

MORE: Final = Fraction(3, 2)
"""How many times as long a step lasts, as far as its most allows."""


def check(script: Script, wishes: Wishes) -> None:
    """Raises UnknownNameError or InputError for steps that the script doesn't have, and for what
    its author doesn't allow."""
    ids = [step.id for step in script.steps]
    skipped = [step.id for step in script.steps if step.may_skip]
    growing = [step.id for step in script.steps if step.grows]
    _check(wishes.without, ids, skipped, "be left out", "may_skip")
    _check(wishes.more, ids, growing, "get more time", "grows")
    if both := sorted({*wishes.without} & {*wishes.more}):
        raise InputError(f"step {both[0]!r} is to be left out and to get more time; choose one")
    if {*ids} <= {*wishes.without}:
        raise InputError("every step is left out; keep at least one of them")


def _check(
    wanted: Sequence[str], ids: Sequence[str], allowed: Sequence[str], what: str, key: str
) -> None:
    for name in wanted:
        if name in allowed:
            continue
        if not allowed:
            raise InputError(
                f"no step of this script may {what}; its author can allow it with '{key}: true'"
            )
        if name not in ids:
            raise UnknownNameError(f"step that may {what}", name, allowed)
        raise InputError(f"step {name!r} may not {what}; these may: {', '.join(allowed)}")


def lengths_of(script: Script, wishes: Wishes) -> Lengths:
    """Returns the lengths of sessions with these wishes: the script's own, or the sum of the steps
    if it names none. Raises as `check` does."""
    check(script, wishes)
    if not (script.is_summed and wishes.change_times):
        return script.lengths
    total_ms = script.lengths.most
    found = times(script, list(rounds.turns(script, total_ms)), total_ms, wishes)
    summed_ms = nearest_ms(sum(time.ms for time in found.values()))
    return Lengths.model_validate({WHOLE: f"{max(1, summed_ms)}ms"})


def times(
    script: Script, turns: Sequence[Turn], total_ms: int, wishes: Wishes
) -> Mapping[str, StepTime]:
    """Returns the time of each step that is not left out, by the id of its turn.

    `turns` has all steps of the session, as if there were no wishes. What one step gives up, the
    others take in proportion to their times; what one gets more, they give. Each lasts from its
    shortest written time to its longest. Raises LengthError if that is impossible.
    """
    given = {turn.step.id: _written(script, turn, total_ms) for turn in turns}
    if not wishes.change_times:
        return given
    found = _wished(script, turns, given, total_ms, wishes)
    return {name: given[name].lasting(ms) for name, ms in found.items()}


def _wished(
    script: Script,
    turns: Sequence[Turn],
    given: Mapping[str, StepTime],
    total_ms: int,
    wishes: Wishes,
) -> Mapping[str, Fraction]:
    """Returns the milliseconds of each step that is not left out. Raises LengthError."""
    written = {name: time.ms for name, time in given.items()}
    kept = [turn for turn in turns if turn.written.id not in wishes.without]
    if not kept:
        raise LengthError(f"every step of a session of {clock(total_ms)} is left out; keep one")
    longer = {
        turn.step.id: _longer(turn, written[turn.step.id], total_ms)
        for turn in kept
        if turn.written.id in wishes.more
    }
    if absent := sorted({*wishes.more} - {turn.written.id for turn in kept}):
        raise LengthError(f"a session of {clock(total_ms)} has no step {absent[0]!r} to lengthen")
    others = {turn.step.id: turn for turn in kept if turn.step.id not in longer}
    held = {name: written[name] for name in others if given[name].is_fixed}
    if script.is_summed:
        return {turn.step.id: longer.get(turn.step.id, written[turn.step.id]) for turn in kept}
    if len(held) == len(others):
        held = {}  # somebody has to give or take
    held |= longer
    shares = {
        name: _share(turn, written[name]) for name, turn in others.items() if name not in held
    }
    room = _sum(written) - _sum(held)
    try:
        found = dict(zip(shares, shared(room, list(shares.values())), strict=True))
    except ValueError as error:
        scale = total_ms / _sum(written)
        raise _impossible(wishes, _sum(held), shares.values(), scale, total_ms) from error
    return {turn.step.id: {**held, **found}[turn.step.id] for turn in kept}


def _written(script: Script, turn: Turn, total_ms: int) -> StepTime:
    sides = turn.step.sides
    has_sides = sides is not None and applies(sides.only, script.lengths.named, total_ms)
    return StepTime.of(turn.step, script, total_ms, has_sides=has_sides)


def _share(turn: Turn, preferred: Fraction) -> Share:
    time = turn.step.time
    if not isinstance(time, Mapping):
        return Share(preferred=preferred)
    return Share(
        preferred=preferred,
        least=Fraction(min(time.values()) * _sides(turn)),
        most=Fraction(max(time.values()) * _sides(turn)),
    )


def _sides(turn: Turn) -> int:
    """Returns how often a step's written time is spent."""
    return 2 if turn.step.is_per_side and turn.step.sides else 1


def _longer(turn: Turn, written: Fraction, total_ms: int) -> Fraction:
    most = _share(turn, written).most
    if most is not None and most <= written:
        raise LengthError(
            f"step {turn.written.id!r} lasts {_clock(written)} in a session of {clock(total_ms)}, "
            "which is its most; ask for a shorter session, or leave out another step"
        )
    return written * MORE if most is None else min(most, written * MORE)


def _impossible(
    wishes: Wishes, held: Fraction, shares: Collection[Share], scale: Fraction, total_ms: int
) -> LengthError:
    """Returns the error for steps that can't share the time as it is wished, with the least and
    the most that they can fill."""
    parts = [
        *(["without " + ", ".join(wishes.without)] if wishes.without else []),
        *(["with more of " + ", ".join(wishes.more)] if wishes.more else []),
    ]
    least = held + sum(share.least for share in shares)
    most = [share.most for share in shares if share.most is not None]
    longest = f" and at most {_clock((held + sum(most)) * scale)}"
    return LengthError(
        f"{' and '.join(parts)}, the steps fill at least {_clock(least * scale)}"
        f"{longest if len(most) == len(shares) else ''}, not {clock(total_ms)}. Ask for another "
        "length, or change less"
    )


def _sum(times: Mapping[str, Fraction]) -> Fraction:
    return sum(times.values(), start=Fraction(0))


def _clock(ms: Fraction) -> str:
    return clock(nearest_ms(ms))
