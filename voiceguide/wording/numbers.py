"""Puts numbers that are not amounts into words: 2:1, 4-7-8, L5, 3a, and digits beside letters."""

import re
from collections.abc import Iterator
from functools import lru_cache

from voiceguide.wording import amounts, counting, expressions, nouns, ordinals, units
from voiceguide.wording.language import Language

LONGEST = 15
"""The digits of the longest number that is spoken; nobody can follow longer ones by ear."""

_RATIO = re.compile(r"(?<![\w.,:])(\d{1,2}):(\d)(?![\d:])")
_CHAIN = re.compile(rf"{amounts.NOT_INSIDE}\d{{1,2}}(?:[-–]\d{{1,2}}){{2,}}(?![\w/:-]|[.,]\d)")
_LABEL = r"[A-Z]\d{1,2}"
_RANGE_OF_LABELS = re.compile(rf"\b({_LABEL})\s?[-–]\s?({_LABEL})\b")
_PAIR_OF_LABELS = re.compile(rf"\b({_LABEL})\s?/\s?({_LABEL})\b")
_LETTER_FIRST = re.compile(r"\b(?:([A-Z])-?|([a-z]))(\d{1,2})([A-Z])?(?!\w)(?![.,:/]\d)")
_RUN = re.compile(r"(?:\d+ (?=\d+/\d))?\d[\d.,/]*(?<=\d)")
_REST = re.compile(r"[^\s.,;!?…()]+(?:[.,]\d+)*")
_TOUCHING = re.compile(r"([^\W\d_])?(-?)(\d+)(?=([^\W\d_])?)")


def expand(text: str, language: Language) -> str:
    """Puts every number in `text` into words; those that the language has no form for stay."""
    if ratio := language.numbers.forms.get("ratio"):
        text = _RATIO.sub(lambda m: ratio.format(*(_whole(d, language) for d in m.groups())), text)
    text = ordinals.expand(text, language)
    text = _CHAIN.sub(lambda m: re.sub("[-–]", " ", m[0]), text)
    return _labels(expressions.expand(text, language), language)


def unsaid(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yields text that looks like a measure but can't be said, with the letters that are not a
    word."""
    if not counting.knows_numbers(language):
        return
    starts = {
        match.end() - 1: match.start() for match in expressions.starts(language).finditer(text)
    }
    done = 0
    for run in _RUN.finditer(text):
        if run.start() < done:
            continue
        unit = units.after_number(language).match(text, run.end())
        letters = "" if unit else units.unknown(text, run.end(), language)
        letters = letters or _uncounted(text, run, language)
        start = next((starts[at] for at in range(run.start(), run.end()) if at in starts), None)
        if letters or unit or start is not None:
            end = unit.end() if unit else run.end() + len(letters)
            rest = _REST.match(text, end)
            start = run.start() if start is None else start
            done = rest.end() if rest else end
            yield text[start:done], letters.strip(" -")


def _uncounted(text: str, run: re.Match[str], language: Language) -> str:
    """Returns the word of unknown gender after a number, with the space before it."""
    word = nouns.unknown(text, run.start(), run.end(), language)
    return f" {word}" if word else ""


def bare(text: str, language: Language) -> str:
    """Puts the remaining whole numbers into words, even those that touch letters."""
    return _TOUCHING.sub(lambda m: _spaced(m, language), text)


def _labels(text: str, language: Language) -> str:
    """Separates letters from numbers: a vertebra, a vitamin, a step. L5/S1 is one place."""
    text = _RANGE_OF_LABELS.sub(lambda m: language.numbers.between(m[1], m[2]), text)
    text = _PAIR_OF_LABELS.sub(r"\1 \2", text)
    text = _range_of_letters_last(language).sub(
        lambda m: language.numbers.between(m[1], m[2]), text
    )
    for pattern in (_LETTER_FIRST, _letter_last(language)):
        text = pattern.sub(lambda m: _label(m, language), text)
    return text


def _label(match: re.Match[str], language: Language) -> str:
    parts = [part for part in match.groups() if part]
    return "-".join(_whole(p, language) if p.isdigit() else p.upper() for p in parts)


@lru_cache(maxsize=8)
def _letter_last(language: Language) -> re.Pattern[str]:
    letters = units.either(language.numbers.letters)
    return re.compile(rf"{amounts.NOT_INSIDE}(\d{{1,3}})-?({letters})(?![\w'–-]|[./]\w)")


@lru_cache(maxsize=8)
def _range_of_letters_last(language: Language) -> re.Pattern[str]:
    label = rf"(\d{{1,3}}(?:{units.either(language.numbers.letters)}))"
    return re.compile(rf"{amounts.NOT_INSIDE}{label}\s?[-–]\s?{label}(?![\w'–-]|[./]\w)")


def _whole(digits: str, language: Language) -> str:
    return counting.number(int(digits), language)


def _spaced(match: re.Match[str], language: Language) -> str:
    before, hyphen, digits, after = match.groups(default="")
    joint = hyphen or (" " if before else "")
    return f"{before}{joint}{_whole(digits, language)}{' ' if after else ''}"
