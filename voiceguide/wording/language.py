"""What a language needs to be said: one file of tables for each, in `data/`.

Numbers in words come from `wording`, for many languages; units, signs,
abbreviations and the rest from here. To add a language, add its file: what
that leaves out is refused with a message, never guessed.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).with_name("data")

Forms = Mapping[str, str]
Unit = tuple[str, str, str]
"""One, several, and one with its article: minute, minutes, a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The tables of one language; all empty where nobody has written them yet."""

    code: str
    forms: Forms = field(default_factory=dict)
    fractions: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    joined_units: Mapping[str, Unit] = field(default_factory=dict)
    currencies: Mapping[str, Unit] = field(default_factory=dict)
    before_number: Forms = field(default_factory=dict)
    signs: Forms = field(default_factory=dict)
    abbreviations: Forms = field(default_factory=dict)
    splitting: Mapping[str, frozenset[str]] = field(default_factory=dict)
    side_letters: Forms = field(default_factory=dict)
    side_words: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    capitals_respelt: Forms = field(default_factory=dict)
    capitals_spelt: frozenset[str] = frozenset()
    capitals_plain: frozenset[str] = frozenset()
    lexicon: Forms = field(default_factory=dict)
    heteronyms: Forms = field(default_factory=dict)
    heteronym_commands: Forms = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Whether anybody has written tables for this language."""
        return bool(self.forms)


def of(tag: str) -> Language:
    """The tables for a language such as `en` or `pt-BR`."""
    return _read(tag.split("-")[0].lower())


def all_known() -> tuple[Language, ...]:
    """Every language that has tables."""
    return tuple(_read(path.stem) for path in sorted(_DATA.glob("*.toml")))


@cache
def _read(code: str) -> Language:
    path = _DATA / f"{code}.toml"
    if not path.is_file():
        return Language(code=code)
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    capitals, sides = data.get("capitals", {}), data.get("sides", {})
    heteronyms = data.get("heteronyms", {})
    return Language(
        code=code,
        forms=data["forms"],
        fractions={name: tuple(said) for name, said in data.get("fractions", {}).items()},
        units=_units(data.get("units", {})),
        joined_units=_units(data.get("joined_units", {})),
        currencies=_units(data.get("currencies", {})),
        before_number=data.get("before_number", {}),
        signs=data.get("signs", {}),
        abbreviations=data.get("abbreviations", {}),
        splitting={name: frozenset(words) for name, words in data.get("splitting", {}).items()},
        side_letters=sides.get("letters", {}),
        side_words=tuple(sides.get("of", ())),
        months=tuple(data.get("calendar", {}).get("months", ())),
        capitals_respelt=capitals.get("respelt", {}),
        capitals_spelt=frozenset(capitals.get("letters", ())),
        capitals_plain=frozenset(capitals.get("plain", ())),
        lexicon=data.get("lexicon", {}),
        heteronyms=heteronyms.get("anywhere", {}),
        heteronym_commands=heteronyms.get("commands", {}),
    )


def _units(table: Mapping[str, list[str]]) -> Mapping[str, Unit]:
    return {sign: (one, several, an) for sign, (one, several, an) in table.items()}
