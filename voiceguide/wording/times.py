"""Times of day and durations in words: 1:30, 7 a.m., 1:30 min."""

import re
from collections.abc import Mapping
from functools import lru_cache

from voiceguide.wording import counting
from voiceguide.wording.characters import entry
from voiceguide.wording.language import Language
from voiceguide.wording.tables.calendar import Clock, Durations
from voiceguide.wording.units import either

_START = r"(?<![\w.,:/-])"
_MINUTE = r"[0-5]\d"
_PARTS = ("hours", "minutes", "seconds")


def expand(text: str, language: Language) -> str:
    """Puts every time in `text` into words; those that the language has no form for stay."""
    durations, clock = language.times.durations, language.times.clock
    if durations:
        for pattern in _durations(language, durations):
            text = pattern.sub(lambda m: _lasting(m, language), text)
    if clock:
        patterns, text = _clock_patterns(language), _ranges(text, language)
        if clock.halves:
            text = re.sub(patterns["half_day"], lambda m: _half_day(m, language, clock), text)
        text = re.sub(patterns["with_seconds"], lambda m: _lasting(m, language), text)
        if clock.words:
            text = re.sub(patterns["named"], lambda m: _time_of_day(m, language, clock), text)
        text = re.sub(patterns["bare"], lambda m: _bare(m, language, clock), text)
    return text


@lru_cache(maxsize=8)
def _durations(language: Language, durations: Durations) -> tuple[re.Pattern[str], ...]:
    """Returns patterns of durations that look like times of day: 1:30 min and 1:30 h."""
    separators = language.times.clock.separators if language.times.clock else (":",)
    colon = either(sign for sign in separators if sign.strip() not in durations.hours)
    return tuple(
        re.compile(_START + pattern)
        for pattern in (
            _clockwise("minutes", "seconds", colon, _names(durations.minutes[0], language)),
            _clockwise("hours", "minutes", colon, _names(durations.hours[0], language)),
        )
    )


def _clockwise(first: str, second: str, colon: str, unit: str) -> str:
    return rf"(?P<{first}>\d{{1,2}})(?:{colon})(?P<{second}>{_MINUTE})\s?(?:{unit})(?!\w)"


@lru_cache(maxsize=8)
def _clock_patterns(language: Language) -> dict[str, str]:
    """Regular expressions by name; a language uses only some of them."""
    clock = language.times.clock
    if clock is None:
        return {}
    colon = f"(?:{either(clock.separators)})"
    half = "|".join(r"(?:\.\s?)?".join(map(re.escape, sign)) for sign, _ in clock.halves)
    half, named = f"(?i:{half or '(?!)'})", f"(?:{either(clock.words)})"
    last = "".join({sign[-1] for sign in (*dict(clock.halves), *clock.words)})
    before = re.escape(f"{last.lower()}{last.upper()}.") if last else ""
    minutes, seconds = (rf"{colon}(?P<{part}>{_MINUTE})" for part in _PARTS[1:])
    time = rf"\d{{1,2}}(?:{colon}{_MINUTE})?(?:\s?{half}\b\.?|\s?{named}(?!\w))?"
    follows = rf"(?=\d{{1,2}}(?:{colon}{_MINUTE}(?!\d)|\s?{half}\b|\s?{named}(?!\w)))"
    ends = rf"(?![\w:]|{colon}\d|\s?(?:{either(_shorter(language))})(?!\w))"
    return {
        "between": rf"(?<=[\d{before}])\s?[-–]\s?{follows}",
        "range": rf"{_START}({time})\s?[-–]\s?({follows}{time})",
        "half_day": rf"{_START}(?P<hours>1[0-2]|0?[1-9])(?:{minutes})?\s?(?P<half>{half})\b"
        r"(?P<stop>\.?)(?P<end>$)?",
        "with_seconds": rf"{_START}(?P<hours>\d{{1,2}}){minutes}{seconds}{ends}",
        "named": rf"{_START}(?P<hours>[01]?\d|2[0-4])(?:{minutes})?\s?{named}(?!\w)",
        "bare": rf"{_START}(?P<hours>[01]?\d|2[0-3]){minutes}{ends}",
    }


def _shorter(language: Language) -> tuple[str, ...]:
    """Returns the signs of minutes and seconds: 1 h 30 min is no time of day."""
    durations = language.times.durations
    return (*durations.minutes, *durations.seconds) if durations else ()


def _ranges(text: str, language: Language) -> str:
    """Puts 7:30-8:00 into words; if the form only joins the two, anything may come before."""
    patterns, (before, between, after) = _clock_patterns(language), language.numbers.around_range
    if "range" not in language.numbers.forms:
        return text
    if before or after:
        return re.sub(patterns["range"], lambda m: language.numbers.between(m[1], m[2]), text)
    return re.sub(patterns["between"], lambda _: f" {between} ", text)


def _half_day(match: re.Match[str], language: Language, clock: Clock) -> str:
    half = entry(dict(clock.halves), re.sub(r"\W", "", match["half"]))
    if int(match["minutes"] or 0):
        said = _time_of_day(match, language, clock)
    else:
        said = counting.number(int(match["hours"]), language)
    stop = match["stop"] if match["end"] is not None else ""
    return clock.half_day.format(said, half) + stop


def _bare(match: re.Match[str], language: Language, clock: Clock) -> str:
    """Says a time of day or, if the hour is 0 as in 0:45 (not 0 h 45), a number of seconds."""
    if int(match["hours"]) or _is_clock(match, clock) or not language.times.durations:
        return _time_of_day(match, language, clock)
    return _in_words({"seconds": match["minutes"]}, language)


def _is_clock(match: re.Match[str], clock: Clock) -> bool:
    """Whether only a time of day is written so: 0 h 45, and a las 0:45 in Spanish."""
    before = match.string[: match.start()].rpartition(" ")[0].rpartition(" ")[2]
    return any(map(str.isalpha, match[0])) or before.casefold() in clock.after


def _time_of_day(match: re.Match[str], language: Language, clock: Clock) -> str:
    minutes = int(match["minutes"] or 0)
    hour = counting.number(int(match["hours"]), language, clock.gender)
    category = language.numbers.plurals.category(str(int(match["hours"])))
    if not minutes:
        return clock.hour[category].format(hour)
    forms = clock.single_minute if minutes < 10 else clock.minutes
    return forms[category].format(hour, counting.number(minutes, language))


def _lasting(match: re.Match[str], language: Language) -> str:
    return _in_words(match.groupdict(), language) if language.times.durations else match[0]


def _in_words(amounts: Mapping[str, str | None], language: Language) -> str:
    """Says hours, minutes and seconds without zeros; zero seconds if all are zero."""
    durations, said = language.times.durations, list[str]()
    if durations is None:
        return ""
    for part, signs in zip(
        _PARTS, (durations.hours, durations.minutes, durations.seconds), strict=True
    ):
        amount = amounts.get(part)
        if amount is not None and (int(amount) or (part == "seconds" and not said)):
            unit = language.units.units[signs[0]]
            number = counting.number(int(amount), language, unit.gender)
            category = language.numbers.plurals.category(str(int(amount)))
            said.append(f"{number} {unit.forms[category]}")
    return durations.joined.join(said)


def _names(unit: str, language: Language) -> str:
    """Returns a pattern for every spelling of a unit of time, short and in full."""
    meant = language.units.units[unit]
    short = {sign for sign, known in language.units.units.items() if known == meant}
    return either(short | meant.counted)
