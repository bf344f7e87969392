"""A finished session's receipt, cached so that the same session is assembled in a moment.

A receipt names the blocks of a track and contains everything around them. Its key is a
digest of everything that the session depends on. So if there is a receipt, nothing has
to be read, spoken, planned or encoded, and none of the libraries for that are loaded.
A damaged receipt counts as missing.
"""

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from voiceguide.cache.store import Cache, Store
from voiceguide.errors import VoiceguideError
from voiceguide.files import output as files
from voiceguide.files.stamp import stamp
from voiceguide.session.request import Request, Sounds
from voiceguide.session.result import Made
from voiceguide.speech.voicing import voice_fingerprint

_AT_ONCE = 1_000_000
"""Blocks are joined to this many bytes before they are written, since most are very short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A track's `head` (before the first block) and the keys of its `blocks`; `sidecars` are
    suffixes and texts."""

    head: bytes
    blocks: tuple[str, ...]
    timeline: str
    sidecars: tuple[tuple[str, str], ...]
    total_ms: int
    chapters: int
    notes: tuple[str, ...]

    def made(self, output: Path) -> Made:
        """Returns the finished session, with its track at `output`."""
        return Made(
            track=output,
            sidecars=tuple(output.with_suffix(suffix) for suffix, _ in self.sidecars),
            total_ms=self.total_ms,
            chapters=self.chapters,
            notes=self.notes,
            timeline_json=self.timeline,
        )

    def pack(self) -> bytes:
        """Returns the receipt as bytes for the cache."""
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
        """Returns the receipt from bytes of `pack`. Raises ValueError, KeyError or TypeError for
        other bytes."""
        try:
            fields = json.loads(zlib.decompress(packed))
        except zlib.error as error:
            raise ValueError("not a receipt") from error
        return cls(
            head=bytes.fromhex(fields["head"]),
            blocks=tuple(fields["keys"][number] for number in fields["order"]),
            timeline=fields["timeline"],
            sidecars=tuple((suffix, text) for suffix, text in fields["sidecars"]),
            total_ms=fields["total_ms"],
            chapters=fields["chapters"],
            notes=tuple(fields["notes"]),
        )


def key_of(
    session: str, language: str, request: Request, sounds: Sounds, installation: str
) -> str | None:
    """Returns a digest of everything that a track depends on: its `session` (script, length,
    format), the request with a settled voicing, its sounds, and the installation.

    None if that can't be determined, because a sound or the voice is missing.
    """
    try:
        stamps = [_stamp(path) for path in sounds.files()]
        voice = voice_fingerprint(request.voicing, language)
    except (OSError, VoiceguideError):
        return None
    parts = (session, repr(request), repr(sounds), voice, *stamps, installation)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def assemble(key: str, cache: Cache, output: Path, inputs: Iterable[Path]) -> Made | None:
    """Writes the session with that key to `output`, with its sidecars; returns None if it has to be
    made.

    Never overwrites `inputs`. Raises OutputPathError and OutputError.
    """
    packed = cache.store("track").get(key)
    try:
        receipt = None if packed is None else Receipt.unpack(packed)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        receipt = None
    if receipt is None:
        return None
    spared = tuple(inputs)
    track = files.resolve(output, spared)
    places = [
        (files.resolve(output.with_suffix(suffix), spared), text)
        for suffix, text in receipt.sidecars
    ]
    try:
        with files.publishing(output, advice=files.RUN_AGAIN) as publication:
            _join(publication.open(track), receipt.head, receipt.blocks, cache.store("block"))
            for place, text in places:
                publication.open(place).write(text.encode())
    except _LostBlockError:
        return None
    return receipt.made(output)


class _LostBlockError(Exception):
    """A block is missing or damaged."""


def _join(track: BinaryIO, head: bytes, blocks: Sequence[str], store: Store) -> None:
    """Writes the track; only blocks that are needed again are held in memory.

    Raises _LostBlockError if a block is not in the store.
    """
    uses, held, waiting = Counter(blocks), dict[str, bytes](), bytearray(head)
    for key in blocks:
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


def _stamp(path: Path) -> str:
    """Returns the stamp of a file, or the stamps of the files in a folder."""
    if path.is_dir():
        return "\n".join(_stamp(file) for file in sorted(path.iterdir()) if file.is_file())
    return stamp(path)
