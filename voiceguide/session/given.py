"""The script as passed to `make`, and the facts about it that are known without reading it.

Reading a script takes a third of a second, mostly for loading the libraries that check it. An
unchanged session needs none of them: the facts about its script are cached under the script's text.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from voiceguide import timecode
from voiceguide.cache.store import Store
from voiceguide.errors import InputError
from voiceguide.script import contents, library
from voiceguide.script.wishes import Wishes
from voiceguide.session.choices import Choices

if TYPE_CHECKING:
    from voiceguide.script.model import Script


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptFacts:
    """Facts about a script: a `digest` of everything in it, its `language`, the lengths of its
    sessions in milliseconds, and the sounds that it chooses.

    `included` has the files of which parts belong to it, by their paths from its folder, with the
    digests of their contents.
    """

    digest: str
    language: str
    choices: Choices
    named: dict[str, int]
    default_name: str
    included: dict[str, str]

    @classmethod
    def of(cls, script: "Script", wishes: Wishes, included: Mapping[str, str]) -> Self:
        """Returns the facts about a script that has been read. Raises InputError for impossible
        wishes."""
        from voiceguide.timeline.wishing import lengths_of

        lengths = lengths_of(script, wishes)
        written = script.model_dump_json() + ("\n" if script.is_open else "")
        return cls(
            included=dict(included),
            digest=hashlib.sha256(written.encode()).hexdigest(),
            language=script.language,
            choices=Choices.of(script),
            named=dict(lengths.named),
            default_name=lengths.default_name,
        )

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """Returns the facts from bytes of `pack`. Raises ValueError, KeyError or TypeError for
        other bytes."""
        fields = json.loads(packed)
        named = {str(name): int(ms) for name, ms in fields["named"].items()}
        if str(fields["default_name"]) not in named:
            raise ValueError("the default is not one of the lengths")
        return cls(
            included={str(name): str(digest) for name, digest in fields["included"].items()},
            digest=str(fields["digest"]),
            language=str(fields["language"]),
            choices=Choices.unpack(fields["choices"]),
            named=named,
            default_name=str(fields["default_name"]),
        )

    def pack(self) -> bytes:
        """Returns the facts as bytes for the cache."""
        fields = {
            "digest": self.digest,
            "language": self.language,
            "choices": self.choices.pack(),
            "named": self.named,
            "default_name": self.default_name,
            "included": self.included,
        }
        return json.dumps(fields).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A script by name, by path or as a value.

    `path` is its file, if it has one; standard input and pipes count as files. `text` is the
    content at the time when `make` was called, since the file may be saved again later; None
    if it can't be read.
    """

    path: Path | None
    text: bytes | None
    script: "Script | None"

    @classmethod
    def of(cls, script: "Script | str | Path") -> Self:
        """Finds a script's file and reads its text. Raises UnknownNameError, or ScriptError for
        a pipe that can't be read."""
        if not isinstance(script, str | Path):
            if not hasattr(script, "lengths"):
                raise InputError(
                    f"script={script!r}: expected a name, a path, or a voiceguide.Script"
                )
            return cls(path=None, text=None, script=script)
        path = library.find(script) if isinstance(script, str) else script
        return cls(path=path, text=_text(path), script=None)

    @property
    def files(self) -> tuple[Path, ...]:
        """The script's file, if it has one on disk."""
        return (self.path,) if self.path and contents.can_be_read_again(self.path) else ()

    def default_output(self, total_ms: int, suffix: str, step: str | None = None) -> Path:
        """Returns `back-massage-20m-bare.mp3`, for `-bare.mp3`, in the current folder; for a step,
        `back-massage-20m-oil-bare.mp3`.

        Raises InputError for a script without a file.
        """
        if self.path is None:
            raise InputError("a Script has no file to name the track after; give an output")
        part = "" if step is None else f"-{step}"
        return Path(f"{library.stem(str(self.path))}-{timecode.duration(total_ms)}{part}{suffix}")

    def read(self) -> "Script":
        """Returns the script. Raises ScriptError with every problem found."""
        return self.parsed()[0]

    def parsed(self) -> "tuple[Script, Mapping[str, str]]":
        """Returns the script and the digests of the files that it includes, by their paths from its
        folder. Raises ScriptError."""
        if self.script is not None:
            return self.script, {}
        from voiceguide.script import reader

        script, source = reader.parse_file(self.path or Path(), self.text)
        return script, {part.name: part.digest for part in source.parts}

    def paths(self, included: Iterable[str]) -> tuple[Path, ...]:
        """Returns the script's file, if it has one on disk, and those that it includes."""
        folder = self.path.parent if self.path else Path()
        return (*self.files, *(folder / name for name in included))

    def facts(
        self, store: Store, installation: str, wishes: Wishes
    ) -> "tuple[ScriptFacts, Script | None]":
        """Returns the facts about the script, and the script itself if it had to be read for them.

        Raises ScriptError, or InputError for impossible wishes.
        """
        key = self._key(installation, wishes)
        if key is not None and (packed := store.get(key)) is not None:
            try:
                facts = ScriptFacts.unpack(packed)
                if self._has(facts.included):
                    return facts, None
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                store.drop(key)
        script, included = self.parsed()
        facts = ScriptFacts.of(script, wishes, included)
        if key is not None:
            store.put(key, facts.pack())
        return facts, script

    def _has(self, included: Mapping[str, str]) -> bool:
        """Whether the files that the script included are as they were."""
        folder = self.path.parent if self.path else Path()
        return all(_digest(folder / name) == digest for name, digest in included.items())

    def _key(self, installation: str, wishes: Wishes) -> str | None:
        if self.text is None:
            return None
        folder = contents.folder(self.path or Path())  # of the script's own sounds
        place = f"{installation}\n{wishes}\n{folder}\n".encode(errors="surrogatepass")
        return hashlib.sha256(place + self.text).hexdigest()


def _digest(path: Path) -> str:
    """Returns the digest of a file's content; empty if it is none that a script may include."""
    data = _text(path) if contents.can_be_read_again(path) else None
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _text(path: Path) -> bytes | None:
    """Returns the text of a file that may be a script; None for other files, which the reader
    refuses.

    Raises ScriptError for a pipe or standard input without a text.
    """
    if not contents.can_be_read_again(path):
        return contents.read(path)
    try:
        is_script = path.is_file() and path.stat().st_size <= contents.MAX_BYTES
        return path.read_bytes() if is_script else None
    except OSError:
        return None
