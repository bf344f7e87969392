"""Checks that all spoken texts of a script can be spoken, so that no engine has to guess, and that
shown texts have no mark-up.

It works on the plain data, like `references`, so that these faults are reported
together with all the others.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from voiceguide.errors import Problem
from voiceguide.script import marks, narration, texts
from voiceguide.script.pauses import Pauses
from voiceguide.script.source import Path, Source
from voiceguide.script.values import MOST_RESPELLINGS
from voiceguide.wording import pronunciation
from voiceguide.wording.lexicon import Pronounce
from voiceguide.wording.pronunciation import Pronunciation
from voiceguide.wording.spoken import refusals

_MOST_FAULTS = 20
"""The most faults of one text that are reported."""

_FILLED = dict.fromkeys(narration.PLACEHOLDERS, "one")


def problems(source: Source) -> Iterator[Problem]:
    """Yields everything in narration, titles and notes that can't be spoken or shown sensibly."""
    data = source.data if isinstance(source.data, Mapping) else {}
    language = data.get("language", "en")
    if not isinstance(language, str):
        return
    pronounce = _respellings(data)
    for path, text in _texts(data):
        found = list(_markup(text, path))
        if _is_said(data, path):
            found += _unsayable(text, language, pronounce)
        for snippet, nth, message in found[:_MOST_FAULTS]:
            yield source.problem(path, message, snippet=snippet, nth=nth)


def _texts(data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yields respellings, narration, titles and notes, with their places."""
    for word, said in _respellings(data).items():
        if isinstance(said, str):
            yield ("pronounce", word), said
        elif said.say is not None:
            yield ("pronounce", word, "say"), said.say
    for path, text in texts.leaves(data):
        if isinstance(text, str) and any(
            kind(path) for kind in (texts.is_narration, texts.is_title, texts.is_notes)
        ):
            yield path, text


def _is_said(data: Mapping[str, Any], path: Path) -> bool:
    """Whether a text is said. Notes are not, and a step's title is only if the step is numbered and
    some text has `{title}`."""
    if texts.is_notes(path):
        return False
    if path[-1] != "title" or path[0] == "pronounce":
        return True
    if len(path) == 1 or data["steps"][path[1]].get("numbered", True) is not True:
        return False
    templates = [text for path, text in texts.leaves(data) if path[0] in ("announce", "halfway")]
    return any(isinstance(text, str) and "{title}" in text for text in templates)


def _markup(text: str, path: Path) -> Iterator[tuple[str, int, str]]:
    """Yields unknown mark-up, except brackets in titles, which the model reports."""
    faults = marks.faults_in_notes if texts.is_notes(path) else marks.faults
    for fault in faults(text):
        snippet = text[fault.start : fault.end]
        if not texts.is_title(path) or snippet[0] not in "[]{}":
            yield snippet, text.count(snippet, 0, fault.start), fault.message


def _unsayable(text: str, language: str, pronounce: Pronounce) -> Iterator[tuple[str, int, str]]:
    """Yields each text that can't be spoken, the number of its earlier occurrences, and a
    message."""
    seen = Counter[str]()
    for sentence in narration.parse(marks.clean(text), Pauses(), language).sentences:
        said = narration.fill(sentence.text, _FILLED)
        for refusal in refusals(said, language, pronounce):
            snippet = refusal.found if refusal.found in text else ""
            yield snippet, seen[snippet], str(refusal)
            seen[snippet] += 1


def _respellings(data: Mapping[str, Any]) -> Pronounce:
    found = data.get("pronounce")
    pairs = found.items() if isinstance(found, Mapping) else ()
    read = ((word, _said(value)) for word, value in pairs)
    usable = ((word, said) for word, said in read if said is not None)
    return dict(islice(usable, MOST_RESPELLINGS))


def _said(value: object) -> str | Pronunciation | None:
    """Returns an entry of `pronounce`, or None if it is not valid."""
    if isinstance(value, Mapping):
        ipa, say = _said(value.get("ipa")), _said(value.get("say"))
        if isinstance(ipa, str) and not isinstance(say, Pronunciation):
            return Pronunciation(pronunciation.plain(ipa), say)
        return None
    return value if isinstance(value, str) and value.strip() else None
