"""Finds and levels the sounds of a session besides speech: its bed and its chimes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from voiceguide.audio.clip import Clip, Loop
from voiceguide.audio.library import find_bed, find_chimes
from voiceguide.audio.own_chimes import chime_from_file
from voiceguide.cache.store import NOWHERE, Store
from voiceguide.errors import InputError, Problem, ScriptError
from voiceguide.script.model import Script
from voiceguide.script.sound import own_sounds
from voiceguide.session.choices import Choices
from voiceguide.session.request import Request, Sounds
from voiceguide.sounds import BED_LEVEL_LU, BEDS, CHIMES, LOUDEST_BED_LU, SOFTEST_BED_LU
from voiceguide.timeline.parts import Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionBed:
    """The session's bed under the name that the user chose.

    The sound `loop` is at `BED_LEVEL_LU`; the mix brings it to `level_lu`. The user's file may
    have the name of a `bundled` bed.
    """

    loop: Loop | None
    name: str
    bundled: bool
    level_lu: float = BED_LEVEL_LU


def session_bed(bed: str | Path, level_lu: float, *, store: Store = NOWHERE) -> SessionBed:
    """Returns a bundled bed, a sound file or "none", at `level_lu` relative to speech.

    `store` caches a sound file's bed. Raises InputError for a level outside the limits; errors
    in finding the bed pass through.
    """
    if not SOFTEST_BED_LU <= level_lu <= LOUDEST_BED_LU:
        raise InputError(
            f"the bed can't be at {level_lu:g} LU relative to speech; choose a level from "
            f"{SOFTEST_BED_LU:g} to {LOUDEST_BED_LU:g} LU"
        )
    return SessionBed(
        loop=find_bed(bed, store),
        name=Path(bed).name,
        bundled=str(bed) in BEDS,
        level_lu=level_lu,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Beds:
    """The beds of a session: its `own`, and those of steps, by id."""

    own: SessionBed
    of_steps: Mapping[str, SessionBed] = field(default_factory=dict)

    def of(self, step: str) -> SessionBed:
        """Returns the bed of a step."""
        return self.of_steps.get(step, self.own)

    @property
    def all(self) -> tuple[SessionBed, ...]:
        """Each chosen bed once."""
        return tuple({id(bed): bed for bed in (self.own, *self.of_steps.values())}.values())


def session_beds(
    sounds: Sounds, outline: Outline, script: Script, *, store: Store = NOWHERE
) -> Beds:
    """Returns all beds of a session. Raises as `session_bed` does, at the place in the script if it
    names the bed."""
    level = sounds.bed_level_lu
    with blaming(script, sounds.bed):
        own = session_bed(sounds.bed, level, store=store)
    found = {str(sounds.bed): own}
    wanted = {step.id: step.bed for step in outline.steps if step.bed and sounds.by_step}
    for bed in wanted.values():
        if bed not in found:
            with blaming(script, bed):
                found[bed] = session_bed(bed, level, store=store)
    return Beds(own=own, of_steps={step: found[bed] for step, bed in wanted.items()})


@contextmanager
def blaming(script: Script, sound: str | Path) -> Iterator[None]:
    """Turns an error about one of the script's own sounds into a ScriptError with its place."""
    try:
        yield
    except InputError as error:
        own = next((one for one in own_sounds(script) if str(one.path) == str(sound)), None)
        if own is None:
            raise
        raise ScriptError(own.origin.name, [own.problem(str(error))]) from error


def check_sounds(script: Script, *, store: Store = NOWHERE) -> None:
    """Raises ScriptError for every sound of the author's own that can't be used."""
    problems, name = list[Problem](), ""
    moments = {path for _, path in Choices.of(script).moments}
    for own in own_sounds(script):
        try:
            with blaming(script, own.path):
                if own.path.is_dir():
                    signals(own.path)
                elif own.path in moments:
                    chime_from_file(own.path)
                else:
                    session_bed(own.path, BED_LEVEL_LU, store=store)
        except ScriptError as error:
            problems += error.problems
            name = error.source
    if problems:
        raise ScriptError(name, problems)


def signals(chimes: str | Path = CHIMES) -> Mapping[str, Clip]:
    """Returns a bundled set of chimes, or the sounds in a folder, by their meaning."""
    return find_chimes(chimes)


def signals_of(script: Script) -> Mapping[str, Clip]:
    """Returns the chimes that a script chooses. Raises ScriptError for an unusable set."""
    return signals_for(script, Request().sounds(Choices.of(script)))


def signals_for(script: Script, sounds: Sounds) -> Mapping[str, Clip]:
    """Returns the chimes of a session, and those at moments by their names in the script. Raises
    InputError if they can't be used, at the place in the script if it names them."""
    with blaming(script, sounds.chimes):
        found = dict(signals(sounds.chimes))
    for name, path in sounds.moments:
        with blaming(script, path):
            found[name] = chime_from_file(path)
    return found
