"""Years and decades in words: In 1990, 1990–95, the '90s, the mid-80s."""

import re
from functools import lru_cache
from typing import NamedTuple

from voiceguide.wording import counting, units
from voiceguide.wording.language import Language

_YEARS = r"(?P<year>[12]\d{3})(?:\s?[-–]\s?(?P<last>\d\d(?:\d\d)?))?"
_BEFORE = r"(?<![^\s(])(?<![^\w\s(.,;:?!…] )(?<!\d )(?<!\b[x×] )"
"""The boundary before a year: nothing that makes it a number, such as a sign, a number or times."""
_COUNTS_NOTHING = r"(?=$|[.,;:?!…)]+(?:$|\s)|\s[(—])"
_CENTURY = r"1\d|20"


class _Patterns(NamedTuple):
    after_word: re.Pattern[str]
    alone: re.Pattern[str]
    decades: re.Pattern[str]


def expand(text: str, language: Language) -> str:
    """Puts years and decades into words. A year is a number within limits that counts nothing."""
    patterns = _patterns(language)
    if language.dates.decades:
        text = patterns.decades.sub(lambda m: _decade(m, language), text)
    if language.dates.years:
        for pattern in (patterns.after_word, patterns.alone):
            text = pattern.sub(lambda m: _years(m, language), text)
    return text


@lru_cache(maxsize=8)
def _patterns(language: Language) -> _Patterns:
    dates = language.dates
    tens, lead = units.either(dates.decades), units.either(dates.decade_after)
    lead_in_full = units.either(dates.decade_in_full_after)
    counted = rf"\s?(?:{units.either(language.units.units)})(?!\w)"
    return _Patterns(
        after_word=re.compile(
            rf"(?P<lead>(?<!\w)(?i:{units.either(dates.year_after)})\s){_YEARS}"
            rf"(?!{counted}|[\w'/:%°–-]|[.,]\d)"
        ),
        alone=re.compile(rf"(?P<lead>){_BEFORE}{_YEARS}{_COUNTS_NOTHING}"),
        decades=re.compile(
            rf"(?:(?<![\w'])'|(?P<lead>(?<!\w)(?:(?i:{lead})[\s-]|"
            rf"(?i:{lead_in_full})\s(?=(?:{_CENTURY})\d\ds))))"
            rf"(?P<century>{_CENTURY})?(?P<tens>{tens})'?s(?!\w)"
            rf"|(?<![\w.,:/'-])(?P<century_2>{_CENTURY})?(?P<tens_2>{tens})'s(?!\w)"
        ),
    )


def _decade(match: re.Match[str], language: Language) -> str:
    century = match["century"] or match["century_2"]
    said = language.dates.decades[match["tens"] or match["tens_2"]]
    lead = match["lead"] or ""
    return f"{lead}{counting.number(int(century), language)} {said}" if century else lead + said


def _years(match: re.Match[str], language: Language) -> str:
    """Says 1990, 1990–95 and 1990–1999; leaves 1990–50 unchanged, which is no span of years."""
    least, most = language.dates.years
    year, last = int(match["year"]), int(match["last"] or 0)
    if not least <= year <= most:
        return match[0]
    said = counting.year(year, language)
    if match["last"]:
        is_cut = last < 100
        end = year // 100 * 100 + last if is_cut else last
        if not year < end <= most or "range" not in language.numbers.forms:
            return match[0]
        is_short = is_cut and last > 9
        words = counting.number(last, language) if is_short else counting.year(end, language)
        said = language.numbers.between(said, words)
    return match["lead"] + said
