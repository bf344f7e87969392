"""The content of each address. It is fixed before the first request, so nothing else is served."""

import hashlib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from string import Template
from typing import Final
from urllib.parse import quote

from voiceguide import timecode
from voiceguide.errors import InputError, VoiceguideError, nearest
from voiceguide.page import offline
from voiceguide.page.build import session_of_track
from voiceguide.page.content import Content
from voiceguide.server.beside import check_sounds
from voiceguide.server.files import File
from voiceguide.track.chapter_timeline import sound_ms
from voiceguide.track.formats import find_format, format_of, suffixes
from voiceguide.track.stored_timeline import find_timeline

_PAGES: Final = (".html", ".htm")
HTML: Final = "text/html; charset=utf-8"
_PIECE: Final = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that voiceguide wrote; `kind` is its media type."""

    kind: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One session or page: its name for people and its URL-quoted address.

    `missing_ms` is the part of a session's `total_ms` that is missing because its file is cut off.
    """

    name: str
    address: str
    path: Path
    total_ms: int = 0
    missing_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Everything that is served: `things` by address, decoded and relative; `entries` for people.

    `folder` contains all the files, directly or in subfolders.
    """

    folder: Path
    entries: tuple[Entry, ...]
    things: Mapping[str, Text | File]

    @property
    def start(self) -> str:
        """The address to open first: the only page, or the list of pages."""
        return self.entries[0].address if len(self.entries) == 1 else ""


def shelf(files: Sequence[Path]) -> Shelf:
    """Returns the shelf with these pages and tracks, and no other files.

    A file's address is its path below their common folder, so that pages find the sounds they link
    to. Each track also gets a page, which can be installed and works offline. Raises InputError for
    a file that is missing, or neither a page nor a track, and for a page whose sound isn't served;
    AudioError for a track without sound.
    """
    here = Path.cwd()
    given = {Path(os.path.normpath(here / file)): file for file in files}
    for path, typed in given.items():
        if not _is_page(path) and find_format(path) is None:
            hint = nearest(path.suffix.lower(), [*suffixes(), _PAGES[0]])
            raise InputError(f"{typed}: serve takes only pages and tracks{hint}")
    folder, addresses = _addresses(list(given))
    found = {path: _file(path) for path in given}
    check_sounds(given)
    things: dict[str, Text | File] = {addresses[path]: file for path, file in found.items()}
    entries = []
    for path, file in found.items():
        if _is_page(path):
            entries.append(Entry(name=path.stem, address=quote(addresses[path]), path=given[path]))
        else:
            entries.append(_session(given[path], file, things))
    things[""] = _list(entries)
    return Shelf(folder=folder, entries=tuple(entries), things=things)


def sessions_in(
    folder: Path, on_odd: Callable[[VoiceguideError], None] = lambda _error: None
) -> list[Path]:
    """Returns the tracks in a folder that voiceguide made, sorted by name.

    A track that can't be read is left out; `on_odd` is called with an error that names it.
    Raises InputError if the folder can't be read.
    """
    known = suffixes()
    try:
        tracks = sorted(path for path in folder.iterdir() if path.suffix.lower() in known)
    except OSError as error:
        raise InputError(f"{folder}: can't be read: {error.strerror or error}") from error
    return [path for path in tracks if _is_session(path, on_odd)]


def _is_session(path: Path, on_odd: Callable[[VoiceguideError], None]) -> bool:
    try:
        if not path.is_file() or find_timeline(path) is None:
            return False
        sound_ms(path)
    except OSError:  # its kind can't be found out
        return False
    except VoiceguideError as error:
        on_odd(error)
        return False
    return True


def _is_page(path: Path) -> bool:
    return path.suffix.lower() in _PAGES


def _addresses(paths: Sequence[Path]) -> tuple[Path, Mapping[Path, str]]:
    """Returns the common folder, and each file's address as the server receives it.

    Bytes that aren't valid text become replacement characters in addresses.
    """
    try:
        common = Path(os.path.commonpath([path.parent for path in paths]))
        places = {path: path.relative_to(common).parts for path in paths}
    except ValueError:  # on several drives
        common = paths[0].parent
        places = {path: tuple(part.strip(":\\/") for part in path.parts) for path in paths}
    return common, {
        path: os.fsencode("/".join(parts)).decode("utf-8", "replace")
        for path, parts in places.items()
    }


def _file(path: Path) -> File:
    kind = HTML if _is_page(path) else format_of(path).media_type
    try:
        return File.found(path, kind)
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from error


def _session(path: Path, sound: File, things: dict[str, Text | File]) -> Entry:
    """Adds a track's page, and the files it needs, in a new folder. Returns its entry."""
    folder = _folder(path.stem, things)
    name = f"sound-{_version(sound)}{path.suffix.lower()}"
    session = session_of_track(path, name)
    for address, (kind, text) in offline.files(Content(sessions=[session], served=True)).items():
        place = f"{folder}/{address.removeprefix('./')}"
        things[place] = Text(kind=kind, body=text.encode(errors="replace"))
    things[f"{folder}/{name}"] = replace(sound, forever=True)
    total_ms = session.timeline.total_ms
    return Entry(
        name=f"{session.timeline.title}, {timecode.clock(total_ms)}",
        address=f"{folder}/",
        path=path,
        total_ms=total_ms,
        missing_ms=0 if session.ends_ms is None else total_ms - session.ends_ms,
    )


def _folder(stem: str, things: Mapping[str, object]) -> str:
    """Returns a short, plain and unused name, so that addresses fit in a small QR code."""
    plain = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:24].strip("-") or "session"
    taken = {address.split("/")[0] for address in things}
    names = (plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _version(sound: File) -> str:
    """Returns a digest of the file's content for its address, since browsers cache by address."""
    digest = hashlib.sha256()
    try:
        with sound.open() as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except OSError as error:
        raise InputError(f"{sound.path}: can't be read: {error.strerror or error}") from error
    return digest.hexdigest()[:12]


def _list(entries: Sequence[Entry]) -> Text:
    template = (Path(__file__).parent / "list.html").read_text(encoding="utf-8")
    items = "".join(
        f'<li><a href="{escape(entry.address)}"><bdi>{escape(entry.name)}</bdi></a></li>\n'
        for entry in entries
    )
    page = Template(template).substitute(items=items)
    return Text(kind=HTML, body=page.encode(errors="replace"))
