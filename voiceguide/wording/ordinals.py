"""Puts ordinal numbers in digits into words: 2nd, 3rd-5th. An ordinal with a unit (2nd/min) is
refused."""

import re
import unicodedata
from functools import lru_cache, partial

from voiceguide.wording import counting, nouns, units
from voiceguide.wording.language import Language
from voiceguide.wording.tables.numbers import Ordinal
from voiceguide.wording.tables.writing import Refused

_END = r"(?:(?<=\w)\b|(?<=\W)(?=\s+[^\W\d_]))"
"""The boundary after an ordinal: after letters, no more letters; after a full stop, a word, since
the full stop could also end a sentence."""

_NUMBER = r"\d[\d.,]*(?<=\d)"
_JOINT = r"\s?[-–—/]\s?"

_NO_UNIT = "an ordinal number takes no unit; write it in words"
_NO_FRACTION = "an ordinal number is a whole number; write it in words"
_NO_SIGN = "an ordinal number takes no sign; write it in words"
_UNSURE = "this could mean several things; write it in words"


_RAISED = re.compile(r"(?<=\d)[ʰʲʳʷʸˡˢˣᴬ-ᵡᶜᶠᶻⁱⁿ]+")


def lowered(text: str, language: Language) -> str:
    """Returns `text` with the raised letters of ordinals lowered to the line: 2ⁿᵈ becomes 2nd."""
    if text.isascii():
        return text
    signs = {sign for form in language.numbers.ordinals for sign in form.after}

    def plain(match: re.Match[str]) -> str:
        letters = unicodedata.normalize("NFKC", match[0])
        return letters if letters in signs else match[0]

    return _RAISED.sub(plain, text)


def expand(text: str, language: Language) -> str:
    """Puts every ordinal in `text` into words."""
    digits = _digits(language)
    for form in language.numbers.ordinals:
        before, after = affixes((form,))
        nth, start = f"{before}{digits}{after}", _start(form)
        text = re.sub(
            rf"{start}({digits}(?=\s?[-–]\s?\d)|{nth})\s?[-–—]\s?({nth}){_END}",
            lambda m: _range(m[1], m[2], language),
            text,
        )
        lead = rf"\b(?i:{_either(form.follows)})\s" if form.follows else ""
        joined = rf"\s(?:{units.either(language.numbers.joined)})\s"
        first, more = rf"{start}{before}(?P<digits>{digits}){after}", rf"{joined}{nth}"
        pattern = rf"(?P<lead>{lead}){first}(?P<more>(?:{more})*){_END}"
        text = re.sub(pattern, partial(_said, form=form, language=language), text)
    return text


@lru_cache(maxsize=8)
def refused(language: Language) -> Refused:
    """Returns patterns of ordinals beside a unit, a sign or an amount, which are refused."""
    forms = tuple(form for form in language.numbers.ordinals if _has_letters(form))
    if not forms:
        return ()
    written = [affixes((form,)) for form in forms]
    nth = f"(?:{'|'.join(f'{before}{_NUMBER}{after}' for before, after in written)})"
    unit, lone = _unit(language), units.either(_consonants(language))
    joined = rf"(?:(?:{nth}|{_NUMBER})(?:{unit})?{_JOINT}){{0,4}}"
    signs = units.either(
        sign
        for sign in (*language.numbers.before, *language.units.currencies, "+")
        if not any(map(str.isalpha, sign))
    )
    whole = f"(?:{'|'.join(f'{before}{_digits(language)}{after}' for before, after in written)})"
    measure = rf"{_NUMBER}\s?(?:{units.either(units.spellings(language))})"
    return (
        (rf"(?<![\w.,]){joined}{nth}(?:{unit})(?:{_JOINT}(?:{nth}|[^\W\d_]+(?!\w)))?", _NO_UNIT),
        (rf"(?<!\w)(?:{signs}){nth}(?!\w)|(?<![\w.,]){nth}\+(?!\s?\w)", _NO_SIGN),
        (rf"(?<![\w.,])(?:{measure}\s?/\s?|{_NUMBER}\s?[x×]\s?){nth}(?!\w)", _UNSURE),
        (rf"(?<![\w.,]){nth}(?:\s?/\s?|[-–]){_NUMBER}(?![\d.,]*\w)", _UNSURE),
        (rf"(?<![\w.,])(?:{_NUMBER}/)?(?!{nth}(?!\w)){nth}(?i:{lone})(?!\w)", _UNSURE),
        (
            rf"(?<![\w.,])(?!{whole}(?!\w))(?=\D*\d+[.,]){nth}(?:{_JOINT}{nth})?(?!\w)",
            _NO_FRACTION,
        ),
    )


def _unit(language: Language) -> str:
    """Returns a pattern for a unit after an ordinal: touching, after a space, or after a slash.

    A letter that could be a unit counts too: 2nd m. In the 2nd L side, L is no unit.
    """
    known = language.units
    letters = _consonants(language) - {"x", *language.numbers.letters}
    apart = letters | {s for s in units.spellings(language) if len(s) > 1 or not s.isupper()}
    close = {sign for sign in (*apart, *known.touching) if len(sign) > 1 or not sign.isalpha()}
    named = {*known.each, *units.singulars(language)}
    return "|".join(
        (
            rf"(?:{units.either(close)})(?!\w)",
            rf"[\s-](?:{units.either(apart)})(?![\w']|-[^\W\d])",
            rf"\s?/\s?(?:{units.either(apart | named)})(?![\w'])",
        )
    )


def _consonants(language: Language) -> set[str]:
    return {letter.lower() for letter in language.capitals.consonants}


def _has_letters(form: Ordinal) -> bool:
    """Whether it has letters, which make it certain; the full stop of 3. may end a sentence."""
    return all(any(map(str.isalpha, sign)) for sign in (*form.before, *form.after))


def _range(first: str, last: str, language: Language) -> str:
    """Joins 2nd–3rd, and 2–3rd if it rises and the sign is letters: 2-3. may not be ordinals."""
    sign = last.lstrip(f"0123456789{language.numbers.thousands}")
    is_bare = first[0].isdigit() and first[-1].isdigit()
    if is_bare and (not sign.isalpha() or _value(first) >= _value(last)):
        return f"{first}-{last}"
    return language.numbers.between(first + sign if is_bare else first, last)


def _value(written: str) -> int:
    return int("".join(filter(str.isdigit, written)))


def affixes(forms: tuple[Ordinal, ...]) -> tuple[str, str]:
    """Returns regular expressions for the signs before the digits, and for those after them."""
    before = _either(tuple(sign for form in forms for sign in form.before))
    after = _either(tuple(sign for form in forms for sign in form.after))
    return f"(?i:{before})" if before else "", f"(?i:{after})" if after else ""


def _digits(language: Language) -> str:
    """Returns a pattern for whole numbers: 21, and 1,000 with the thousands separator."""
    thousands = re.escape(language.numbers.thousands)
    return rf"(?:\d{{1,3}}(?:{thousands}\d{{3}})+|\d{{1,6}})" if thousands else r"\d{1,6}"


def _start(form: Ordinal) -> str:
    if form.before:
        return r"(?<!\w)"
    if all(sign[-1].isalpha() for sign in form.after):
        return r"(?<![\w.,])(?<!(?<![^\W\d_])[-–])"  # a sign in -1st, no hyphen as in mid-21st
    return r"(?<![\w.,:/-])"


def _said(match: re.Match[str], form: Ordinal, language: Language) -> str:
    gender = nouns.gender_behind(match.string, match.end(), language)
    if form.genders and gender not in form.genders:
        return match[0]
    rules = form.genders.get(gender, form.words)

    def nth(digits: str) -> str:
        return counting.ordinal(_value(digits), language, rules)

    before, after = affixes((form,))
    written = rf"{before}({_digits(language)}){after}"
    more = re.sub(written, lambda other: nth(other[1]), match["more"])
    return match["lead"] + nth(match["digits"]) + more


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
