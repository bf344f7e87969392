"""Starts a script from a few answers: it can be made at once, and its comments say how to go on."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from voiceguide import timecode
from voiceguide.authoring import phrases
from voiceguide.authoring.draft import Draft, DraftCue, DraftStep
from voiceguide.authoring.finished import finished
from voiceguide.authoring.names import ids
from voiceguide.authoring.phrases import Phrases
from voiceguide.authoring.shares import shares
from voiceguide.errors import InputError, ScriptError

_ANNOUNCE = "{title}."
_EDGE, _MIDDLE = 1.0, 2.0
"""The lengths of the first and the last step, relative to those between."""

_ROOMY_MS, _WITH_CUE_MS = 40_000, 60_000
"""The times from which on a step has several sentences, and a cue."""

_LENGTHS = ("standard",), ("short", "standard")

_ON_LENGTHS = (
    "How long the session is. `make --length NAME` chooses one of several lengths;",
    "`make --minutes N` takes any between the shortest and the longest.",
)
_ON_WORDS = (
    "Write as you speak, one sentence a line. A blank line is a longer pause,",
    "and [pause 5s] one of five seconds.",
)
_ON_CUES = ("Said later: half-way (50%), so long after the start (40s) or before the end (-15s).",)
_MORE = (
    "More keys, if you need them; take away the # in front:",
    "ahead: Said ten seconds before this step.",
    'sides: {names: [the first side, the other side], say: "Now {side}."}',
)
_FOREIGN = ("The words are English; write them in your language.",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers for a new script. `minutes` has one length, or a short and a longer one."""

    title: str
    language: str
    minutes: tuple[Fraction, ...]
    steps: tuple[str, ...]


def started(answers: Answers, name: str) -> str:
    """Returns the checked text of a new script; `name` is the name of its file.

    Raises InputError if the steps don't fit the time, ScriptError if a title can't be read.
    """
    known = phrases.of(answers.language)
    lengths = dict(
        zip(
            _LENGTHS[len(answers.minutes) - 1],
            sorted(map(timecode.from_minutes, answers.minutes)),
            strict=True,
        )
    )
    draft = Draft(
        title=answers.title,
        language=answers.language,
        lengths=lengths,
        default="standard",
        announce=_ANNOUNCE,
        steps=tuple(_steps(answers, lengths, known)),
        comments=(*head(name), *_foreign(answers, known)),
        comments_on_lengths=_ON_LENGTHS,
    )
    return _checked(draft)


def _checked(draft: Draft) -> str:
    """Returns the script, without the announcements if a title can't be said."""
    try:
        done = finished(draft)
    except ScriptError:
        done = finished(replace(draft, announce=""))
    if done.refused:
        shortest = timecode.clock(min(draft.lengths.values()))
        raise InputError(
            f"{len(draft.steps)} steps don't fit into {shortest}; take a longer session, or fewer "
            f"steps ({done.refused[0]})"
        )
    return done.text


def head(name: str) -> tuple[str, ...]:
    """Returns comments for the top of a script's file: the commands to use with it."""
    file = shlex.quote(name)
    return (
        f"Read it aloud:  voiceguide read {file}",
        f"Find mistakes:  voiceguide check {file}",
        f"Make the sound: voiceguide make {file}",
    )


def _foreign(answers: Answers, known: Phrases) -> tuple[str, ...]:
    return () if answers.language.lower().startswith(known.code) else _FOREIGN


def _steps(answers: Answers, lengths: dict[str, int], known: Phrases) -> Iterator[DraftStep]:
    weights = _weights(len(answers.steps))
    columns = {name: shares(total, weights) for name, total in lengths.items()}
    least = min(columns.values(), key=sum)
    has_cue = False
    for index, (name, title) in enumerate(zip(ids(answers.steps), answers.steps, strict=True)):
        is_edge = index in (0, len(answers.steps) - 1)
        with_cue = not is_edge and not has_cue and least[index] >= _WITH_CUE_MS
        has_cue = has_cue or with_cue
        yield DraftStep(
            id=name,
            title=title,
            times={length: column[index] for length, column in columns.items()},
            lines=_words(index, len(answers.steps), least[index], known),
            cues=(DraftCue("50%", (known.starter.cue,)),) if with_cue else (),
            comments_on_words=_ON_WORDS if index == 0 else _MORE if index == 1 else (),
            comments_on_cues=_ON_CUES if with_cue else (),
        )


def _weights(count: int) -> Sequence[float]:
    if count < 3:
        return [_MIDDLE] * count
    return [_EDGE, *[_MIDDLE] * (count - 2), _EDGE]


def _words(index: int, count: int, least_ms: int, known: Phrases) -> tuple[str, ...]:
    """Returns the lines of a step; a short step has only the first sentence."""
    starter = known.starter
    if index == 0:
        lines = starter.opening
    elif index == count - 1:
        lines = starter.closing
    else:
        lines = starter.middle[(index - 1) % len(starter.middle)]
    if least_ms < _ROOMY_MS:
        return lines[:1]
    return (*lines[:-1], "", lines[-1])
