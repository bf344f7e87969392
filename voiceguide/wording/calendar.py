"""Dates, times of day and durations in words: 22 Nov 2026, 2026-11-22, 1:30, 1m30s, 7 a.m."""

import re

from voiceguide.wording import counting
from voiceguide.wording.language import Language

_DURATION = re.compile(
    r"(?<![\w.,:/-])(?=\d+\s?(?:h|min|m)\s?\d+\s?(?:min|m|s))(?:(?P<h>\d{1,2})\s?h\s?)?"
    r"(?:(?P<min>\d{1,4})\s?(?:min|m)\s?)?(?:(?P<s>\d{1,4})\s?s)?(?!\w)"
)
_CLOCK_WITH_SECONDS = re.compile(r"(?<![\w.,:/-])(\d{1,2}):([0-5]\d):([0-5]\d)(?![\w:])")
_CLOCKWISE = r"(?<![\w.,:/-])(\d{1,2}):([0-5]\d)"
_CLOCK = re.compile(r"(?<![\w.,:/-])([01]?\d|2[0-3]):([0-5]\d)(?![\w:])")
_TWELVE_HOURS = re.compile(
    r"(?<![\w.,:/-])(1[0-2]|0?[1-9])(?::([0-5]\d))?\s?([AaPp])\.?[Mm]\b(\.?)(?P<end>$)?"
)
_BETWEEN_TIMES = re.compile(r"(?<=\d|[Mm.])\s?-\s?(?=\d{1,2}(?::[0-5]\d(?!\d)|\s?[AaPp]\.?[Mm]\b))")
_ISO = re.compile(
    r"(?<![\w.,:/-])(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?![\w/:-])"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:,?\s(?P<year>[12]\d{3})(?![\w/:-]|[.,]\d))"
_AMBIGUOUS_MONTHS = r"(?!Mar|May)"
"""Verbs too: "May 5 breaths be enough", "March 10 steps"."""


def expand(text: str, language: Language) -> str:
    """Every date and time in `text` in words; what has no form in the language stays."""
    if "date" in language.forms and language.months:
        text = _dates(text, language)
    if {"h", "min", "s"} <= language.units.keys():
        text = _durations(text, language)
    if "hour" in language.forms:
        text = _BETWEEN_TIMES.sub(language.forms["range"].format(" ", " "), text)
        text = _TWELVE_HOURS.sub(lambda m: _half_day(m, language), text)
        text = _CLOCK_WITH_SECONDS.sub(lambda m: _lasting(m.groups(), language), text)
        text = _CLOCK.sub(lambda m: _clock(m[1], m[2], language), text)
    return text


def _durations(text: str, language: Language) -> str:
    """1m30s, and what only its unit tells from a time of day: 1:30 min, 1:30 h."""

    def minutes(match: re.Match[str]) -> str:
        return _lasting((None, match[1], match[2]), language)

    def hours(match: re.Match[str]) -> str:
        return _lasting((match[1], match[2], None), language)

    text = re.sub(rf"{_CLOCKWISE}\s?(?:{_names('min', language)})(?!\w)", minutes, text)
    text = re.sub(rf"{_CLOCKWISE}\s?(?:{_names('h', language)})(?!\w)", hours, text)
    return _DURATION.sub(lambda m: _lasting((m["h"], m["min"], m["s"]), language), text)


def _dates(text: str, language: Language) -> str:
    def spoken(match: re.Match[str]) -> str:
        return _date(match, language)

    month = "(?P<month>" + "|".join(f"{m}|{m[:4]}|{m[:3]}" for m in language.months) + r")\b\.?"
    suffix = f"(?:{language.forms.get('ordinal', '(?!)')})"
    text = _ISO.sub(spoken, text)
    of = r"(?i:\bthe\s)?(?<![\w.,:/-])"
    text = re.sub(rf"{of}{_DAY}{suffix}?\s(?:of\s)?{month}{_YEAR}?(?!\w)", spoken, text)
    first = rf"(?<!\w){month}\s{_DAY}(?!\d)"
    text = re.sub(rf"{first}{suffix}?{_YEAR}", spoken, text)
    text = re.sub(rf"{first}{suffix}(?!\w)", spoken, text)
    return re.sub(rf"{_AMBIGUOUS_MONTHS}{first}(?![\w/:-]|[.,]\d)", spoken, text)


def _date(match: re.Match[str], language: Language) -> str:
    found, forms = match.groupdict(), language.forms
    month = _month(found["month"], language)
    is_month_first = match.start("month") < match.start("day") and not found["month"].isdigit()
    form = forms["date_month_first" if is_month_first else "date"]
    date = form.format(day=counting.ordinal(int(found["day"]), language.code), month=month)
    if not found.get("year"):
        return date
    year = counting.year(int(found["year"]), language.code)
    return forms["date_with_year"].format(date=date, year=year)


def _month(written: str, language: Language) -> str:
    if written.isdigit():
        return language.months[int(written) - 1]
    return next(month for month in language.months if month.startswith(written))


def _half_day(match: re.Match[str], language: Language) -> str:
    hour, minute, letter, stop = match[1], match[2] or "00", match[3], match[4]
    said = _clock(hour, minute, language)
    if minute == "00":
        said = counting.number(int(hour), language.code)
    return f"{said} {letter.upper()}-M{stop if match['end'] is not None else ''}"


def _clock(hour: str, minute: str, language: Language) -> str:
    """A time of day; with no hour in front, minutes and seconds: 0:45."""
    hours, minutes = (counting.number(int(part), language.code) for part in (hour, minute))
    if int(hour) == 0:
        return _lasting((None, None, minute), language)
    if int(minute) == 0:
        return language.forms["hour"].format(hours)
    form = "hour_and_single_minute" if int(minute) < 10 else "hour_and_minutes"
    return language.forms[form].format(hours, minutes)


def _names(unit: str, language: Language) -> str:
    """All that a unit of time is written as, in short and in full."""
    meant = language.units[unit]
    short = [sign for sign, known in language.units.items() if known == meant]
    return "|".join(sorted({*short, *meant[:2]}, key=len, reverse=True))


def _lasting(parts: tuple[str | None, ...], language: Language) -> str:
    said: list[str] = []
    for amount, unit in zip(parts, ("h", "min", "s"), strict=True):
        if amount is not None and (int(amount) or (unit == "s" and not said)):
            one, several, _ = language.units[unit]
            number = counting.number(int(amount), language.code)
            said.append(f"{number} {one if int(amount) == 1 else several}")
    return " ".join(said)
