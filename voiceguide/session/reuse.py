"""What a session was made of, kept so that the same one is assembled again in a moment.

A receipt names the blocks of a track and has all that stands around them. Its
key is a digest of everything that the session depends on; so where one is
found, nothing has to be read, spoken, planned or encoded, and none of the
libraries for that be loaded. Whatever is wrong with it, it counts as missing.
"""

import hashlib
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from voiceguide import resources
from voiceguide.cache.store import Store, stamp
from voiceguide.files import output as target
from voiceguide.session.result import Made
from voiceguide.wording import places

if TYPE_CHECKING:
    from voiceguide.timeline.model import Timeline

_AT_ONCE = 1_000_000
"""Bytes that are joined before they are written: most blocks are very short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """`head` stands before the first block; `sidecars` are suffixes and texts."""

    head: bytes
    blocks: tuple[str, ...]
    timeline: str
    sidecars: tuple[tuple[str, str], ...]
    total_ms: int
    chapters: int
    notes: tuple[str, ...]

    def made(self, output: Path) -> Made:
        """The session, as it stands at `output`."""
        return Made(
            track=output,
            sidecars=tuple(output.with_suffix(suffix) for suffix, _ in self.sidecars),
            total_ms=self.total_ms,
            chapters=self.chapters,
            notes=self.notes,
            read_timeline=lambda: _timeline(self.timeline),
        )

    def pack(self) -> bytes:
        """As bytes for the store."""
        keys = list(dict.fromkeys(self.blocks))
        index = {key: number for number, key in enumerate(keys)}
        fields = {
            "head": self.head.hex(),
            "keys": keys,
            "order": [index[key] for key in self.blocks],
            "timeline": self.timeline,
            "sidecars": self.sidecars,
            "total_ms": self.total_ms,
            "chapters": self.chapters,
            "notes": self.notes,
        }
        return zlib.compress(json.dumps(fields).encode(), level=1)

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """Raises ValueError, KeyError or TypeError for what is none."""
        try:
            fields = json.loads(zlib.decompress(packed))
        except zlib.error as error:
            raise ValueError("no receipt") from error
        return cls(
            head=bytes.fromhex(fields["head"]),
            blocks=tuple(fields["keys"][number] for number in fields["order"]),
            timeline=fields["timeline"],
            sidecars=tuple((suffix, text) for suffix, text in fields["sidecars"]),
            total_ms=fields["total_ms"],
            chapters=fields["chapters"],
            notes=tuple(fields["notes"]),
        )


def key_of(files: Iterable[Path], *asked: object) -> str | None:
    """A digest of all that a session depends on: `files`, what was `asked` for, and this program.

    None where that can't be found out.
    """
    try:
        parts = [repr(asked), *map(_stamp, files), *_program()]
    except OSError:
        return None
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def reissue(key: str, folder: Path | None, output: Path, inputs: Sequence[Path]) -> Made | None:
    """The session of that key, written to `output` with its sidecars; None where it must be made.

    `inputs` are never written over. Raises OutputPathError and OutputError.
    """
    packed = Store(folder, "track").get(key)
    try:
        receipt = None if packed is None else Receipt.unpack(packed)
    except (ValueError, KeyError, TypeError, IndexError):
        receipt = None
    if receipt is None:
        return None
    track = target.resolve(output, inputs)
    places = [
        (target.resolve(output.with_suffix(suffix), inputs), text)
        for suffix, text in receipt.sidecars
    ]
    try:
        with target.publishing(output, advice=target.RUN_AGAIN) as publication:
            _assemble(publication.open(track), receipt, Store(folder, "block"))
            for place, text in places:
                publication.open(place).write(text.encode())
    except _LostBlockError:
        return None
    return receipt.made(output)


class _LostBlockError(Exception):
    """A block is gone, or damaged."""


def _assemble(track: BinaryIO, receipt: Receipt, store: Store) -> None:
    """Write the track; of its frames only those are held that come again.

    Raises _LostBlockError where one can't be had.
    """
    uses, held, waiting = Counter(receipt.blocks), dict[str, bytes](), bytearray(receipt.head)
    for key in receipt.blocks:
        frames = held.pop(key, None) or store.get(key)
        if frames is None:
            raise _LostBlockError
        uses[key] -= 1
        if uses[key]:
            held[key] = frames
        waiting += frames
        if len(waiting) >= _AT_ONCE:
            track.write(waiting)
            waiting.clear()
    track.write(waiting)


def _timeline(text: str) -> "Timeline":
    from voiceguide.track.sidecars.timeline_json import read_timeline

    return read_timeline(text.encode())


def _program() -> Iterator[str]:
    """This installation: its files, sounds, scripts and languages, and what it stands on."""
    yield sys.version
    folders = (resources.package(), resources.audio_assets(), places.own())
    for folder in filter(None, folders):
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".pyc", "") and path.is_file():
                yield _stamp(path)
    for entry in map(Path, sys.path):
        if entry.is_dir():
            yield from sorted(found.name for found in entry.glob("*.dist-info"))


def _stamp(path: Path) -> str:
    """A file as it stands there; a folder by its files."""
    if path.is_dir():
        return "\n".join(_stamp(file) for file in sorted(path.iterdir()) if file.is_file())
    return stamp(path)
