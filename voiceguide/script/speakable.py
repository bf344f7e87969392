"""Checks that everything in a script can be spoken, so that no engine has to guess.

Works on the plain data, like `references`, so that these faults are reported
together with all the others.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from voiceguide.errors import Problem
from voiceguide.script import narration
from voiceguide.script.pauses import Pauses
from voiceguide.script.source import Path, Source
from voiceguide.wording.spoken import refusals

_TEXTS = ("say", "sleep", "ahead")
_FILLED = dict.fromkeys(narration.PLACEHOLDERS, "one")


def problems(source: Source) -> Iterator[Problem]:
    """Yields every sign, number and address in narration that can't be spoken sensibly."""
    data = source.data if isinstance(source.data, Mapping) else {}
    language = data.get("language", "en")
    if not isinstance(language, str):
        return
    pronounce = _respellings(data)
    for path, text in _spoken_texts(data):
        for refusal in _refused(text, language, pronounce):
            snippet = refusal.found if refusal.found in text else ""
            yield source.problem(path, str(refusal), snippet=snippet)


def _refused(text: str, language: str, pronounce: Mapping[str, str]) -> Iterator[Any]:
    try:
        sentences = narration.parse(text, Pauses(), language).sentences
    except narration.MarkupError:  # the model reports it
        return
    for sentence in sentences:
        yield from refusals(narration.fill(sentence.text, _FILLED), language, pronounce)


def _respellings(data: Mapping[str, Any]) -> Mapping[str, str]:
    found = data.get("pronounce")
    pairs = found.items() if isinstance(found, Mapping) else ()
    return {word: said for word, said in pairs if isinstance(said, str) and said.strip()}


def _spoken_texts(data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    templates = [data.get(name) for name in ("announce", "halfway")]
    says_titles = any(isinstance(text, str) and "{title}" in text for text in templates)
    for word, said in _respellings(data).items():
        yield ("pronounce", word), said
    for name in ("announce", "halfway"):
        yield from _texts(data.get(name), (name,))
    for part in ("reminders", "steps"):
        yield from _parts(data.get(part), (part,))
    for index, step in enumerate(_list(data.get("steps"))):
        if says_titles and isinstance(step, Mapping) and step.get("numbered", True) is True:
            yield from _texts(step.get("title"), ("steps", index, "title"))


def _parts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Yields the texts in steps, cues, sides and pools, with their places."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            is_pool = path == ("reminders",)  # a reminder may be named say
            says = key in _TEXTS or (key == "names" and path[-1] == "sides")
            yield from (_texts if says and not is_pool else _parts)(inner, (*path, key))
    else:
        for index, inner in enumerate(_list(value)):
            yield from _parts(inner, (*path, index))


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    else:
        for index, inner in enumerate(_list(value)):
            yield from _texts(inner, (*path, index))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
