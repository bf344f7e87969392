"""Turns a file in another format into a good script."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from voiceguide import timecode
from voiceguide.authoring import phrases
from voiceguide.authoring.draft import Draft, DraftStep
from voiceguide.authoring.importing import formats, languages, layout, moments, ssml
from voiceguide.authoring.importing.cleaner import Cleaner
from voiceguide.authoring.importing.fitting import fitted, rounded
from voiceguide.authoring.importing.parts import sections, titled
from voiceguide.authoring.importing.restored import restored
from voiceguide.authoring.importing.source import Source
from voiceguide.authoring.names import ids, shortened
from voiceguide.authoring.shares import shares
from voiceguide.authoring.starter import head
from voiceguide.errors import InputError, Problem, ScriptError
from voiceguide.script import contents, reader

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n"),
        **dict.fromkeys("\xad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff", ""),
    }
)
"""Line breaks of all kinds; and characters without a shape, which no voice says."""

_BLANKS = re.compile(r"[ \t]{60,}")
_STEP_MS = 8_000
"""The time of a step besides its words: for its chime, and a moment to do what the words ask."""

_ENDING_MS = 15_000
"""The additional time of the last step: for the end chime, and the quiet before it."""

_ROOM = 1.25
"""The length of words with a slow voice, relative to the default voice."""

_SETTLING = 3
_MOST_TITLE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The user's wishes; an empty one or None is taken from the text."""

    title: str = ""
    language: str = ""
    minutes: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """A script's text, and remarks for its author."""

    text: str
    remarks: tuple[str, ...]


def imported(path: Path, wishes: Wishes, name: str) -> Imported:
    """Returns a text as a script; `name` is the name of the script's file.

    Raises ScriptError for a text that can't be read, InputError for one that can't be a session.
    """
    formats.check_suffix(path)
    text = _read(path)
    try:
        form = formats.of(path, text)
        source = form.read(text)
        comments = (*head(name), f"Imported from {path.name} ({form.name})")
        if source.rest:
            return _restored(source, Path(name), wishes, comments)
        return _from(source, path, wishes, comments)
    except ssml.XmlError as error:
        raise ScriptError(contents.shown(path), [error.problem]) from error
    except InputError as error:
        raise InputError(f"{contents.shown(path)}: {error}") from error


def _from(source: Source, path: Path, wishes: Wishes, comments: tuple[str, ...]) -> Imported:
    """Returns a source as a script. Raises InputError if it can't be a session."""
    language = _language(wishes, source)
    cleaner = Cleaner(language, source.respelt)
    heading, items = titled(source.items)
    title = _title(wishes, source.title or heading, path, language, cleaner)
    if source.times:
        if wishes.minutes is not None:
            raise InputError("its words have times of their own; leave out --minutes")
        steps = moments.steps(source.times, shortened(title), cleaner)
    else:
        found = layout.parts(sections(items), title, cleaner)
        steps = _steps(list(found), wishes.minutes)
    if not steps:
        raise InputError("there are no words in it")
    steps = _sayable(steps, cleaner)
    remarks = (*source.remarks, *cleaner.remarks)
    draft = Draft(
        title=title,
        language=language,
        lengths={},
        default="standard",
        steps=steps,
        chimes=not source.times,
        comments_on_chimes=("A chime at a step's start would delay its first words.",),
        pronounce=cleaner.respelt,
        comments=(*comments, *remarks),
        comments_on_pronounce=("What is said in place of a word or sign.",),
    )
    is_fixed = wishes.minutes is not None
    return Imported(fitted(draft, is_fixed=is_fixed, is_timed=bool(source.times)), remarks)


def _restored(source: Source, script: Path, wishes: Wishes, comments: tuple[str, ...]) -> Imported:
    """Returns a script that was exported, for the file `script`: its own sounds and the files that
    it includes are beside that. Raises InputError if what is there now is none."""
    if wishes.minutes is not None:
        raise InputError("it is an exported script, with times of its own; leave out --minutes")
    if wishes.title:
        source = replace(source, title=wishes.title)
    text = restored(source, comments)
    try:
        reader.parse_file(script, text.encode())
    except ScriptError as error:
        first = error.problems[0]
        raise InputError(f"it can't be made into a script: {first.message}") from error
    return Imported(text, source.remarks)


def _read(path: Path) -> str:
    """Returns a file's text, with plain line breaks. Raises ScriptError."""
    text = _BLANKS.sub(" ", reader.read_text(path).translate(_PLAIN))
    if match := _CONTROL.search(text):
        before = text[: match.start()]
        problem = Problem(
            line=before.count("\n") + 1,
            column=match.start() - before.rfind("\n"),
            message=f"the character {match[0]!r} is no text; remove it",
        )
        raise ScriptError(contents.shown(path), [problem])
    return text


def _language(wishes: Wishes, source: Source) -> str:
    named = wishes.language or source.language.replace("_", "-")
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", named):
        return named
    return languages.guessed(source.words)


def _title(wishes: Wishes, found: str, path: Path, language: str, cleaner: Cleaner) -> str:
    """Returns the session's title: the user's, the text's, or the file's name."""
    is_file = contents.can_be_read_again(path)
    stem = re.sub(r"[\W_]+", " ", path.stem).strip() if is_file else ""
    for title in (wishes.title, found, stem[:1].upper() + stem[1:]):
        shown = shortened(cleaner.shown(title), _MOST_TITLE)
        if any(character.isalnum() for character in shown):
            return shown
    return phrases.of(language).starter.title


def _steps(parts: Sequence[layout.Part], minutes: Fraction | None) -> tuple[DraftStep, ...]:
    needs = [part.ms * _ROOM + _STEP_MS for part in parts]
    needs[-1:] = [need + _ENDING_MS for need in needs[-1:]]
    times: Sequence[int] = [rounded(need) for need in needs]
    if minutes is not None and parts:
        times = shares(timecode.from_minutes(minutes), needs)
    return tuple(
        DraftStep(
            id=name,
            title=part.title,
            times={"standard": ms},
            lines=part.lines,
            notes=part.notes,
        )
        for part, ms, name in zip(parts, times, ids(p.title for p in parts), strict=True)
    )


def _sayable(steps: tuple[DraftStep, ...], cleaner: Cleaner) -> tuple[DraftStep, ...]:
    """Returns steps in a form that can be said with all respellings, since a respelling of a later
    word may occur in an earlier sentence."""
    for _ in range(_SETTLING):
        count = len(cleaner.respelt)
        steps = tuple(
            replace(
                step,
                lines=cleaner.again(step.lines),
                cues=tuple(replace(cue, lines=cleaner.again(cue.lines)) for cue in step.cues),
                notes=(*step.notes, *cleaner.unsaid()),
            )
            for step in steps
        )
        if len(cleaner.respelt) == count:
            break
    return steps
