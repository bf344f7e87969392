"""Advice about a script that works but could be better; never errors."""

import re
from collections.abc import Iterator, Mapping

from voiceguide import timecode
from voiceguide.errors import Problem
from voiceguide.script import durations, marks, narration, texts
from voiceguide.script.choice import applies
from voiceguide.script.model import Script
from voiceguide.script.rounds import turns
from voiceguide.script.source import Source
from voiceguide.wording import capitals, heteronyms, language
from voiceguide.wording.pronunciation import Pronunciation
from voiceguide.wording.spoken import spoken

MOST_WORDS = 16
"""The most words in a sentence that is easy to follow by ear."""

_WORDLESS = dict.fromkeys(narration.PLACEHOLDERS, "")
_FILLED = dict.fromkeys(narration.PLACEHOLDERS, "one")


def advise(script: Script, source: Source) -> list[Problem]:
    """Returns everything worth a second look, in the order of the file."""
    found = [
        *_words(script, source),
        *_pauses(script, source),
        *_sums(script, source),
        *_sounds(script, source),
    ]
    located = set(map(source.located, found))
    return sorted(located, key=lambda problem: (problem.line, problem.column, problem.message))


def _words(script: Script, source: Source) -> Iterator[Problem]:
    avoid = {word.casefold() for word in script.avoid}
    for path, text in texts.leaves(source.data):
        if not isinstance(text, str) or not texts.is_narration(path):
            continue
        for aside, mark in marks.spoken_pauses(text):
            yield source.problem(
                path, f"{aside!r} is said; a pause is written {mark}", snippet=aside
            )
        told = narration.parse(text, script.pauses.narration(), script.language)
        for said in told.sentences:
            sentence = said.text
            written = narration.fill(sentence, _WORDLESS)
            count = _count(sentence, script)
            if count > MOST_WORDS:
                message = (
                    f"this sentence has {count} words; at most {MOST_WORDS} are easy to follow"
                )
                yield source.problem(path, message, snippet=" ".join(sentence.split()[:3]))
            for word in re.findall(r"[\w’'-]+", written):
                if word.casefold() in avoid:
                    message = f"the word {word!r} is on the script's list of words to avoid"
                    yield source.problem(path, message, snippet=word)
            tables = language.of(script.language)
            for word in capitals.unknown(written, tables, script.pronounce):
                message = (
                    f"{word!r} is said as one word; if its letters are meant, list it under "
                    f"'pronounce' ({word}: {'-'.join(word)})"
                )
                yield source.problem(path, message, snippet=word)
            for word, instead in heteronyms.found(written, tables, script.pronounce):
                message = (
                    f"{word!r} has two pronunciations; use another word ({instead}), "
                    "or spell it as it sounds under 'pronounce'"
                )
                yield source.problem(path, message, snippet=word)


def _pauses(script: Script, source: Source) -> Iterator[Problem]:
    """Yields advice on pauses that should grow, but have no spare time."""
    for path, text in texts.leaves(source.data):
        if not (isinstance(text, str) and texts.is_narration(path)):
            continue
        is_opening = path[0] == "steps" and path[2] in ("say", "brief", "bare", "sleep")
        if is_opening and script.steps[int(path[1])].sides is None:
            continue
        for piece in marks.pieces(text):
            if isinstance(piece, marks.Mark) and piece.grows:
                snippet = text[piece.start : piece.end]
                message = (
                    "this pause stays as it is: only those in the opening of a one-sided step grow"
                )
                yield source.problem(path, message, snippet=snippet)


def _count(sentence: str, script: Script) -> int:
    """Returns the number of spoken words, without those that fill placeholders."""
    filled = narration.fill(sentence, _FILLED)
    said = spoken(filled, script.language, script.pronounce)
    return len(said.split()) - len(re.findall(r"\{\w+\}", sentence))


def _sums(script: Script, source: Source) -> Iterator[Problem]:
    """Yields advice on times that don't sum to a named length: scaling may surprise an author."""
    for name, total in script.lengths.named.items():
        if name != script.lengths.default_name and not _is_written_for_all(script):
            continue
        if any(step.is_per_side for step in script.steps):
            return  # the words are added to these times, and their length is unknown here
        steps = [turn.step for turn in turns(script, total)]
        present = [s for s in steps if applies(s.only, script.lengths.named, total)]
        times = [durations.duration(s.time, script.lengths, total) for s in present]
        if (summed := round(sum(times))) != total:
            message = (
                f"the steps' times for {name} sum to {timecode.duration(summed)}, not "
                f"{timecode.duration(total)}; they will be scaled"
            )
            yield source.problem(("lengths", name), message, key=True)


def _is_written_for_all(script: Script) -> bool:
    """Whether each step has a time for every length; a single time is for the default length."""
    return all(isinstance(step.time, Mapping) for step in script.steps)


def _sounds(script: Script, source: Source) -> Iterator[Problem]:
    """Yields advice on words that only some voices can say."""
    for word, said in script.pronounce.items():
        if isinstance(said, Pronunciation) and said.say is None:
            message = (
                "voices that take no sounds can't say this; add how to spell it as it sounds, 'say'"
            )
            yield source.problem(("pronounce", word, "ipa"), message)
