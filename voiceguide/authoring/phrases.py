"""The data of a language for `new`: words to start with, and the forms of pauses in its texts."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_ASSUMED = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """A title, names of steps, and the words of each step; those of `middle` are used in turn."""

    title: str
    steps: tuple[str, ...]
    opening: tuple[str, ...]
    middle: tuple[tuple[str, ...], ...]
    cue: str
    closing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PauseWords:
    """Words for a pause in brackets, in lower case; `units` has the milliseconds of each unit.

    Those `with_time` mean a pause only beside a time; `one` are the words for 1 before a unit.
    """

    words: frozenset[str]
    with_time: frozenset[str]
    long: frozenset[str]
    short: frozenset[str]
    beside: frozenset[str]
    one: frozenset[str]
    units: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Phrases:
    """One language's file in `data/`."""

    code: str
    starter: Starter
    common: frozenset[str]
    pause: PauseWords


def of(language: str) -> Phrases:
    """Returns the phrases for a language tag such as `pt-BR`; English ones if it has none."""
    code = language.split("-")[0].lower()
    return _read(code if code in codes() else _ASSUMED)


@lru_cache(maxsize=1)
def codes() -> tuple[str, ...]:
    """Returns the codes of the languages that have phrases, English first."""
    found = sorted(path.stem for path in _folder().glob("*.toml"))
    return (_ASSUMED, *(code for code in found if code != _ASSUMED))


@lru_cache(maxsize=32)
def _read(code: str) -> Phrases:
    table = tomllib.loads((_folder() / f"{code}.toml").read_text(encoding="utf-8"))
    pause = table["pause"]
    return Phrases(
        code=code,
        starter=Starter(
            title=table["title"],
            steps=tuple(table["steps"]),
            opening=tuple(table["opening"]),
            middle=tuple(map(tuple, table["middle"])),
            cue=table["cue"],
            closing=tuple(table["closing"]),
        ),
        common=frozenset(table["common"]),
        pause=PauseWords(
            words=frozenset(pause["words"]),
            with_time=frozenset(pause["with_time"]),
            long=frozenset(pause["long"]),
            short=frozenset(pause["short"]),
            beside=frozenset(pause["beside"]),
            one=frozenset(pause["one"]),
            units={
                unit: round(float(seconds) * 1000)
                for seconds, units in pause["units"].items()
                for unit in units
            },
        ),
    )


def _folder() -> Path:
    return Path(__file__).with_name("data")
