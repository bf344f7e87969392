"""Measures in several parts, the larger unit first: 1h 30min, 1m30s, 5 ft 10 in, 1h30."""

import re
from functools import lru_cache
from typing import NamedTuple

from voiceguide.wording import counting, units
from voiceguide.wording.language import Language
from voiceguide.wording.tables.units import Unit

_PRIMES = re.compile(r"(?<![\w.,:/'′])(\d{1,2})'\s?(\d|1[01])(?:″|'')(?![\w'])")
"""Feet with up to 11 inches; with more, the signs would mean minutes and seconds."""
_REST = re.compile(r"\d{1,2}(?!\w|[.,:/]\d)")
"""The last part without its unit, as in 1h30; only right after the larger unit."""


class _Step(NamedTuple):
    unit: Unit
    pattern: re.Pattern[str]


class Parts(NamedTuple):
    """A measure in parts: its words, its largest unit, and its end in the text."""

    said: str
    unit: Unit
    end: int


def read(text: str, at: int, language: Language) -> Parts | None:
    """Reads a measure of at least two parts."""
    for joined, ladder in _ladders(language):
        found, end = list[tuple[int, Unit]](), at
        for step in ladder:
            if match := step.pattern.match(text, end):
                found.append((int(match["amount"]), step.unit))
                end, sign = match.end(), match["sign"]
        if not found:
            continue
        rest = _REST.match(text, end) if len(found) == 1 else None
        if rest and (sign not in language.units.units or found[0][1] == ladder[-1].unit):
            rest = None
        if len(found) == 1 and not rest:
            continue
        said = [_said(amount, unit, language) for amount, unit in found if amount]
        if rest:
            end = rest.end()
            said.append(counting.number(int(rest[0]), language))
        said = said or [_said(0, found[-1][1], language)]
        return Parts(joined.join(said), found[0][1], end)
    return None


def with_primes(text: str, language: Language) -> str:
    """Writes 5'10" as 5′10″, if these signs make one measure in the language."""
    if "'" not in text or language.units.smaller.get("′") != "″":
        return text
    return _PRIMES.sub(r"\1′\2″", text)


def _said(amount: int, unit: Unit, language: Language) -> str:
    number = counting.number(amount, language, unit.gender)
    return f"{number} {unit.forms[language.numbers.plurals.category(str(amount))]}"


@lru_cache(maxsize=8)
def _ladders(language: Language) -> tuple[tuple[str, tuple[_Step, ...]], ...]:
    """Returns each row of units, from large to small, with the form that joins its parts."""
    durations, known = language.times.durations, {**language.units.touching, **language.units.units}
    rows = list[tuple[str, tuple[tuple[str, ...], ...]]]()
    rows += [(" ", ((great,), (small,))) for great, small in language.units.smaller.items()]
    if durations:
        rows.append((durations.joined, (durations.hours, durations.minutes, durations.seconds)))
    return tuple(
        (joined, tuple(_step(known[signs[0]], signs, language) for signs in row))
        for joined, row in rows
    )


def _step(unit: Unit, signs: tuple[str, ...], language: Language) -> _Step:
    spellings = units.either({*signs, *units.spellings_of(unit, language)})
    pattern = rf"\s?(?P<amount>\d{{1,4}})\s?(?P<sign>{spellings})(?![^\W\d_])"
    return _Step(unit, re.compile(pattern))
