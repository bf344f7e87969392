"""Builds a page that plays a script's sessions, or a finished track."""

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from urllib.parse import quote

from voiceguide import timecode
from voiceguide.cache.store import Cache
from voiceguide.errors import InputError, nearest
from voiceguide.files import output as files
from voiceguide.files.temporary import temporary_folder
from voiceguide.page.content import Content, Session
from voiceguide.page.document import write_page
from voiceguide.progress import OnProgress, ignore, of_whole
from voiceguide.script.guidance import FULL
from voiceguide.script.model import Script
from voiceguide.script.wishes import Wishes
from voiceguide.session.choices import Choices
from voiceguide.session.given import Given
from voiceguide.session.make import make
from voiceguide.session.plan import total_ms
from voiceguide.session.request import Request, voicing_of
from voiceguide.session.result import Made
from voiceguide.speech.automatic import ChosenVoice
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline.model import Timeline
from voiceguide.track.finished import finished
from voiceguide.track.formats import DEFAULT, find_format, suffixes
from voiceguide.track.stored_timeline import sidecar_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The files that were written. `missing_ms` is the length that a track lacks at its end."""

    path: Path
    sounds: tuple[Path, ...]
    timelines: tuple[Timeline, ...]
    missing_ms: int = 0


def page_of_script(
    script: Script | str | Path,
    output: str | Path,
    *,
    lengths: Sequence[str] = (),
    length: str | None = None,
    minutes: float | Fraction | None = None,
    inside: bool = True,
    voicing: Voicing | None = None,
    bed: str | Path | None = None,
    bed_level_lu: float | None = None,
    chimes: str | Path | None = None,
    sleep: bool = False,
    guidance: str = FULL,
    without: Sequence[str] = (),
    more: Sequence[str] = (),
    cache: Cache | None = None,
    on_voice: Callable[[ChosenVoice], None] | None = None,
    on_progress: OnProgress | None = None,
) -> Page:
    """Makes a session for each of a script's named `lengths`, and a page that plays them.

    Without `lengths`, makes one session of that `length` or that many `minutes`, or of the script's
    default length. The sounds are `inside` the page, or files beside it. Everything else is as for
    `make`. All files appear whole or not at all. Raises VoiceguideError.
    """
    given, output = Given.of(script), Path(output)
    loaded, included = given.parsed()
    names = [lengths] if isinstance(lengths, str) else lengths
    wishes = Wishes.of(guidance=guidance, without=without, more=more)
    wanted = _wanted(loaded, names, length, minutes, wishes)
    choices = Choices.of(loaded)
    sounds = Request(bed=bed, bed_level_lu=bed_level_lu, chimes=chimes).sounds(choices)
    inputs = [*given.paths(included), *sounds.files()]
    target = files.OutputFile.at(output, inputs, files.PAGES, "a page")
    beside = [
        output.with_name(f"{output.stem}-{timecode.duration(one.total_ms)}{DEFAULT.suffix}")
        for one in wanted
    ]
    tracks = {} if inside else {path: files.resolve(path, inputs) for path in beside}
    session = partial(
        make,
        loaded,
        voicing=voicing_of(voicing or Voicing(), choices, loaded.language, on_voice),
        bed=bed,
        bed_level_lu=bed_level_lu,
        chimes=chimes,
        sleep=sleep,
        guidance=guidance,
        without=without,
        more=more,
        cache=cache,
    )
    with temporary_folder() as folder:
        tracked = [folder / path.name for path in beside]
        addresses = [None if inside else quote(path.name) for path in beside]
        made = _made(session, wanted, tracked, on_progress or ignore)
        sessions = [
            Session(timeline=track.timeline, name=one.name, address=address)
            for one, track, address in zip(wanted, made, addresses, strict=True)
        ]
        _publish(target, sessions, tracked, tuple(tracks.values()))
    return Page(
        path=output, sounds=tuple(tracks), timelines=tuple(track.timeline for track in made)
    )


def _made(
    session: Callable[..., Made],
    wanted: Sequence["_Length"],
    sounds: Sequence[Path],
    on_progress: OnProgress,
) -> list[Made]:
    """Makes each session, and reports progress as a share of all of them."""
    return [
        session(
            sound,
            length=one.name or None,
            minutes=one.minutes,
            on_progress=of_whole(on_progress, number, len(wanted)),
        )
        for number, (one, sound) in enumerate(zip(wanted, sounds, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _Length:
    """The length of one requested session: the script's name for it, or a number of minutes."""

    name: str
    minutes: float | Fraction | None
    total_ms: int


def _wanted(
    script: Script,
    lengths: Sequence[str],
    length: str | None,
    minutes: float | Fraction | None,
    wishes: Wishes,
) -> list[_Length]:
    """Returns each length once.

    Raises UnknownNameError, LengthError, or InputError for a wrong combination.
    """
    if lengths and (length is not None or minutes is not None):
        raise InputError("give either several lengths to choose from, or one length, not both")
    if minutes is not None:
        whole_ms = total_ms(script, length=length, minutes=minutes, wishes=wishes)
        return [_Length("", minutes, whole_ms)]
    names = dict.fromkeys(lengths) or [length or script.lengths.default_name]
    return [_Length(name, None, total_ms(script, length=name, wishes=wishes)) for name in names]


def page_of_track(track: str | Path, output: str | Path, *, inside: bool = True) -> Page:
    """Writes a page that plays a finished track, whether voiceguide made it or not.

    Without a timeline in the track, the page shows its chapters. The sound is `inside` the page, or
    stays a separate file. Raises VoiceguideError.
    """
    track, output = Path(track), Path(output)
    if find_format(track) is None:
        hint = nearest(track.suffix.lower(), suffixes())
        raise InputError(f"{track}: a page is made from a script or a finished track{hint}")
    target = files.OutputFile.at(output, [track, sidecar_path(track)], files.PAGES, "a page")
    played = session_of_track(track, None if inside else _address(track, target.place.parent))
    _publish(target, [played], [track], ())
    return Page(
        path=output,
        sounds=() if inside else (track,),
        timelines=(played.timeline,),
        missing_ms=0 if played.ends_ms is None else played.timeline.total_ms - played.ends_ms,
    )


def session_of_track(track: Path, address: str | None = None) -> Session:
    """Returns a finished track as a page's session; its sound is at `address`, or inside the page.

    Raises AudioError if it has no sound.
    """
    found = finished(track)
    ends_ms = found.sound_ms if found.missing_ms else None
    return Session(timeline=found.timeline, address=address, ends_ms=ends_ms)


def _address(track: Path, folder: Path) -> str:
    """Returns a track's address, relative to a page in `folder`."""
    try:
        return quote(Path(os.path.relpath(track.resolve(), folder)).as_posix())
    except ValueError as error:
        raise InputError(
            f"{track} is on a different drive from the page, so the page can't link to it; put the "
            "page beside it, or the sound inside the page"
        ) from error


def _publish(
    target: files.OutputFile,
    sessions: Sequence[Session],
    sounds: Sequence[Path],
    tracks: Sequence[Path],
) -> None:
    """Writes the page, and copies the sounds to `tracks`.

    If the sessions have no address, puts the sounds inside the page.
    """
    content = Content(sessions=sessions)
    with files.publishing(target.path) as publication:
        inside = [] if sessions[0].address else sounds
        write_page(publication.open(target.place), content, inside)
        for sound, track in zip(sounds, tracks, strict=False):
            with sound.open("rb") as stream:
                shutil.copyfileobj(stream, publication.open(track))
