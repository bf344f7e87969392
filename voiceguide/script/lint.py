"""Advice about a script that works but could be better: never an error."""

import re
from collections.abc import Iterator
from typing import Any

from voiceguide import timecode
from voiceguide.errors import Problem
from voiceguide.script import narration
from voiceguide.script.model import Script
from voiceguide.script.source import Path, Source

MOST_WORDS = 16
"""Longer sentences are hard to follow by ear (DOMAIN: the words)."""

_SPOKEN_KEYS = ("say", "sleep", "ahead", "announce", "halfway")
_NAMED_BY_AUTHOR: tuple[Path, ...] = (("lengths",), ("pronounce",), ("reminders",))
"""Here keys are names, and a name may be the same as a key."""

_WORDLESS = dict.fromkeys(narration.PLACEHOLDERS, "")
_DIGIT_OR_SYMBOL = re.compile(r"[0-9%&/+=<>@#*_~^|°§$€£]+")


def advise(script: Script, source: Source) -> list[Problem]:
    """Everything worth a second look, in the order of the file."""
    found = [*_words(script, source), *_sums(script, source)]
    return sorted(set(found), key=lambda problem: (problem.line, problem.column, problem.message))


def _words(script: Script, source: Source) -> Iterator[Problem]:
    avoid = {word.casefold() for word in script.avoid}
    for path, text in _narrations(source.data, ()):
        for sentence in narration.parse(text, script.pauses.narration()).sentences:
            words = re.findall(r"[\w’'-]+", narration.fill(sentence, _WORDLESS))
            if len(words) > MOST_WORDS:
                message = (
                    f"a sentence of {len(words)} words; at most {MOST_WORDS} are easy to follow"
                )
                yield source.problem(path, message, snippet=" ".join(sentence.split()[:3]))
            for word in words:
                if word.casefold() in avoid:
                    yield source.problem(path, f"the script avoids the word {word!r}", snippet=word)
            if match := _DIGIT_OR_SYMBOL.search(sentence):
                message = f"write {match[0]!r} in words; voices read it each in their own way"
                yield source.problem(path, message, snippet=match[0])


def _sums(script: Script, source: Source) -> Iterator[Problem]:
    """Times that don't sum to a named length are scaled; that may surprise an author."""
    columns = [step.time for step in script.steps]
    if not all(isinstance(column, dict) for column in columns) or any(s.only for s in script.steps):
        return
    for name, total in script.lengths.named.items():
        summed = sum(column[name] for column in columns if isinstance(column, dict))
        if summed != total:
            message = (
                f"the steps' times for {name} sum to {timecode.duration(summed)}, not "
                f"{timecode.duration(total)}; they will be scaled"
            )
            yield source.problem(("lengths", name), message, key=True)


def _narrations(value: Any, path: Path, *, spoken: bool = False) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str) and spoken:
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            says = key in _SPOKEN_KEYS and path not in _NAMED_BY_AUTHOR
            yield from _narrations(inner, (*path, key), spoken=spoken or says)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _narrations(inner, (*path, index), spoken=spoken)
