"""Measures in sentences, read by one grammar: 60%-70%, 3x30s, 5 breaths/min, 5°C/41°F.

    expression = product [ "/" (unit | word | range) ]
    product    = [ "x" ] range { "x" range }
    range      = measure [ dash measure ]

An expression is put into words as a whole or not at all. Digits that are left are labels, or
refused.
"""

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from voiceguide.wording import amounts, measures, units
from voiceguide.wording.language import Language
from voiceguide.wording.measures import Measure, Tail

_DASH = re.compile(r"\s?[-–]\s?(?!-)|—|(?:\s-|\s?–)\s?(?=-[.\d])")
_TIMES = re.compile(r"\s?[x×]\s?|\s?X\s?(?=-?\d)")
_SLASH = re.compile(r"\s?/\s?")
_NOUN = re.compile(r"\s?([^\W\d_]{2,})(?![\w'])")
_NOUNS = re.compile(r"[\s-]?[^\W\d_]+(?:[\s-][^\W\d_]+){0,2}?(?=\s?/)")
_WORD = re.compile(r"[^\W\d_]{2,}(?!\w)")
_FRACTION = re.compile(r"\d+/\d")
_GOES_ON = re.compile(r"\d|'\d|[.,:/—]\d|-+[.,]?\d|\s-[.,]?\d|\s[/:]\s?\d|[–—/][.,]?\d")
"""Text that must not follow an expression, which would be part of something longer."""


class _Read(NamedTuple):
    said: str
    end: int
    counts: bool
    """Whether it names the thing counted."""


def expand(text: str, language: Language) -> str:
    """Puts every measure and every amount into words; those without a form stay."""
    start, said, done, at = starts(language), list[str](), 0, 0
    while match := start.search(text, at):
        read = _expression(text, match, language)
        if read is None:
            at = match.end()
            continue
        before = text[done : match.start()]
        said += [before, _without_article(read.said, before, text[match.end("times") : read.end])]
        done = at = read.end
    return "".join(said) + text[done:]


def _without_article(said: str, before: str, written: str) -> str:
    """Returns the words for a fraction of a unit without an article that stands before it, too."""
    article, _, rest = said.partition(" ")
    is_twice = f" {before}".casefold().endswith(f" {article} ".casefold())
    return rest if is_twice and _FRACTION.match(written) else said


@lru_cache(maxsize=8)
def starts(language: Language) -> re.Pattern[str]:
    """Returns a pattern for the start of an expression; expressions that are left are refused."""
    currency = units.either(language.units.currencies)
    times = r"(?:(?<![\w'-])[x×]\s?)?" if "product" in language.numbers.forms else ""
    signs = {spelling[-1] for spelling in units.spellings(language) if not spelling[-1].isalpha()}
    after_sign = f"(?<![{re.escape(''.join(sorted(signs)))}])" if signs else ""
    sign = rf"(?:{after_sign}-)?(?:(?:{currency})\s?-?)?"
    return re.compile(rf"{amounts.NOT_INSIDE}(?P<times>{times}){sign}{amounts.starts(language)}")


def _expression(text: str, match: re.Match[str], language: Language) -> _Read | None:
    """Reads a whole expression; a sign for "times" may come first: reps x 3 sets."""
    read = _product(text, match.end("times"), language)
    read = read and _after_slash(text, read, language)
    if read is None or _GOES_ON.match(text, read.end):
        return None
    space = " " if units.touches_letter(text, read.end) else ""
    times = f"{_middle('product', language)} " if match["times"] else ""
    return read._replace(said=f"{times}{read.said}{space}")


def _product(text: str, at: int, language: Language) -> _Read | None:
    read = _range(text, at, language)
    while read is not None and (sign := _TIMES.match(text, read.end)):
        if text[sign.end() - 1 : sign.end() + 1] in ("x-", "X-", "×-"):
            return None  # a sign, or a dash
        factor = _range(text, sign.end(), language)
        if factor is None:
            return None if text[sign.end() : sign.end() + 1].isdigit() else read
        said = amounts.formed(language, "product", read.said, factor.said)
        read = None if said is None else factor._replace(said=said)
    return read


def _range(text: str, at: int, language: Language) -> _Read | None:
    first = measures.read(text, at, language)
    if first is None:
        return None
    for start in (_with_noun(text, first), first):
        dash = start and _DASH.match(text, start.end)
        if not start or not dash:
            continue
        last = measures.read(text, dash.end(), language)
        if start.tail.is_currency and not (last and last.tail):
            last = measures.of_same_currency(text, dash.end(), start, language)
            start = replace(start, tail=last.tail if last else start.tail)
        if last is None or (dash[0] == "-" and _could_be_mixed(start, last)):
            continue
        if start.tail and not last.tail:
            last = _with_noun(text, last) or last
        if _belong_together(start.tail, last.tail):
            is_adjective = measures.is_adjective(text, at, last.end, language)
            said = measures.between(start, last, language, is_adjective=is_adjective)
            return None if said is None else _Read(said, last.end, bool(last.tail))
    said = first.said(language, is_adjective=measures.is_adjective(text, at, first.end, language))
    return None if said is None else _Read(said, first.end, bool(first.tail))


def _could_be_mixed(first: Measure, last: Measure) -> bool:
    """Whether 1-1/2 could mean one and a half; 0-1/2 could not."""
    whole = first.amount.digits
    return not first.tail and last.amount.is_fraction and whole.isdigit() and int(whole) > 0


def _with_noun(text: str, measure: Measure) -> Measure | None:
    """Returns an amount that counts the word after it: 10 minutes, 5 breaths."""
    noun = None if measure.tail else _NOUN.match(text, measure.end)
    return replace(measure, tail=Tail(word=noun[1]), end=noun.end()) if noun else None


def _belong_together(first: Tail, last: Tail) -> bool:
    """Whether two measures can be the ends of a range, rather than items of a list."""
    if first.word and last.word:
        short, long = sorted((first.word, last.word), key=len)
        return long.startswith(short)
    if first.word or last.word:
        word, unit = first.word or last.word, first.unit or last.unit
        return not first or (unit is not None and word in unit.counted)
    return not first or bool(last) or first.is_currency


def _after_slash(text: str, read: _Read, language: Language) -> _Read | None:
    """Reads on after a slash: the same measure in another unit, or the unit after "per"."""
    slash = _SLASH.match(text, read.end)
    if slash is None:
        return read if read.counts else _noun_per(text, read, language)
    if read.counts and language.signs.either and (other := _range(text, slash.end(), language)):
        return other._replace(said=language.signs.either.format(read.said, other.said))
    if per := _per(text, slash, language, is_counted=read.counts):
        return _Read(language.units.per.format(read.said, per.said), per.end, counts=True)
    return read if _WORD.match(text, slash.end()) else None


def _noun_per(text: str, read: _Read, language: Language) -> _Read | None:
    """Reads on after words: 5 deep breaths/min."""
    nouns = _NOUNS.match(text, read.end)
    slash = nouns and _SLASH.match(text, nouns.end())
    if not nouns or not slash:
        return read
    per = _per(text, slash, language, is_counted=False)
    if per is None:
        return read if _WORD.match(text, slash.end()) else None
    space = " " if units.touches_letter(text, read.end) else ""
    said = language.units.per.format(f"{read.said}{space}{nouns[0]}", per.said)
    return _Read(said, per.end, counts=True)


def _per(text: str, slash: re.Match[str], language: Language, *, is_counted: bool) -> _Read | None:
    """Reads a unit or a known word after "per"; any word, if the slash touches a measure."""
    known, at = language.units, slash.end()
    if not known.per:
        return None
    if found := units.after_slash(language).match(text, at):
        unit = units.unit_of(found["unit"], language)
        return _Read(unit.forms[units.per_form(language)], found.end(), counts=True)
    word = _WORD.match(text, at)
    is_named = word and (word[0] in known.each or word[0] in units.singulars(language))
    if word and (is_named or (is_counted and slash[0] == "/")):
        return _Read(word[0], word.end(), counts=True)
    return None


def _middle(form: str, language: Language) -> str:
    return language.numbers.forms[form].split("{}")[1].strip()
