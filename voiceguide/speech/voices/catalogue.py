"""The natural voices that are known by name, with their pinned files."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from voiceguide.speech.engine import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedFile:
    """A file that is known by its bytes; `size` is in bytes, None if it is not known."""

    name: str
    url: str
    sha256: str
    size: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalVoice:
    """A voice of a neural engine.

    `licence` and `lineage` say what its recordings and its ancestors allow. `usual_wpm` is its
    speed at the engine's usual rate, in words a minute. `packages` are Python packages that may
    carry its files.
    """

    voice: Voice
    engine: str
    licence: str
    lineage: str
    usual_wpm: float | None
    packages: tuple[str, ...]
    model: PinnedFile
    config: PinnedFile

    @property
    def id(self) -> str:
        """The name to ask for it by."""
        return self.voice.id

    @property
    def files(self) -> tuple[PinnedFile, ...]:
        """All its files."""
        return (self.model, self.config)


@lru_cache(maxsize=1)
def catalogue() -> tuple[NaturalVoice, ...]:
    """Returns the known voices; those first that are to be preferred."""
    data = tomllib.loads(Path(__file__).with_name("catalogue.toml").read_text(encoding="utf-8"))
    return tuple(_voice(entry, data["homes"]) for entry in data["voices"])


def of_engine(engine: str) -> tuple[NaturalVoice, ...]:
    """Returns an engine's known voices."""
    return tuple(known for known in catalogue() if known.engine == engine)


def _voice(entry: Mapping[str, Any], homes: Mapping[str, str]) -> NaturalVoice:
    folder = f"{homes[entry['engine']]}/{entry['path']}"

    def pinned(name: str, file: Mapping[str, Any]) -> PinnedFile:
        return PinnedFile(
            name=name, url=f"{folder}/{name}", sha256=file["sha256"], size=file.get("size")
        )

    return NaturalVoice(
        voice=Voice(
            id=entry["id"],
            name=entry["name"],
            languages=tuple(entry["languages"]),
            gender=entry["gender"],
        ),
        engine=entry["engine"],
        licence=entry["licence"],
        lineage=entry.get("lineage", ""),
        usual_wpm=entry.get("usual_wpm"),
        packages=tuple(entry.get("packages", ())),
        model=pinned(f"{entry['id']}.onnx", entry["model"]),
        config=pinned(f"{entry['id']}.onnx.json", entry["config"]),
    )
