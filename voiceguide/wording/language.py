"""A language: one folder of tables, in `data/` or in the folder VOICEGUIDE_LANGUAGES.

Text that needs a form the folder lacks is refused with a message, never guessed. A language
without a folder has number words if unicode-rbnf knows them, and nothing else.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from voiceguide.errors import InputError, nearest
from voiceguide.wording import places
from voiceguide.wording.tables import writing
from voiceguide.wording.tables.beats import Beats, read_beats
from voiceguide.wording.tables.calendar import Dates, Times, read_dates, read_times
from voiceguide.wording.tables.numbers import Numbers, read_numbers
from voiceguide.wording.tables.reader import Table, read_file
from voiceguide.wording.tables.shown import Shown, read_shown
from voiceguide.wording.tables.units import Units, read_units

_ASSUMED = "en"
"""The language whose sentence ends, refusals and, if necessary, numbers stand in for languages
without tables."""

_CODE = re.compile("[a-z]{2,3}")

_FILES = (
    *("numbers", "units", "dates", "times", "signs", "abbreviations", "capitals"),
    "letters",
    *("refusals", "lexicon", "heteronyms", "sounds", "pace", "variants", "shown", "beats"),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """The tables of one language. It is compared by identity, so it can be a cache key."""

    code: str
    is_known: bool = False
    """Whether it has tables."""
    numbers: Numbers = field(default_factory=Numbers)
    units: Units = field(default_factory=Units)
    dates: Dates = field(default_factory=Dates)
    times: Times = field(default_factory=Times)
    signs: writing.Signs = field(default_factory=writing.Signs)
    abbreviations: writing.Abbreviations = field(default_factory=writing.Abbreviations)
    capitals: writing.Capitals = field(default_factory=writing.Capitals)
    letters: writing.Letters = field(default_factory=writing.Letters)
    refused: writing.Refused = ()
    lexicon: Mapping[str, str] = field(default_factory=dict)
    heteronyms: writing.Heteronyms = field(default_factory=writing.Heteronyms)
    sounds_instead: Mapping[str, str] = field(default_factory=dict)
    """Phonemes (IPA) that may replace those that a voice lacks."""
    pace: writing.Pace = field(default_factory=writing.Pace)
    variants: writing.Variants = field(default_factory=writing.Variants)
    beats: Beats = field(default_factory=Beats)
    shown: Shown = field(default_factory=Shown)


def of(tag: str) -> Language:
    """Returns the tables for a language tag such as `en` or `pt-BR`.

    Raises InputError for tables that can't be read, otherwise as `own_codes`.
    """
    code = tag.split("-")[0].lower()
    folder = places.own()
    if folder and code in own_codes():
        return _read(folder / code, _contents(folder / code))
    return _bundled(code)


def own_codes() -> tuple[str, ...]:
    """Returns the codes of the languages in the user's folder.

    Raises InputError if there is no such folder, if it is a language itself, or if a language in
    it has a name that is not a language code.
    """
    folder = places.own()
    if folder is None:
        return ()
    if not folder.is_dir():
        raise InputError(f"{places.VARIABLE}: there is no folder {str(folder)!r}")
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        raise InputError(f"{places.VARIABLE}: can't read {folder}: {error.strerror}") from error
    for path in found:
        if path.suffix == ".toml" and path.stem in _FILES:
            raise InputError(
                f"{places.VARIABLE}: {folder} is the folder of one language, with its "
                f"{path.name}; set the variable to {folder.parent}"
            )
    return tuple(path.name for path in found if _is_language(path))


def _is_language(path: Path) -> bool:
    """Returns whether it is a language's folder. Raises InputError if its name is wrong."""
    if path.name.startswith(".") or not path.is_dir():
        return False
    if not _CODE.fullmatch(path.name) and any(path.glob("*.toml")):
        code = re.split("[-_]", path.name.lower())[0]
        raise InputError(
            f"{path}: {path.name!r} is not a language's code; rename the folder to two or three "
            f"lower-case letters, such as {code if _CODE.fullmatch(code) else 'de'}"
        )
    return _CODE.fullmatch(path.name) is not None


def assumed() -> Language:
    """Returns the language that stands in for missing tables or number words."""
    return _bundled(_ASSUMED)


def _contents(folder: Path) -> tuple[object, ...]:
    """Returns a value that changes with the files, since translators edit them while a program
    runs."""
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.stat()) for entry in entries]
    except OSError as error:
        raise InputError(f"{folder}: the language can't be read: {error.strerror}") from error
    return tuple(sorted((n, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for n, s in found))


@lru_cache(maxsize=64)
def _bundled(code: str) -> Language:
    folder = places.bundled() / code
    if folder.is_dir():
        return _read(folder, ())
    model = assumed()
    return Language(
        code=code,
        numbers=Numbers(borrowed=code),
        abbreviations=writing.Abbreviations(sentences=model.abbreviations.sentences),
        refused=model.refused,
        shown=model.shown,
    )


@lru_cache(maxsize=64)
def _read(folder: Path, _: tuple[object, ...]) -> Language:
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in _FILES:
            names = [f"{name}.toml" for name in _FILES]
            raise InputError(f"{folder}: unknown file {path.name!r}{nearest(path.name, names)}")
    files = {name: read_file(folder / f"{name}.toml") for name in _FILES}
    is_model = folder == places.bundled() / _ASSUMED
    language = _from_tables(folder.name, files, None if is_model else assumed().shown)
    for table in files.values():
        table.done()
    return language


def _from_tables(code: str, files: Mapping[str, Table], model: Shown | None) -> Language:
    counted = read_numbers(files["numbers"], code)
    measured = read_units(files["units"], counted)
    return Language(
        code=code,
        is_known=True,
        numbers=counted,
        units=measured,
        dates=read_dates(files["dates"], counted),
        times=read_times(files["times"], counted, measured),
        signs=writing.read_signs(files["signs"]),
        abbreviations=writing.read_abbreviations(files["abbreviations"]),
        capitals=writing.read_capitals(files["capitals"]),
        letters=writing.read_letters(files["letters"]),
        refused=writing.read_refused(files["refusals"]),
        lexicon=writing.read_lexicon(files["lexicon"]),
        heteronyms=writing.read_heteronyms(files["heteronyms"]),
        sounds_instead=writing.read_sounds(files["sounds"]),
        pace=writing.read_pace(files["pace"]),
        variants=writing.read_variants(files["variants"]),
        beats=read_beats(files["beats"]),
        shown=read_shown(files["shown"], code, model),
    )
