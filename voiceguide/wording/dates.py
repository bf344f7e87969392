"""Dates in words: 22 Nov 2026, 2026-11-22, and other forms in a language's templates."""

import re
from functools import lru_cache, partial

from voiceguide.wording import counting, ordinals, years
from voiceguide.wording.language import Language
from voiceguide.wording.tables import templates
from voiceguide.wording.tables.calendar import DateForm

_ISO = re.compile(
    r"(?<![\w.,:/-])(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?![\w/:-])"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
_YEAR = r"(?P<year>[12]\d{3})"
_NOT_INSIDE_NUMBER = r"(?<![\w.,:/-])"
_NO_NUMBER_GOES_ON = r"(?![\w/:-]|[.,]\d)"
_NO_WORD_GOES_ON = r"(?!\w)"


def expand(text: str, language: Language) -> str:
    """Puts every date in `text` into words; dates that the language has no form for stay."""
    if language.dates.iso:
        text = _ISO.sub(lambda m: _filled(m, language.dates.iso, language), text)
    for pattern, form in _patterns(language):
        text = pattern.sub(partial(_said, form=form, language=language), text)
    return years.expand(text, language)


@lru_cache(maxsize=8)
def _patterns(language: Language) -> tuple[tuple[re.Pattern[str], DateForm], ...]:
    spellings = sorted(language.dates.months, key=len, reverse=True)
    month = rf"(?P<month>{'|'.join(map(re.escape, spellings))})\b\.?"
    before, after = ordinals.affixes(language.numbers.ordinals)
    day = f"{before and before + '?'}{_DAY}{after and after + '?'}"
    is_nth = "|".join(sign for sign in (before, after and rf"\d+{after}") if sign) or "(?!)"
    fields = {
        "day": day,
        "nth": f"(?={is_nth}){day}",
        "month": month,
        "mm": r"(?P<month>0?[1-9]|1[0-2])(?!\d)",
        "year": _YEAR,
    }
    guards = {**dict.fromkeys(fields, _NOT_INSIDE_NUMBER), "month": r"(?<!\w)"}

    def field(name: str, behind: str) -> str:
        ends = name == "year" and behind == "]"
        return fields[name] + (_NO_NUMBER_GOES_ON if ends else "")

    return tuple(
        (re.compile(templates.pattern(form.written, field, guards) + _end(form.written)), form)
        for form in language.dates.forms
    )


def _end(written: str) -> str:
    """Returns a pattern for text that must not follow a date; empty after a literal, such as a sign
    for day."""
    if written[-1] not in "}]":
        return ""
    last = [name for name in templates.fields(written) if name in templates.required(written)][-1]
    return _NO_WORD_GOES_ON if last in ("month", "nth") else _NO_NUMBER_GOES_ON


def _said(match: re.Match[str], form: DateForm, language: Language) -> str:
    dates = language.dates
    excepted = {dates.months[name] for name in form.except_months}
    if _month(match, language) in excepted:
        return match[0]
    return _filled(match, form.said, language, form.words)


def _filled(match: re.Match[str], template: str, language: Language, words: str = "") -> str:
    year = match.groupdict().get("year")
    values = {
        "day": counting.day(int(match["day"]), language, words),
        "month": language.dates.names[_month(match, language) - 1],
        "year": counting.year(int(year), language) if year else None,
    }
    return templates.fill(template, values)


def _month(match: re.Match[str], language: Language) -> int:
    written = match["month"]
    return int(written) if written.isdigit() else language.dates.months[written]
