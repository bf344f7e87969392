"""Natural voices as data: who speaks, what their licences allow, and their pinned files."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from voiceguide.speech.engine import Voice

_NAME = re.compile(r"\w[\w.+-]{0,99}")
"""The form of a voice's id, which is a file name too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedFile:
    """A file with known content; `size` is in bytes, None if unknown.

    `path` is its path below the address `home`; a file without a home comes with a package.
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
    """A Python module that an engine needs, and the extra of voiceguide that installs it.

    It works only with versions of Python before `before`, if that is given.
    """

    name: str
    extra: str
    before: str = ""

    @property
    def command(self) -> str:
        """The command that installs it."""
        return f"pip install 'voiceguide[{self.extra}]'"


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalVoice:
    """A voice of a neural engine.

    `licence` is the licence of its recordings, and `credit` says who made them. `lineage` is the
    voice it was trained from, if the licence of that may apply too. `card` is the address of its
    own description. `usual_wpm` is its speed in words per minute at `calm_rate`, in the engine's
    own units, or at the engine's usual rate. Its `files` (for Piper: the model, then its config)
    may come with `packages` or be in `folder`; voices may share them. Without files, it comes with
    its engine. `is_slow`: it needs many times as much computing time as other natural voices.
    """

    voice: Voice
    engine: str
    licence: str
    credit: str
    lineage: str
    card: str
    calm_rate: int | None
    usual_wpm: float | None
    is_slow: bool
    packages: tuple[str, ...]
    folder: Path | None
    files: tuple[PinnedFile, ...]

    @property
    def id(self) -> str:
        """The name that users give for it."""
        return self.voice.id

    @property
    def size(self) -> int:
        """The size of its files in bytes, as far as known."""
        return sum(file.size or 0 for file in self.files)

    @property
    def has_home(self) -> bool:
        """Whether its files can be fetched."""
        return bool(self.files) and all(file.home for file in self.files)


@lru_cache(maxsize=1)
def catalogue() -> tuple[NaturalVoice, ...]:
    """Returns the voices of voiceguide's own table, in order of preference."""
    return voices_in(_bundled())


def module_of(engine: str) -> Module | None:
    """Returns the module that an engine imports, if it comes with an extra of voiceguide."""
    found = _bundled().get("modules", {}).get(engine)
    return None if found is None else Module(**found)


def voices_in(data: Mapping[str, Any], folder: Path | None = None) -> tuple[NaturalVoice, ...]:
    """Returns the voices in a table such as catalogue.toml; `folder` may hold their files.

    Raises KeyError, TypeError, ValueError or AttributeError for a table that lacks something.
    """
    homes, common = data.get("homes", {}), data.get("common", {})
    return tuple(
        _voice({**common.get(entry["engine"], {}), **entry}, homes.get(entry["engine"], ""), folder)
        for entry in data["voices"]
    )


@lru_cache(maxsize=1)
def _bundled() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("catalogue.toml").read_text(encoding="utf-8"))


def _voice(entry: Mapping[str, Any], home: str, folder: Path | None) -> NaturalVoice:
    name = entry["id"]
    if not _NAME.fullmatch(name):
        raise ValueError(f"a voice can't have the id {name!r}")
    path = entry.get("path", "")
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
        card=entry.get("card") or (f"{home}/{path}/MODEL_CARD" if home and path else ""),
        calm_rate=int(entry["calm_rate"]) if "calm_rate" in entry else None,
        usual_wpm=entry.get("usual_wpm"),
        is_slow=entry.get("is_slow", False),
        packages=tuple(entry.get("packages", ())),
        folder=folder,
        files=tuple(_pinned(file, home, path) for file in _files(entry)),
    )


def _files(entry: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yields the files of a voice; those of Piper's have the voice's name."""
    for kind, suffix in (("model", ".onnx"), ("config", ".onnx.json")):
        if kind in entry:
            yield {"name": f"{entry['id']}{suffix}", **entry[kind]}
    yield from entry.get("files", ())


def _pinned(file: Mapping[str, Any], home: str, path: str) -> PinnedFile:
    name = file["name"]
    if not _NAME.fullmatch(name):
        raise ValueError(f"a file can't have the name {name!r}")
    return PinnedFile(
        name=name,
        home=home,
        path=f"{path}/{name}" if path else name,
        sha256=bytes.fromhex(file["sha256"]).hex(),
        size=file.get("size"),
    )
