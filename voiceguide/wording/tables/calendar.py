"""`dates.toml` and `times.toml`: how a language writes and says dates, times and durations."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from voiceguide.errors import nearest
from voiceguide.wording.tables import templates
from voiceguide.wording.tables.numbers import Numbers, check_set
from voiceguide.wording.tables.reader import NONE, Table
from voiceguide.wording.tables.units import Units

WRITTEN_FIELDS = ("day", "nth", "month", "mm", "year")
"""The fields of a date: a day with or without an ordinal sign, a day with one, a month by name or
number."""

_SAID_FIELDS = ("day", "month", "year")
_SAID_FROM = {"nth": "day", "mm": "month"}


class DateForm(NamedTuple):
    """One way to write a date, and how it is said; see `templates`."""

    written: str
    said: str
    words: str = ""
    """The rule set for the day; empty for the language's usual one."""
    except_months: tuple[str, ...] = ()
    """Months that don't count because they are words too: "May 5 breaths be enough"."""


class Dates(NamedTuple):
    """The dates of one language. An empty field means that it has no such form."""

    iso: str = ""
    months: Mapping[str, int] = NONE
    """Month numbers by spelling."""
    names: tuple[str, ...] = ()
    forms: tuple[DateForm, ...] = ()
    years: tuple[int, ...] = ()
    """The first and the last number that is said as a year unless it counts something."""
    year_after: tuple[str, ...] = ()
    """Words that make a number after them a year."""
    decades: Mapping[str, str] = NONE
    """Names of decades by their tens: 90."""
    decade_after: tuple[str, ...] = ()
    """Words that make 80s after them a decade rather than seconds."""
    decade_in_full_after: tuple[str, ...] = ()
    """Words that make 1980s after them a decade."""


class Clock(NamedTuple):
    """Times of day."""

    separators: tuple[str, ...]
    words: tuple[str, ...]
    """Words after a number that make it a time."""
    after: tuple[str, ...]
    """Words before 0:30 that make it a time of day, not half a minute."""
    gender: str
    hour: Mapping[str, str]
    """The forms by the hour's plural category."""
    single_minute: Mapping[str, str]
    minutes: Mapping[str, str]
    halves: tuple[tuple[str, str], ...]
    """Signs for am and pm, each with its words."""
    half_day: str


class Durations(NamedTuple):
    """Durations such as 1h 30min: the signs of each part, the first of which is a unit's."""

    hours: tuple[str, ...]
    minutes: tuple[str, ...]
    seconds: tuple[str, ...]
    joined: str


class Minutes(NamedTuple):
    """Words for a length of time to the nearest half minute; mappings are by plural category."""

    half: str
    whole: Mapping[str, str]
    and_half: Mapping[str, str]
    gender: str


class Times(NamedTuple):
    """The times of one language; a field is None if the language has no forms for it."""

    clock: Clock | None = None
    durations: Durations | None = None
    minutes: Minutes | None = None


def read_dates(table: Table, numbers: Numbers) -> Dates:
    """Reads `dates.toml`. Raises InputError."""
    forms = [_date_form(form, numbers) for form in table.tables("dates")]
    has_dates = bool(forms) or "iso" in table
    months = table.table("months", required=has_dates)
    names = months.texts("names", required=has_dates)
    if has_dates and len(names) != 12:
        raise months.fault("names", f"expected twelve months, found {len(names)}")
    for at, form in enumerate(forms, start=1):
        for name in form.except_months:
            _check_month(table, f"dates[{at}].except_months", name, names)
    iso = table.text("iso", "")
    if fault := templates.fault(iso, _SAID_FIELDS):
        raise table.fault("iso", fault)
    years = table.table("years")
    return Dates(
        iso=iso,
        months=_spellings(months, names),
        names=names,
        forms=tuple(forms),
        years=_year_range(years),
        year_after=years.texts("after"),
        decades=_decades(years.table("decades")),
        decade_after=years.texts("decades_after"),
        decade_in_full_after=years.texts("decades_in_full_after"),
    )


def _year_range(table: Table) -> tuple[int, ...]:
    years = table.integers("between")
    if years and (len(years) != 2 or years[0] >= years[1]):
        raise table.fault("between", f"expected the first and the last year, found {list(years)}")
    return years


def _decades(table: Table) -> Mapping[str, str]:
    for tens in table:
        if not re.fullmatch(r"\d0", tens):
            raise table.fault(tens, 'expected two digits, such as 90 = "nineties"')
    return table.texts_by_name()


def _spellings(table: Table, names: tuple[str, ...]) -> Mapping[str, int]:
    """Returns month numbers by spelling."""
    spellings = {name: number for number, name in enumerate(names, start=1)}
    for letters in table.integers("cut_to"):
        cut = {name[:letters]: number for number, name in enumerate(names, start=1)}
        if len(cut) < len(names):
            raise table.fault("cut_to", f"the first {letters} letters don't tell the months apart")
        spellings |= cut
    for spelling, name in table.words("also").items():
        _check_month(table, f"also.{spelling}", name, names)
        spellings[spelling] = names.index(name) + 1
    return spellings


def _check_month(table: Table, key: str, name: str, names: tuple[str, ...]) -> None:
    if name not in names:
        raise table.fault(key, f"unknown month {name!r}{nearest(name, names)}")


def _date_form(table: Table, numbers: Numbers) -> DateForm:
    written, said = table.text("written"), table.text("said")
    for key, template, known in (
        ("written", written, WRITTEN_FIELDS),
        ("said", said, _SAID_FIELDS),
    ):
        if fault := templates.fault(template, known):
            raise table.fault(key, fault)
    given = [_SAID_FROM.get(name, name) for name in templates.fields(written)]
    if len(set(given)) < len(given):
        raise table.fault("written", "the day or the month appears twice")
    sure = {_SAID_FROM.get(name, name) for name in templates.required(written)}
    if not {"day", "month"} <= sure:
        raise table.fault("written", "expected a day and a month outside brackets")
    if missing := templates.required(said) - sure:
        name = min(missing)
        hint = "optional in" if name in given else "missing from"
        raise table.fault("said", f"{{{name}}} is always said, but it is {hint} 'written'")
    words = table.text("words", "")
    check_set(table, "words", words, numbers)
    return DateForm(written, said, words, table.texts("except_months"))


def read_times(table: Table, numbers: Numbers, units: Units) -> Times:
    """Reads `times.toml`, checked against numbers and units. Raises InputError."""
    return Times(
        clock=_clock(table.table("clock"), numbers) if "clock" in table else None,
        durations=_durations(table.table("durations"), units) if "durations" in table else None,
        minutes=_minutes(table.table("minutes"), numbers) if "minutes" in table else None,
    )


def _clock(table: Table, numbers: Numbers) -> Clock:
    halves = table.words("halves")
    single = "single_minute" if "single_minute" in table else "minutes"
    return Clock(
        separators=table.texts("separators", required=True),
        words=table.texts("words"),
        after=table.texts("after"),
        gender=_gender(table, numbers),
        hour=_by_hour(table, "hour", 1, numbers),
        minutes=_by_hour(table, "minutes", 2, numbers),
        single_minute=_by_hour(table, single, 2, numbers),
        halves=tuple((sign.casefold(), said) for sign, said in halves.items()),
        half_day=table.form("half_day", 2) if halves else "",
    )


def _durations(table: Table, units: Units) -> Durations:
    signs = {key: table.texts(key, required=True) for key in ("hours", "minutes", "seconds")}
    for key, (first, *_) in signs.items():
        if first not in units.units:
            raise table.fault(key, f"unknown unit {first!r}{nearest(first, units.units)}")
    return Durations(**signs, joined=table.text("joined", " "))


def _minutes(table: Table, numbers: Numbers) -> Minutes:
    return Minutes(
        half=table.text("half"),
        whole=_by_category(table, "whole", numbers),
        and_half=_by_category(table, "and_half", numbers),
        gender=_gender(table, numbers),
    )


def _by_category(table: Table, key: str, numbers: Numbers) -> Mapping[str, str]:
    inner = table.table(key, required=True)
    return {name: inner.form(name, 1, least=0) for name in numbers.plurals.categories}


def _by_hour(table: Table, key: str, slots: int, numbers: Numbers) -> Mapping[str, str]:
    """Reads the forms of times: one text, or a table of texts by the hour's plural category."""
    categories = numbers.plurals.categories
    if table.is_text(key):
        return dict.fromkeys(categories, table.form(key, slots))
    inner = table.table(key, required=True)
    return {name: inner.form(name, slots) for name in categories}


def _gender(table: Table, numbers: Numbers) -> str:
    gender = table.text("gender", "")
    if gender and gender not in numbers.genders:
        raise table.fault("gender", f"unknown gender {gender!r}{nearest(gender, numbers.genders)}")
    return gender
