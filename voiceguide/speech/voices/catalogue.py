"""Natural voices as data: who speaks, what may be done with them, and their pinned files."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from voiceguide.speech.engine import Voice

_NAME = re.compile(r"\w[\w.+-]{0,99}")
"""Voices' ids, which are names of files too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedFile:
    """A file that is known by its bytes; `size` is in bytes, None if it is not known.

    `path` is its place below `home`, an address; a file without a home comes with a package.
    """

    name: str
    home: str
    path: str
    sha256: str
    size: int | None

    def url(self, mirror: str = "") -> str:
        """Returns its address at its home, or at a `mirror` with the same paths."""
        return f"{(mirror or self.home).rstrip('/')}/{self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A Python module that an engine needs, and the extra of voiceguide that installs it."""

    name: str
    extra: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalVoice:
    """A voice of a neural engine.

    `licence` is that of its recordings, `credit` says who made them, and `lineage` which ancestors
    may bind it too. `card` is the address of its own description. `usual_wpm` is its speed at the
    engine's usual rate, in words a minute. Its `files` (for Piper: the model, then its config) may
    be carried by `packages`, or lie in `folder`. Without files, it is the engine's own.
    """

    voice: Voice
    engine: str
    licence: str
    credit: str
    lineage: str
    card: str
    usual_wpm: float | None
    packages: tuple[str, ...]
    folder: Path | None
    files: tuple[PinnedFile, ...]

    @property
    def id(self) -> str:
        """The name to ask for it by."""
        return self.voice.id

    @property
    def size(self) -> int:
        """The size of its files in bytes, as far as it is known."""
        return sum(file.size or 0 for file in self.files)

    @property
    def has_home(self) -> bool:
        """Whether its files can be fetched."""
        return bool(self.files) and all(file.home for file in self.files)


@lru_cache(maxsize=1)
def catalogue() -> tuple[NaturalVoice, ...]:
    """Returns the voices that voiceguide knows by itself; those first that are to be preferred."""
    return voices_in(_bundled())


def module_of(engine: str) -> Module | None:
    """Returns the module that an engine imports, if it comes with an extra of voiceguide."""
    found = _bundled().get("modules", {}).get(engine)
    return None if found is None else Module(**found)


def voices_in(data: Mapping[str, Any], folder: Path | None = None) -> tuple[NaturalVoice, ...]:
    """Returns the voices in a table such as catalogue.toml; `folder` may hold their files.

    Raises KeyError, TypeError, ValueError or AttributeError for a table that lacks something.
    """
    homes = data.get("homes", {})
    return tuple(_voice(entry, homes.get(entry["engine"], ""), folder) for entry in data["voices"])


@lru_cache(maxsize=1)
def _bundled() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("catalogue.toml").read_text(encoding="utf-8"))


def _voice(entry: Mapping[str, Any], home: str, folder: Path | None) -> NaturalVoice:
    name = entry["id"]
    if not _NAME.fullmatch(name):
        raise ValueError(f"a voice can't have the id {name!r}")
    path = entry.get("path", "")

    def pinned(name: str, file: Mapping[str, Any]) -> PinnedFile:
        digest, size = bytes.fromhex(file["sha256"]).hex(), file.get("size")
        where = f"{path}/{name}" if path else name
        return PinnedFile(name=name, home=home, path=where, sha256=digest, size=size)

    kinds = (("model", ".onnx"), ("config", ".onnx.json"))
    return NaturalVoice(
        voice=Voice(
            id=name,
            name=entry["name"],
            languages=tuple(entry["languages"]),
            gender=entry.get("gender", ""),
        ),
        engine=entry["engine"],
        licence=entry["licence"],
        credit=entry.get("credit", ""),
        lineage=entry.get("lineage", ""),
        card=f"{home}/{path}/MODEL_CARD" if home and path else "",
        usual_wpm=entry.get("usual_wpm"),
        packages=tuple(entry.get("packages", ())),
        folder=folder,
        files=tuple(
            pinned(f"{name}{suffix}", entry[kind]) for kind, suffix in kinds if kind in entry
        ),
    )
