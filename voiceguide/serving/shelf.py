"""What each address gives: settled before the first question, so there is nothing else to find."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from typing import Final
from urllib.parse import quote

from voiceguide import timecode
from voiceguide.errors import InputError, nearest
from voiceguide.pages import session_of_track
from voiceguide.player import offline
from voiceguide.player.content import Content
from voiceguide.track.carried import find_timeline

_PAGES: Final = (".html", ".htm")
_SOUNDS: Final = (".mp3",)
_PIECE: Final = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that voiceguide wrote."""

    kind: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A named file as it was: another one in its place is not given out.

    `forever` says that its address changes with what is in it.
    """

    kind: str
    path: Path
    size: int
    changed_ns: int
    forever: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One session or page: its name for people and its address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What is given out: `things` by address, decoded and relative; `entries` for people."""

    entries: tuple[Entry, ...]
    things: Mapping[str, Text | File]

    @property
    def start(self) -> str:
        """The address to begin at: the only page, or the list of them."""
        return self.entries[0].address if len(self.entries) == 1 else ""


def shelf(files: Sequence[Path]) -> Shelf:
    """The shelf with these pages and MP3s, and no other files.

    An MP3 gets a page of its own, which can be installed and works offline. Raises
    InputError for what isn't there or is something else, AudioError for an MP3 without sound.
    """
    things: dict[str, Text | File] = {}
    entries = []
    for path in dict.fromkeys(file.resolve() for file in files):
        suffix = path.suffix.lower()
        if suffix not in _PAGES + _SOUNDS:
            hint = nearest(suffix, [*_SOUNDS, _PAGES[0]])
            raise InputError(f"{path}: only pages and MP3 files are given out{hint}")
        kind = "text/html; charset=utf-8" if suffix in _PAGES else "audio/mpeg"
        file = _file(path, kind)
        # Under its own name, too: a page finds a sound that lies beside it, if both are named.
        things.setdefault(path.name, file)
        if suffix in _PAGES:
            entries.append(Entry(name=path.stem, address=_free(path.name, things, file)))
        else:
            entries.append(_session(path, file, things))
    listed = _list(entries)
    return Shelf(entries=tuple(entries), things={**things, "": listed})


def sessions_in(folder: Path) -> list[Path]:
    """The MP3s in a folder that voiceguide made, by name."""
    tracks = sorted(path for path in folder.iterdir() if path.suffix.lower() in _SOUNDS)
    return [path for path in tracks if path.is_file() and find_timeline(path) is not None]


def _file(path: Path, kind: str) -> File:
    try:
        with path.open("rb"):
            found = path.stat()
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from error
    return File(kind=kind, path=path, size=found.st_size, changed_ns=found.st_mtime_ns)


def _free(name: str, things: dict[str, Text | File], file: File) -> str:
    """The address of a page's own name; with a number where another file has that name."""
    if things[name] is file:
        return quote(name, errors="replace")
    address = _folder(name, things)
    things[address] = file
    return address


def _session(path: Path, sound: File, things: dict[str, Text | File]) -> Entry:
    """Put an MP3's page, and what belongs to it, in a folder of its own."""
    folder = _folder(path.stem, things)
    name = f"sound-{_version(path)}.mp3"
    session = session_of_track(path, name)
    for address, (kind, text) in offline.files(Content(sessions=[session], served=True)).items():
        place = f"{folder}/{address.removeprefix('./')}"
        things[place] = Text(kind=kind, body=text.encode(errors="replace"))
    things[f"{folder}/{name}"] = File(
        kind=sound.kind,
        path=path,
        size=sound.size,
        changed_ns=sound.changed_ns,
        forever=True,
    )
    length = timecode.clock(session.timeline.total_ms)
    return Entry(name=f"{session.timeline.title}, {length}", address=f"{folder}/")


def _folder(stem: str, things: Mapping[str, object]) -> str:
    """A short plain name that no other has, for addresses that fit in a small QR code."""
    plain = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:24].strip("-") or "session"
    taken = {address.split("/")[0] for address in things}
    names = (plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _version(path: Path) -> str:
    """Of what is in the file: browsers keep a sound under its address."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()[:12]


def _list(entries: Sequence[Entry]) -> Text:
    template = (Path(__file__).parent / "list.html").read_text(encoding="utf-8")
    items = "".join(
        f'<li><a href="{escape(entry.address)}"><bdi>{escape(entry.name)}</bdi></a></li>\n'
        for entry in entries
    )
    page = Template(template).substitute(items=items)
    return Text(kind="text/html; charset=utf-8", body=page.encode(errors="replace"))
