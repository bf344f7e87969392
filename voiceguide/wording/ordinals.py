"""Ordinal numbers in digits, put into words: 2nd, 3rd-5th."""

import re
from functools import partial

from voiceguide.wording import counting
from voiceguide.wording.language import Language
from voiceguide.wording.tables.numbers import Ordinal

_DIGITS = r"\d{1,6}"
_END = r"(?:(?<=\w)\b|(?<=\W)(?=\s+[^\W\d_]))"
"""After letters, no more letters; after a full stop, a word, or it may end a sentence."""


def expand(text: str, language: Language) -> str:
    """Puts every ordinal in `text` into words."""
    for form in language.numbers.ordinals:
        before, after = affixes((form,))
        nth, start = f"{before}{_DIGITS}{after}", _start(form)
        text = re.sub(
            rf"{start}({_DIGITS}(?=\s?[-–]\s?\d)|{nth})\s?[-–—]\s?({nth}){_END}",
            lambda m: _range(m[1], m[2], language),
            text,
        )
        lead = rf"\b(?i:{_either(form.follows)})\s" if form.follows else ""
        pattern = rf"(?P<lead>{lead}){start}{before}(?P<digits>{_DIGITS}){after}{_END}"
        text = re.sub(pattern, partial(_said, form=form, language=language), text)
    return text


def _range(first: str, last: str, language: Language) -> str:
    """Joins 2nd–3rd, and 2–3rd; with a sign instead of letters, 2-3. may be no ordinals."""
    sign = last.lstrip("0123456789")
    if first.isdigit() and not sign.isalpha():
        return f"{first}-{last}"
    return language.numbers.between(first + sign if first.isdigit() else first, last)


def affixes(forms: tuple[Ordinal, ...]) -> tuple[str, str]:
    """Returns regular expressions for the signs before the digits, and for those after them."""
    before = _either(tuple(sign for form in forms for sign in form.before))
    after = _either(tuple(sign for form in forms for sign in form.after))
    return f"(?:{before})" if before else "", f"(?:{after})" if after else ""


def _start(form: Ordinal) -> str:
    if form.before:
        return r"(?<!\w)"
    if all(sign[-1].isalpha() for sign in form.after):
        return r"(?<![\w.,])(?<!(?<!\w)[-–])"  # -1st has a sign; the mid-21st has a hyphen
    return r"(?<![\w.,:/-])"


def _said(match: re.Match[str], form: Ordinal, language: Language) -> str:
    return match["lead"] + counting.ordinal(int(match["digits"]), language, form.words)


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
