"""Examines an installation, and says how to get what is missing.

Each part is imported where it is tried, so that a missing part is a finding and
doesn't end the examination.
"""

import io
import platform
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

from voiceguide.speech import registry

if TYPE_CHECKING:
    from voiceguide.track.format import Format

_SAMPLE = "Lay your palm flat on the shoulder."
_REINSTALL = "Install it again: pip install --force-reinstall voiceguide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The result of one check. If something `needed` is missing, no session can be made."""

    what: str
    good: bool
    details: str
    needed: bool = True


def examine() -> Iterator[Finding]:
    """Tries every part by using it, and yields each finding as soon as it is known."""
    system = f"{platform.python_version()} on {platform.system()}"
    yield Finding(what="Python", good=True, details=system)
    yield from _packages()
    yield from _engines()
    yield _try("MP3 encoder", _encode, _REINSTALL)
    yield _try("Chimes and beds", _sounds, _REINSTALL)
    languages = _try("Languages", _languages)
    yield languages
    # Languages come before scripts, since reading a script needs its language.
    yield _try("Bundled scripts", _scripts if languages.good else _script_names, _REINSTALL)
    yield _try("Track formats", _formats, needed=False)
    yield _cache()


def _packages() -> Iterator[Finding]:
    for name in _required():
        try:
            yield Finding(what=name, good=True, details=metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Finding(what=name, good=False, details=f"Install it with: pip install {name}")


def _required() -> list[str]:
    """The packages that voiceguide requires on this system, according to its metadata."""
    requirements = [Requirement(text) for text in metadata.requires("voiceguide") or ()]
    return [r.name for r in requirements if r.marker is None or r.marker.evaluate({"extra": ""})]


def _engines() -> Iterator[Finding]:
    for name in registry.engine_names():
        yield _try(f"engine {name}", partial(_engine, name), _cure(name), needed=name == "pyttsx3")


def _cure(engine: str) -> str:
    own = engine in ("pyttsx3", "command", "silent")
    return _REINSTALL if own else "See: voiceguide engines"


def _engine(name: str) -> str:
    """Speaks, unless an option is missing. Options come only from the environment."""
    from voiceguide.audio.shaping import clip_from_files
    from voiceguide.files.temporary import temporary_folder
    from voiceguide.speech.engine import traits_of
    from voiceguide.speech.options import how_to_set
    from voiceguide.speech.voicing import Voicing, create_engine, missing_options

    asked = Voicing(engine=name)
    for option in missing_options(asked):
        return f"ready once you {how_to_set(name, option)}"
    if lacking := _lacking_voice(name):
        return f"ready once it has a voice: voiceguide voices install {lacking}"
    speaker = create_engine(asked)
    if traits_of(speaker).charges:
        speaker.close()
        return "set up, but not tried: its service may charge for each use"
    with closing(speaker), temporary_folder() as folder:
        target = folder / "sample"
        speaker.speak(_SAMPLE, target)
        clip = clip_from_files([target], "sample", silent=speaker.silent)
        return f"spoke a sentence, {clip.length_ms / 1000:.1f} s long"


def _lacking_voice(engine: str) -> str:
    """Returns a voice to install if the engine is installed but none of its voices is."""
    from voiceguide.speech.voices import places
    from voiceguide.speech.voices.known import of_engine

    voices = of_engine(engine)
    if not voices or not places.engine_is_installed(engine) or any(map(places.find, voices)):
        return ""
    return voices[0].id


def _encode() -> str:
    from voiceguide.track.mp3.encoder import encode_frames
    from voiceguide.track.mp3.form import MONO

    encode_frames(bytes(10 * 1152 * 2), MONO, drop=1, keep=2)
    return "works"


def _sounds() -> str:
    from voiceguide.audio import library as sounds
    from voiceguide.sounds import BEDS, CHIME_SETS, MEANINGS

    found = [sounds.chime(kind, name) for name in CHIME_SETS for kind in MEANINGS]
    found += [sounds.bed(name) for name in BEDS]
    return f"{len(found)} sounds"


def _languages() -> str:
    """Reads the user's own languages."""
    from voiceguide.wording import language, places

    codes = [language.of(code).code for code in language.own_codes()]
    return f"{', '.join(codes) or 'none'} in {places.own()}" if places.own() else "the bundled ones"


def _script_names() -> str:
    from voiceguide.script import library

    if not library.names():
        raise FileNotFoundError("no scripts were found")
    return ", ".join(library.names())


def _scripts() -> str:
    from voiceguide.script import library, reader

    _script_names()
    return ", ".join(
        f"{name} ({len(reader.load(library.find(name)).steps)} steps)" for name in library.names()
    )


def _formats() -> str:
    """Loads every format, and writes a moment of silence in voiceguide's own.

    Raises InputError, with a message for each that doesn't work.
    """
    from voiceguide.errors import InputError, VoiceguideError
    from voiceguide.track.formats import FORMATS, find_format, suffixes

    faults = []
    for suffix in suffixes():
        try:
            kind = find_format(Path(f"track{suffix}"))
            if kind is not None and suffix in FORMATS:
                _write_silence(kind)
        except VoiceguideError as error:
            faults.append(str(error))
    if faults:
        raise InputError("; ".join(faults))
    return ", ".join(suffixes())


def _write_silence(kind: "Format") -> None:
    from voiceguide.audio.scene import Scene
    from voiceguide.cache.store import NOWHERE
    from voiceguide.track.tags import Tags

    silence, tags = Scene(total_ms=48, placed=()), Tags(title="Silence")
    kind.write(
        io.BytesIO(), silence, tags, NOWHERE, workers=1, on_progress=lambda _done, _all: None
    )


def _cache() -> Finding:
    from voiceguide.cache.environment import default_cache
    from voiceguide.cache.limit import limit
    from voiceguide.errors import InputError

    try:
        cache = default_cache()
    except InputError as error:
        return Finding(what="Cache", good=False, details=str(error), needed=False)
    folder = cache.folder
    if cache.name:
        return Finding(what="Cache", good=True, details=f"in {cache.name}", needed=False)
    if folder is None:
        details = "there is no home folder; set VOICEGUIDE_CACHE to a folder for the cache"
        return Finding(what="Cache", good=False, details=details, needed=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        details = f"{folder}: {error.strerror}; set VOICEGUIDE_CACHE to a folder you can write to"
        return Finding(what="Cache", good=False, details=details, needed=False)
    try:
        limit(folder)
    except InputError as error:
        details = f"{error}. Until this is corrected, no old entries are removed"
        return Finding(what="Cache", good=False, details=details, needed=False)
    return Finding(what="Cache", good=True, details=str(folder), needed=False)


def _try(what: str, trial: Callable[[], str], cure: str = "", *, needed: bool = True) -> Finding:
    """Returns the finding of a trial; `cure` is for errors whose messages contain no advice."""
    try:
        return Finding(what=what, good=True, details=trial(), needed=needed)
    except Exception as error:  # whatever is wrong, examine the rest
        reason = str(error) or type(error).__name__
        return Finding(
            what=what, good=False, details=f"{reason}. {cure}" if cure else reason, needed=needed
        )
