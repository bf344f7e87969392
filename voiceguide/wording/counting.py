"""Numbers and times in words: an engine never gets a digit from us."""

from functools import cache

from unicode_rbnf import FormatPurpose, RbnfEngine

from voiceguide.timecode import nearest_ms

_MINUTES = {"en": ("half a minute", "one minute", "{} minutes", "{} and a half minutes")}
"""Half, one, several, several and a half; add a language with its four forms."""


def number(value: int, language: str) -> str:
    """A whole number in words, in the language of the script (English where unknown).

    >>> number(11, "en-GB")
    'eleven'
    """
    return _said(_rules(language.split("-")[0].lower()).format_number(value).text)


def decimal(digits: str, language: str) -> str:
    """A number such as 3.5 in words; the point is a full stop in every language.

    >>> decimal("3.5", "en")
    'three point five'
    """
    return _said(_rules(language.split("-")[0].lower()).format_number(digits).text)


def ordinal(value: int, language: str) -> str:
    """A place in a row.

    >>> ordinal(22, "en")
    'twenty-second'
    """
    rules = _rules(language.split("-")[0].lower())
    return _said(rules.format_number(value, FormatPurpose.ORDINAL).text)


def year(value: int, language: str) -> str:
    """A year as it is said.

    >>> year(2026, "en")
    'twenty twenty-six'
    """
    rules = _rules(language.split("-")[0].lower())
    return _said(rules.format_number(value, FormatPurpose.YEAR).text)


def knows_numbers(language: str) -> bool:
    """Whether numbers have words in this language."""
    code = language.split("-")[0].lower()
    return _rules(code).language == code


def _said(words: str) -> str:
    """Without the soft hyphens that the rules of some languages put in."""
    return words.replace("\u00ad", "")


@cache
def _rules(language: str) -> RbnfEngine:
    """Kept, because reading them takes longer than reading a script."""
    try:
        return RbnfEngine.for_language(language)
    except ValueError:
        return RbnfEngine.for_language("en")


def knows_minutes(language: str) -> bool:
    """Whether `minutes` has words for this language."""
    return language.split("-")[0].lower() in _MINUTES


def minutes(ms: int, language: str) -> str:
    """A length of time in words, to the nearest half minute.

    >>> minutes(150_000, "en"), minutes(70_000, "en"), minutes(20_000, "en")
    ('two and a half minutes', 'one minute', 'half a minute')
    """
    half, one, several, several_and_half = _MINUTES[language.split("-")[0].lower()]
    whole, is_half = divmod(max(1, nearest_ms(ms / 30_000)), 2)
    if not whole:
        return half
    if whole == 1 and not is_half:
        return one
    return (several_and_half if is_half else several).format(number(whole, language))
