"""Numbers and times in words: engines never see a digit."""

from functools import lru_cache

from unicode_rbnf import FormatPurpose, RbnfEngine
from unicode_rbnf.engine import RbnfError

from voiceguide.errors import InputError
from voiceguide.timecode import nearest_ms
from voiceguide.wording import language as languages
from voiceguide.wording.language import Language
from voiceguide.wording.tables.numbers import Numbers
from voiceguide.wording.tables.rules import engine

_PURPOSES = {
    "cardinal": FormatPurpose.CARDINAL,
    "ordinal": FormatPurpose.ORDINAL,
    "year": FormatPurpose.YEAR,
    "day": FormatPurpose.ORDINAL,
    "mixed": FormatPurpose.CARDINAL,
}


def number(value: int, language: Language, gender: str = "", rules: str = "") -> str:
    """Returns a whole number in words; in English if `language` has no number words.

    It uses the rule set `rules`, or the one for the gender of the thing counted.

    >>> number(11, languages.of("en-GB"))
    'eleven'
    """
    rules = rules or language.numbers.genders.get(gender, "")
    return _said(value, language, "cardinal", rules)


def is_gendered(value: int, language: Language) -> bool:
    """Returns whether the words for a number depend on the gender of the thing counted."""
    genders = ("", *language.numbers.genders)
    return len({number(value, language, gender) for gender in genders}) > 1


def before_fraction(value: int, language: Language, gender: str = "") -> str:
    """Returns the whole number before a fraction, in words: the "one" of "one and a half".

    >>> before_fraction(1, languages.of("en"))
    'one'
    """
    is_own = "mixed" in language.numbers.roles
    return _said(value, language, "mixed") if is_own else number(value, language, gender)


def decimal(digits: str, language: Language) -> str:
    """Returns a number such as 3.5 in words; `digits` has a full stop as its decimal point.

    >>> decimal("3.5", languages.of("en"))
    'three point five'
    """
    return _said(digits, language, "cardinal")


def ordinal(value: int, language: Language, rules: str = "") -> str:
    """Returns an ordinal number in words, by the rule set `rules` or the language's usual one.

    >>> ordinal(22, languages.of("en"))
    'twenty-second'
    """
    return _said(value, language, "ordinal", rules)


def day(value: int, language: Language, rules: str = "") -> str:
    """Returns the day of a date in words, by the rule set `rules` or the language's usual one.

    >>> day(3, languages.of("en"))
    'third'
    """
    return _said(value, language, "day", rules)


def year(value: int, language: Language) -> str:
    """Returns a year as it is said.

    >>> year(2026, languages.of("en"))
    'twenty twenty-six'
    """
    return _said(value, language, "year")


def knows_numbers(language: Language) -> bool:
    """Whether this language has words for numbers."""
    return engine(language.numbers.borrowed, language.numbers.rules) is not None


def knows_minutes(language: Language) -> bool:
    """Whether `minutes` works for this language."""
    return language.times.minutes is not None


def minutes(ms: int, language: Language) -> str:
    """Returns a length of time in words, to the nearest half minute.

    >>> english = languages.of("en")
    >>> minutes(150_000, english), minutes(70_000, english), minutes(20_000, english)
    ('two and a half minutes', 'one minute', 'half a minute')

    Raises InputError if the language has no words for it.
    """
    words = language.times.minutes
    if words is None:
        raise InputError(f"{language.code}: this language has no words for the time left")
    whole, is_half = divmod(max(1, nearest_ms(ms / 30_000)), 2)
    if not whole:
        return words.half
    forms = words.and_half if is_half else words.whole
    category = language.numbers.plurals.category(str(whole))
    return forms[category].format(number(whole, language, words.gender))


@lru_cache(maxsize=1024)
def _said(value: int | str, language: Language, role: str, rules: str = "") -> str:
    """Returns a number in words, without the soft hyphens that some languages' rules insert."""
    numbers = language.numbers
    if not knows_numbers(language):
        numbers = languages.assumed().numbers
    made = engine(numbers.borrowed, numbers.rules) or RbnfEngine(language.code)
    rules = rules or _rules(numbers, role)
    try:
        found = made.format_number(value, _PURPOSES[role], [rules] if rules else None)
    except (ValueError, RbnfError, RecursionError) as error:
        message = f"{language.code}: there are no words for {value} ({role}); write it in words"
        raise InputError(message) from error
    return found.text.replace("\u00ad", "")


def _rules(numbers: Numbers, role: str) -> str:
    """Returns the name of the rule set for a role; empty for unicode-rbnf's own choice."""
    if role in numbers.roles:
        return numbers.roles[role]
    if role in dict(numbers.rules):
        return role
    if role == "day":
        return _rules(numbers, "ordinal")
    return _rules(numbers, "cardinal") if role == "year" and not numbers.borrowed else ""
