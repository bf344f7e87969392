"""Roman numerals in words: after rulers, words such as Grade, in lists and ranges, and alone."""

import re
from functools import lru_cache
from itertools import pairwise

from voiceguide.wording import counting, units
from voiceguide.wording.language import Language

_VALID = re.compile(
    r"(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.IGNORECASE
)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_NUMERAL = r"(?:[IVXLCDM]+|[ivx]{2,})(?:[abcd])?(?![\w'])"
_ANY = re.compile(rf"(?<![\w']){_NUMERAL}")
_PARTS = re.compile(r"([IVXLCDM]+|[ivx]{2,}?)([abcd]?)")
_RANGE = re.compile(rf"(?<![\w'-]){_NUMERAL}\s?[-–—]\s?{_NUMERAL}(?!-)")
_IN_BRACKETS = re.compile(r"(?<=\()[ivx]{2,}(?=\))")
_ALONE = frozenset("IVX")


def expand(text: str, language: Language) -> str:
    """Returns the text with unambiguous Roman numerals in words."""
    known = language.capitals
    if not _ANY.search(text) or not counting.knows_numbers(language):
        return text
    if known.rulers:
        text = _ruled(language).sub(lambda match: _after_ruler(match, language), text)
    if not known.roman_after:
        return text
    text = _labelled(language).sub(lambda match: _after_label(match, language), text)
    text = _IN_BRACKETS.sub(lambda match: _said(match[0], language) or match[0], text)
    text = _RANGE.sub(lambda match: _range(match[0], language), text)
    return _listed(language).sub(lambda match: _list(match[0], language), text)


def ordinals_in_digits(text: str, language: Language) -> str:
    """Returns the text with 20e for XXe, in a language that writes ordinals with such letters."""
    return _nth(language).sub(
        lambda match: f"{number}{match[2]}" if (number := value(match[1])) else match[0], text
    )


def alone(word: str, language: Language) -> str:
    """Returns a numeral of two letters or more in words; empty for any other word."""
    if len(word) < 2 or not _ALONE.issuperset(word) or not counting.knows_numbers(language):
        return ""
    return _said(word, language)


def value(numeral: str) -> int:
    """Returns the value of a Roman numeral; 0 for anything else.

    >>> value("XIV"), value("IIX"), value("CD")
    (14, 0, 400)
    """
    if not _VALID.fullmatch(numeral):
        return 0
    digits = [_VALUES[letter] for letter in numeral.upper()]
    return sum(
        -digit if digit < following else digit
        for digit, following in zip(digits, [*digits[1:], 0], strict=True)
    )


def _joint(language: Language) -> str:
    """Returns a regular expression for the text between two numerals of a list."""
    joined = "|".join(map(re.escape, language.capitals.roman_joined)) or "(?!)"
    return rf",?\s+(?:{joined})\s+|\s*[,/&]\s*"


@lru_cache(maxsize=8)
def _nth(language: Language) -> re.Pattern[str]:
    signs = {sign for form in language.numbers.ordinals for sign in form.after if sign.isalpha()}
    return re.compile(rf"(?<![\w'-])([IVXLC]{{2,}})({units.either(signs)})(?!\w)")


@lru_cache(maxsize=8)
def _listed(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-]){_NUMERAL}(?:(?:{_joint(language)}){_NUMERAL})+(?!-)")


@lru_cache(maxsize=8)
def _labelled(language: Language) -> re.Pattern[str]:
    words = "|".join(map(re.escape, language.capitals.roman_after))
    between = rf"(?:{_joint(language)}|\s?[-–—]\s?)"
    return re.compile(rf"\b((?i:{words})\.?)(\s+)({_NUMERAL}(?:{between}{_NUMERAL})*)(\s*)(.?)")


@lru_cache(maxsize=8)
def _ruled(language: Language) -> re.Pattern[str]:
    """Matches numerals of two letters or more, since the V of Henry V may be an initial, and the I
    after James the start of a clause."""
    names = {cased for name in language.capitals.rulers for cased in (name, name.upper())}
    numeral = r"[IVXL]{2,}(?!\w)"
    return re.compile(
        rf"(?<![\w'])((?:{units.either(names)})\s)"
        rf"({numeral}(?:(?:{_joint(language)}){numeral})*)"
    )


def _after_ruler(match: re.Match[str], language: Language) -> str:
    """Says Henry VII and VIII with ordinal numbers; leaves other words unchanged."""

    def said(numeral: re.Match[str]) -> str:
        number = value(numeral[0])
        if not number:
            return numeral[0]
        return language.capitals.nth.format(counting.ordinal(number, language))

    return match[1] + re.sub(r"[IVXL]{2,}", said, match[2])


def _after_label(match: re.Match[str], language: Language) -> str:
    label, space, numerals, gap, following = match.groups()
    pieces = re.split(rf"({_NUMERAL})", numerals)
    before, between, after = language.numbers.around_range
    last, said, rest = 0, list[str](), ""
    for index in range(1, len(pieces), 2):
        joint, (number, letter) = pieces[index - 1], _number(pieces[index])
        if number <= last or (number == 1 and not _may_be_one(label, numerals, following)):
            rest = "".join(pieces[index - 1 :])
            break
        words = counting.number(number, language) + (f" {letter}" if letter else "")
        if joint.strip() in ("-", "–", "—"):
            said[-1] = f"{before}{said[-1]}{between}{words}{after}"
        else:
            said += [joint, words]
        last = number
    return f"{label}{space}{''.join(said)}{rest}{gap}{following}"


def _number(numeral: str) -> tuple[int, str]:
    """Returns the value of a numeral and the letter after it, as in IIa; the value of other text is
    0."""
    parts = _PARTS.fullmatch(numeral)
    number = value(parts[1]) if parts and _ALONE & set(parts[1].upper()) else 0
    return number, parts[2] if parts else ""


def _may_be_one(label: str, numerals: str, following: str) -> bool:
    """Whether an I after a word is a number: Part I, but not the part I love."""
    is_name = label[0].isupper() and not label.isupper()
    return is_name or numerals != "I" or not (following.isalnum())


def _list(text: str, language: Language) -> str:
    """Returns a list such as I and II in words; text that is not a list of rising numerals doesn't
    change."""
    pieces = re.split(rf"({_NUMERAL})", text)
    numbers = [_number(piece) for piece in pieces[1::2]]
    values = [number for number, _ in numbers]
    if not values[0] or any(high <= low for low, high in pairwise(values)):
        return text
    if max(map(len, pieces[1::2])) < 2:
        return text
    pieces[1::2] = [
        counting.number(number, language) + (f" {letter}" if letter else "")
        for number, letter in numbers
    ]
    return "".join(pieces)


def _range(text: str, language: Language) -> str:
    first, second = re.findall(_NUMERAL, text)
    low, high = _number(first)[0], _number(second)[0]
    if not 0 < low < high or max(len(first), len(second)) < 2:
        return text
    before, between, after = language.numbers.around_range
    numbers = counting.number(low, language), counting.number(high, language)
    return f"{before}{numbers[0]}{between}{numbers[1]}{after}"


def _said(numeral: str, language: Language) -> str:
    number = value(numeral)
    return counting.number(number, language) if number else ""
