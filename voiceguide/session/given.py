"""The script as `make` was given it, and what has to be known of it before it is read.

Reading a script takes a third of a second, most of it for loading the libraries that check
it. An unchanged session does without: what its script comes to is in the cache, by its text.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from voiceguide import timecode
from voiceguide.cache.store import Store
from voiceguide.errors import InputError
from voiceguide.script import library

if TYPE_CHECKING:
    from voiceguide.script.model import Script


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a script comes to: a `digest` of all that it says, and its lengths in milliseconds."""

    digest: str
    named: dict[str, int]
    default_name: str

    @classmethod
    def of(cls, script: "Script") -> Self:
        """Returns the facts of a script that was read."""
        return cls(
            digest=hashlib.sha256(script.model_dump_json().encode()).hexdigest(),
            named=dict(script.lengths.named),
            default_name=script.lengths.default_name,
        )

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """Returns what `pack` packed. Raises ValueError, KeyError or TypeError for other bytes."""
        fields = json.loads(packed)
        named = {str(name): int(ms) for name, ms in fields["named"].items()}
        if str(fields["default_name"]) not in named:
            raise ValueError("the default is none of the lengths")
        return cls(
            digest=str(fields["digest"]), named=named, default_name=str(fields["default_name"])
        )

    def pack(self) -> bytes:
        """Returns the facts as bytes for the cache."""
        fields = {"digest": self.digest, "named": self.named, "default_name": self.default_name}
        return json.dumps(fields).encode()

    @property
    def least(self) -> int:
        """The shortest session that may be asked for, in milliseconds."""
        return min(self.named.values())

    @property
    def most(self) -> int:
        """The longest session that may be asked for, in milliseconds."""
        return max(self.named.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A script by name, by path or as a value.

    `path` is its file, if it has one; `text` the file's content as it was when `make` was
    called, since it may be saved again meanwhile, and None for what is no regular file.
    """

    path: Path | None
    text: bytes | None
    script: "Script | None"

    @classmethod
    def of(cls, script: "Script | str | Path") -> Self:
        """Finds a script's file, and takes its text. Raises UnknownNameError."""
        if not isinstance(script, str | Path):
            return cls(path=None, text=None, script=script)
        path = library.find(script) if isinstance(script, str) else script
        return cls(path=path, text=_text(path), script=None)

    @property
    def files(self) -> tuple[Path, ...]:
        """The script's file, if it has one."""
        return () if self.path is None else (self.path,)

    def default_output(self, total_ms: int, suffix: str) -> Path:
        """Returns `back-massage-20m.mp3`, for the suffix `.mp3`, in the current folder.

        Raises InputError for a script without a file.
        """
        if self.path is None:
            raise InputError("a script that has no file gives its session no name: name the output")
        return Path(f"{self.path.stem}-{timecode.duration(total_ms)}{suffix}")

    def read(self) -> "Script":
        """Returns the script. Raises ScriptError with every problem found."""
        if self.script is not None:
            return self.script
        from voiceguide.script import reader

        if self.text is None:
            return reader.load(self.path or Path())
        return reader.load_bytes(self.text, name=str(self.path))

    def facts(self, store: Store, installation: str) -> "tuple[Facts, Script | None]":
        """Returns the script's facts, and the script too if it had to be read for them.

        Raises ScriptError.
        """
        key = self._key(installation)
        if key is not None and (packed := store.get(key)) is not None:
            try:
                return Facts.unpack(packed), None
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                store.drop(key)
        script = self.read()
        facts = Facts.of(script)
        if key is not None:
            store.put(key, facts.pack())
        return facts, script

    def _key(self, installation: str) -> str | None:
        if self.text is None:
            return None
        return hashlib.sha256(installation.encode() + b"\n" + self.text).hexdigest()


def _text(path: Path) -> bytes | None:
    """Only a regular file is read: a pipe would be waited for."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None
