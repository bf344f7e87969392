"""The user's default voices, one for each language, in the system's folder for settings."""

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs

from voiceguide.errors import InputError, OutputError
from voiceguide.files.atomic import replacing

VARIABLE = "VOICEGUIDE_CONFIG"
"""The environment variable for the folder to use in place of the usual one."""

ANY = "any"
"""Stands for all languages: a default voice that names no language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """An engine's voice."""

    engine: str
    voice: str


def file() -> Path:
    """Returns the file that stores them; it may not exist."""
    named = os.environ.get(VARIABLE)
    folder = (
        Path(named).expanduser().absolute()
        if named
        else platformdirs.user_config_path("voiceguide", appauthor=False)
    )
    return folder / "default-voices.json"


def defaults() -> Mapping[str, Default]:
    """Returns the default voice of each language (the first part of its tag), or of any.

    Raises InputError if the file can't be read.
    """
    try:
        text = file().read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise InputError(f"{file()} can't be read: {error.strerror}") from error
    try:
        return {str(tag): Default(**entry) for tag, entry in json.loads(text).items()}
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            f"{file()} is damaged; forget the default voices with: "
            "voiceguide voices default --clear"
        ) from error


def default_for(language: str) -> Default | None:
    """Returns the user's default voice for a language (BCP 47), if there is one."""
    kept = defaults()
    return kept.get(primary(language)) or kept.get(ANY)


def set_default(chosen: Default, languages: Iterable[str]) -> None:
    """Makes a voice the default of its languages; without languages, of all of them.

    Raises InputError or OutputError.
    """
    tags = {primary(language) for language in languages}
    _write({**defaults(), **dict.fromkeys(tags, chosen)} if tags else {ANY: chosen})


def forget(chosen: Default | None = None) -> bool:
    """Forgets one default voice, or all of them; returns whether there was any.

    Raises InputError or OutputError.
    """
    if chosen is None:
        was_there = file().exists()
        with contextlib.suppress(OSError):
            file().unlink(missing_ok=True)
        return was_there
    kept = defaults()
    rest = {tag: default for tag, default in kept.items() if default != chosen}
    if rest != kept:
        _write(rest)
    return rest != kept


def primary(language: str) -> str:
    """Returns the language without its region.

    >>> primary("pt-BR"), primary("en_US")
    ('pt', 'en')
    """
    return language.replace("_", "-").partition("-")[0].lower()


def _write(kept: Mapping[str, Default]) -> None:
    content = json.dumps({tag: asdict(default) for tag, default in kept.items()}, indent=2)
    try:
        file().parent.mkdir(parents=True, exist_ok=True)
        with replacing(file()) as stream:
            stream.write(f"{content}\n".encode())
    except OSError as error:
        raise OutputError(
            f"the default voice can't be stored in {file()}: {error.strerror or error}"
        ) from error
