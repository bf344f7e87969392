"""Narration mark-up: turns an author's text into sentences and pauses.

Narration is plain text. A blank line starts a new idea. The end of a sentence makes a pause,
and so does the end of a short line within one (only a YAML block has such lines). A question
leaves time to answer, `[pause 3s]` sets the pause at its place to exactly three seconds, and
`[bell]` rings a chime. The planner fills in `{side}` and the other placeholders. Any other
mark-up is an error, and never spoken.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from voiceguide.script import marks, phrases
from voiceguide.script.pauses import Pauses
from voiceguide.sounds import BELL
from voiceguide.wording import breaths
from voiceguide.wording import language as languages
from voiceguide.wording.language import Language

PLACEHOLDERS = marks.PLACEHOLDERS
"""The names allowed in braces; the reader checks where each may be used."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_PARAGRAPH = re.compile(r"\n\s*\n")
_SHOWN_PARAGRAPH = re.compile(r"\n(?:\s*\n|(?=[ \t]*[-–] ))")


@dataclass(frozen=True, slots=True)
class Manner:
    """The manner of a sentence. `pace` is relative to the session's; 1 is the same.

    `on_beat`: it is heard at an exact moment, `levels.BEAT_LEAD_MS` after its sound begins, and
    is never slowed down.
    """

    pace: float = 1.0
    on_beat: bool = False


PLAIN = Manner()
"""The default manner of a sentence."""

ON_BEAT = Manner(on_beat=True)
"""The manner of the words of a count or a breath."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words spoken as one text: the unit that is measured, spoken, cached, placed and captioned.

    `voice` names their voice; empty for the session's own.
    """

    text: str
    voice: str = ""
    manner: Manner = PLAIN


@dataclass(frozen=True, slots=True)
class Pause:
    """Quiet between sentences. `exact`: its author set it, so it is never lengthened, unless it
    `grows` with the step's time."""

    ms: int
    exact: bool = field(default=False, compare=False)
    grows: bool = False


@dataclass(frozen=True, slots=True)
class Beat:
    """The exact time from the start of the previous sentence to whatever follows."""

    ms: int


@dataclass(frozen=True, slots=True)
class Bell:
    """A chime among the words, which wait for it.

    `sound` is the meaning of a chime in the session's set, or the author's own sound. Its length
    `ms` depends on the session.
    """

    sound: str = BELL
    ms: int = field(default=0, compare=False)


Part = Sentence | Pause | Beat | Bell


@dataclass(frozen=True, slots=True)
class Narration:
    """Sentences, and the pauses, beats or bells between them.

    The last part is a pause only if the author set one (`[pause]`) or if the last
    sentence is a question. `most_wpm` is the highest rate that is easy to follow, in words per
    minute with pauses; None if it is unknown, or the words are a count.
    """

    parts: tuple[Part, ...]
    most_wpm: int | None = field(default=None, compare=False)

    def by(self, voice: str) -> "Narration":
        """Returns the same narration in one of the script's voices; empty for the session's own."""
        if not voice:
            return self
        parts = (
            replace(part, voice=voice) if isinstance(part, Sentence) else part
            for part in self.parts
        )
        return replace(self, parts=tuple(parts))

    @property
    def text(self) -> str:
        """The words without pauses, as captions show them."""
        return " ".join(part.text for part in self.parts if isinstance(part, Sentence))

    @property
    def inner_pauses(self) -> tuple[Pause, ...]:
        """The pauses before the last part, in order."""
        return tuple(part for part in self.parts[:-1] if isinstance(part, Pause))

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order."""
        return tuple(part for part in self.parts if isinstance(part, Sentence))

    @property
    def on_beat(self) -> bool:
        """Whether it is a count or a breath: all its sentences are on the beat."""
        return bool(self.parts) and isinstance(self.parts[-1], Beat)

    @property
    def beats(self) -> Iterator[tuple[Sentence, Beat]]:
        """Yields each sentence on the beat, with the time until the next one."""
        for said, following in pairwise(self.parts):
            if isinstance(said, Sentence) and isinstance(following, Beat):
                yield said, following

    def after_chime(self, sound: str) -> "Narration":
        """Returns the same after a chime."""
        return replace(self, parts=(Bell(sound), *self.parts))

    def with_bells(self, lengths: Mapping[str, int]) -> "Narration":
        """Returns the same, each bell as long as its sound, in milliseconds."""
        if not any(isinstance(part, Bell) for part in self.parts):
            return self
        parts = (
            replace(part, ms=lengths[part.sound]) if isinstance(part, Bell) else part
            for part in self.parts
        )
        return replace(self, parts=tuple(parts))

    @property
    def asks(self) -> bool:
        """Whether it contains a question."""
        return any(_is_question(sentence.text) for sentence in self.sentences)


class MarkupError(ValueError):
    """A fault in narration; `snippet` is the text at fault."""

    def __init__(self, message: str, snippet: str) -> None:
        self.snippet = snippet
        super().__init__(message)


def parse(
    text: str, pauses: Pauses, language: str = "en", *, whole_paragraphs: bool = False
) -> Narration:
    """Reads narration in a language, which decides where sentences end.

    With `whole_paragraphs`, sentences that only a full stop separates are spoken as one text: a
    `Sentence` then contains everything up to a pause mark, a question or a new idea.

    Raises MarkupError for a mark that is not understood.
    """
    for fault in marks.faults(text):
        raise MarkupError(fault.message, text[fault.start : fault.end])
    tables = languages.of(language)
    parts: list[Part] = []
    for paragraph in _PARAGRAPH.split(text.strip()):
        _set_pause(parts, _Implied(pauses.idea_ms))
        for piece in marks.pieces(paragraph):
            if isinstance(piece, marks.Mark):
                _set_pause(parts, Pause(piece.ms, grows=piece.grows))
            elif isinstance(piece, marks.Ring):
                parts.append(Bell())
            else:
                said = phrases.phrases(piece, tables)
                said = _joined(said) if whole_paragraphs else said
                parts.extend(_with_pauses(said, pauses))
    while parts and isinstance(parts[-1], _Implied) and not _asks(parts):
        parts.pop()
    done = tuple(_settled(part) if isinstance(part, Pause) else part for part in parts)
    return Narration(done, _most_wpm([p.text for p in done if isinstance(p, Sentence)], tables))


def _most_wpm(sentences: list[str], language: Language) -> int | None:
    several = language.pace.several
    return several[1] if several and not breaths.is_count(sentences) else None


def _settled(pause: Pause) -> Pause:
    return Pause(pause.ms, exact=not isinstance(pause, _Implied), grows=pause.grows)


def paragraphs(notes: str, language: str = "en") -> tuple[tuple[str, ...], ...]:
    """Returns the paragraphs of a text that is shown but not said, each with its sentences.

    A blank line starts a paragraph, and so does a line that starts with a hyphen.
    """
    tables = languages.of(language)
    found = (tuple(phrases.sentences(piece, tables)) for piece in _SHOWN_PARAGRAPH.split(notes))
    return tuple(sentences for sentences in found if sentences)


def placeholders(text: str) -> frozenset[str]:
    """Returns the names in braces."""
    return frozenset(_PLACEHOLDER.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Returns the text with its placeholders filled in; those without a value stay."""
    return re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], match[0]), text)


class _Implied(Pause):
    """A pause implied by punctuation; an explicit one replaces it."""

    __slots__ = ()


def _joined(said: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Yields runs of sentences. A run ends with a question, which leaves time to answer, or with a
    line that ends within a sentence."""
    run: list[str] = []
    for phrase, goes_on in said:
        run.append(phrase)
        if goes_on or _is_question(phrase):
            yield " ".join(run), goes_on
            run = []
    if run:
        yield " ".join(run), False


def _with_pauses(said: Iterable[tuple[str, bool]], pauses: Pauses) -> Iterator[Sentence | Pause]:
    for phrase, goes_on in said:
        yield Sentence(phrase)
        if goes_on:
            yield _Implied(pauses.phrase_ms)
        else:
            yield _Implied(pauses.question_ms if _is_question(phrase) else pauses.sentence_ms)


def _is_question(sentence: str) -> bool:
    return sentence.rstrip("\"'”’)").endswith(("?", "\u061f", "\uff1f"))


def _set_pause(parts: list[Part], pause: Pause) -> None:
    """Ends `parts` with a pause. The longer of two implied pauses stays, an explicit pause replaces
    an implied one, and two explicit pauses add up."""
    last, is_implied = parts[-1] if parts else None, isinstance(pause, _Implied)
    if last is None and is_implied:
        return
    if isinstance(last, _Implied):
        parts[-1] = _Implied(max(pause.ms, last.ms)) if is_implied else pause
    elif not isinstance(last, Pause):
        parts.append(pause)
    elif not is_implied:
        parts[-1] = Pause(last.ms + pause.ms, grows=last.grows or pause.grows)


def _asks(parts: list[Part]) -> bool:
    return (
        len(parts) > 1 and isinstance(before := parts[-2], Sentence) and _is_question(before.text)
    )
