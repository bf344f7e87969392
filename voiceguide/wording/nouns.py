"""Nouns after numbers: "1" is a different word in "1 Minute", "1 Tag" and "Schritt 1"."""

import re
from functools import lru_cache

from voiceguide.wording import counting, units
from voiceguide.wording.language import Language

_BEHIND = re.compile(r"\s(?P<noun>[^\W\d_]+)(?!\w)(?:\s(?P<behind>[^\W\d_]+)(?!\w))?")
_BEFORE = re.compile(r"(?<!\w)(?P<noun>[^\W\d_]+)\s$")
_LONGEST_BEFORE = 40


def gender_behind(text: str, at: int, language: Language) -> str:
    """Returns the gender of the noun after a number; empty if unknown.

    Another word may come between (1 langsamer Atemzug), or more numbers (1 oder 2 Minuten).
    """
    if joint := _joint(language).match(text, at):
        if found := units.after_number(language).match(text, joint.end()):
            return units.unit_of(found["unit"], language).gender
        return gender_behind(text, joint.end(), language)
    known, words = language.units.nouns, _BEHIND.match(text, at)
    if words is None:
        return ""
    if words["noun"] in known or words["noun"].casefold() in language.units.not_counted:
        return known.get(words["noun"], "")
    return known.get(words["behind"] or "", "")


def rules_before(text: str, at: int, gender: str, language: Language) -> str:
    """Returns the rule set that the words before a number require; empty for the usual one."""
    before = text[max(0, at - _LONGEST_BEFORE) : at]
    for pattern, sets in _cases(language):
        if gender in sets and pattern.search(before):
            return sets[gender]
    return ""


def unknown(text: str, at: int, end: int, language: Language) -> str:
    """Returns the word after a number if its gender matters but is unknown.

    A number after a noun is a label and counts nothing: Schritt 1.
    """
    known, digits = language.units, text[at:end].lstrip("-")
    words = _BEHIND.match(text, end)
    if not known.not_counted or words is None or not digits.isdigit():
        return ""
    if gender_behind(text, end, language) or words["noun"].casefold() in known.not_counted:
        return ""
    label = _BEFORE.search(text[max(0, at - _LONGEST_BEFORE) : at])
    if label and label["noun"] in known.nouns:
        return ""
    return words["noun"] if counting.is_gendered(int(digits), language) else ""


@lru_cache(maxsize=8)
def _joint(language: Language) -> re.Pattern[str]:
    """Returns a pattern for a word that joins two numbers, with the second one."""
    signs = units.either(sign for form in language.numbers.ordinals for sign in form.after)
    joined = units.either(language.numbers.joined)
    return re.compile(rf"\s(?:{joined})\s\d+(?:(?:{signs})(?!\w))?")


@lru_cache(maxsize=8)
def _cases(language: Language) -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple(
        (re.compile(rf"(?<!\w)(?i:{units.either(case.follows)})\s$"), dict(case.genders))
        for case in language.numbers.cases
    )
