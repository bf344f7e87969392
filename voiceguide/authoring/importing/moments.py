"""Lays out words with times as steps whose cues keep those times.

The script has no chimes, so a step's first words start with the step.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from voiceguide.authoring.draft import DraftCue, DraftStep
from voiceguide.authoring.importing.cleaner import Cleaner
from voiceguide.authoring.importing.cut import pieces
from voiceguide.authoring.importing.lines import MOST_CHARACTERS, Lines
from voiceguide.authoring.importing.source import Phrase, Said
from voiceguide.authoring.names import ids
from voiceguide.errors import InputError
from voiceguide.script.values import MOST_CUES
from voiceguide.timecode import clock, duration

_MOST_IN_STEP = 100
_LEAST_IN_STEP = 40
_TAIL_MS = 20_000
"""The time after the last words, for the end chime and a moment of rest."""

_UNIT_MS = 5_000


@dataclass(frozen=True, slots=True)
class _Moment:
    """Lines to say at a time; `end_ms` is the approximate end."""

    at_ms: int
    lines: tuple[str, ...]
    end_ms: int


def steps(times: Sequence[Said], title: str, cleaner: Cleaner) -> tuple[DraftStep, ...]:
    """Returns steps with every word at its time. Raises InputError if they can't be said in their
    language."""
    moments = _fewer(list(_moments(times, cleaner)))
    if not moments:
        return ()
    groups = list(_groups(moments))
    starts = [0, *(max(1, group[0].at_ms) for group in groups[1:])]
    last_ms = max(moments[-1].at_ms, moments[-1].end_ms) + _TAIL_MS
    end_ms = -(-max(last_ms, starts[-1] + 1) // _UNIT_MS) * _UNIT_MS
    titles = [title] if len(groups) == 1 else [clock(start) for start in starts]
    made = [
        _step(group, start, stop, name)
        for group, (start, stop), name in zip(
            groups, pairwise([*starts, end_ms]), titles, strict=True
        )
    ]
    named = [
        replace(step, id=name)
        for step, name in zip(made, ids(step.title for step in made), strict=True)
    ]
    return (replace(named[0], notes=cleaner.unsaid()), *named[1:])


def _moments(times: Sequence[Said], cleaner: Cleaner) -> Iterator[_Moment]:
    """Yields the moments; none is earlier than the one before it in the text."""
    at_ms = 0
    for said in times:
        at_ms = max(at_ms, said.at_ms)
        for piece in pieces(said.text):
            held = Lines(cleaner)
            held.add(Phrase(line) for line in piece.splitlines())
            if held.has_words:
                yield _Moment(at_ms, held.done(), at_ms + held.ms)


def _fewer(moments: list[_Moment]) -> list[_Moment]:
    """Returns moments with the closest ones joined, if a script can't contain all of them.

    Raises InputError if there are far too many.
    """
    surplus = len(moments) - MOST_CUES
    if surplus <= 0:
        return moments
    gaps = [(late.at_ms - early.at_ms, n) for n, (early, late) in enumerate(pairwise(moments), 1)]
    found, joined = moments[:1], {number for _, number in sorted(gaps)[: 2 * surplus]}
    for number, moment in enumerate(moments[1:], 1):
        last = found[-1]
        if number in joined and surplus and _size(last) + _size(moment) < MOST_CHARACTERS:
            found[-1] = _Moment(last.at_ms, (*last.lines, *moment.lines), moment.end_ms)
            surplus -= 1
        else:
            found.append(moment)
    if surplus:
        raise InputError(f"there are more than {MOST_CUES} times in it; import it in parts")
    return found


def _size(moment: _Moment) -> int:
    return sum(len(line) for line in moment.lines)


def _groups(moments: Sequence[_Moment]) -> Iterator[Sequence[_Moment]]:
    """Yields the moments of each step; steps are separated where the quiet is longest."""
    while len(moments) > _MOST_IN_STEP:
        cut = max(
            range(_LEAST_IN_STEP, _MOST_IN_STEP),
            key=lambda index: moments[index].at_ms - moments[index - 1].at_ms,
        )
        yield moments[:cut]
        moments = moments[cut:]
    yield moments


def _step(group: Sequence[_Moment], start_ms: int, stop_ms: int, title: str) -> DraftStep:
    first, *others = group
    length_ms = max(1, stop_ms - start_ms)
    wait_ms = first.at_ms - start_ms
    wait = (f"[pause {duration(wait_ms)}]",) if wait_ms > 0 else ()
    cues = (
        DraftCue(duration(min(moment.at_ms - start_ms, length_ms)), moment.lines)
        for moment in others
    )
    return DraftStep(
        id="",
        title=title,
        times={"standard": length_ms},
        lines=(*wait, *first.lines),
        cues=tuple(cues),
    )
