"""The pipeline: from a script to a finished session.

    make ─▶ given     the script, by name, path or value
            request   what the user wants
            reuse     made before, and nothing changed? assembled from the cache ─────────┐
              │                                                                           │
              ▼                                                                           │
            job       script ─▶ outline (timeline.outline): the words of this session     │
            speak     outline ─▶ clips, in the background, while write prepares           │
            write     prepare: bed (sounds), chimes, pictures                             │
            speak     clips ─▶ timeline ─▶ clips of the reminders ─▶ timeline             │
            write     timeline, clips ─▶ scene ─▶ mix, encode, tag                        │
              │                                                                           │
              ▼                                                                           ▼
            result    Made ◀──────────────────────────────────────────────────────────────┘

`preview` takes the same path in drafts, for playing while words are still being spoken.

An unchanged session needs none of the libraries that read, plan and write one. So they are
imported when they are first needed, and while an engine is at work.
"""

import io
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from voiceguide.cache.environment import default_cache
from voiceguide.cache.store import Cache
from voiceguide.errors import InputError, LostClipError
from voiceguide.files.temporary import temporary_folder
from voiceguide.progress import OnProgress, ignore
from voiceguide.script.guidance import FULL
from voiceguide.script.wishes import Wishes
from voiceguide.session import reuse
from voiceguide.session.given import Given
from voiceguide.session.installation import installation
from voiceguide.session.request import Request, Sounds, voicing_of
from voiceguide.session.result import Made
from voiceguide.speech.automatic import ChosenVoice
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline import lengths

if TYPE_CHECKING:
    from voiceguide.script.model import Script
    from voiceguide.session.job import Job
    from voiceguide.session.write import Prepared
    from voiceguide.speech.engine_pool import EnginePool

_AT_ONCE = 1_000_000
"""The number of bytes that are copied to a stream at a time."""


class Sink(Protocol):
    """Anything that takes bytes: an open binary file, a BytesIO, a response."""

    def write(self, piece: bytes, /) -> object:
        """Takes the next bytes of a track."""


def make(
    script: "Script | str | Path",
    output: str | Path | Sink | None = None,
    *,
    length: str | None = None,
    minutes: float | Fraction | None = None,
    voicing: Voicing | None = None,
    bed: str | Path | None = None,
    bed_level_lu: float | None = None,
    chimes: str | Path | None = None,
    sleep: bool = False,
    guidance: str = FULL,
    without: Sequence[str] = (),
    more: Sequence[str] = (),
    sidecars: Sequence[str] = (),
    inspect: bool = True,
    step: str | None = None,
    cache: Cache | None = None,
    on_voice: Callable[[ChosenVoice], None] | None = None,
    on_progress: OnProgress | None = None,
) -> Made:
    """Makes a session: one track, and the `sidecars` beside it.

    `script` is the name of a bundled script, the path of a script file, or a loaded script.
    `output` is a file, whose suffix chooses the format, or a stream open for writing bytes, which
    gets an MP3; None means a file in the current folder, named after the script and the length.
    `length` is one of the script's named lengths; or give `minutes`. Without either, the script's
    default length.

    `step` is the id of a step, of one of its rounds or of a group: makes only that, as it is in the
    session, with its own words alone spoken and the times of the others estimated.

    `bed` is a bundled bed, a sound file, or "none"; `bed_level_lu` is its level relative to
    speech (-40 to -10 LU). `chimes` is a bundled set or a folder of sounds. If one of them
    is None, the script's choice applies, or else the default: room tone, -20 LU, classic.

    With `sleep`, the session ends gently, for falling asleep. `guidance` is full, brief or bare.
    The steps whose ids are in `without` are left out, and those in `more` last longer, where the
    script allows it; the others share the time.

    `sidecars` are any of captions, chapters, timeline, lyrics. With `inspect`, the finished track
    is checked, and broken rules are noted. Speech, encoded sound and finished tracks are stored in
    `cache`, by default the user's own. If the engine is "auto", `on_voice` is called with its
    choice before any work.
    `on_progress` is called during the work; an exception from it ends the work.

    Files appear whole, all together, or not at all. Raises VoiceguideError.
    """
    request = Request(
        voicing=voicing or Voicing(),
        bed=bed,
        bed_level_lu=bed_level_lu,
        chimes=chimes,
        sleep=sleep,
        wishes=Wishes.of(guidance=guidance, without=without, more=more),
        sidecars=(sidecars,) if isinstance(sidecars, str) else tuple(sidecars),
        inspect=inspect,
        step=step,
    )
    call = _Call(
        given=Given.of(script),
        request=request,
        length=length,
        minutes=minutes,
        cache=default_cache() if cache is None else _checked(cache),
        on_voice=on_voice,
        report=on_progress or ignore,
    )
    if output is None or isinstance(output, str | Path):
        return _to_file(call, None if output is None else Path(output))
    return _to_stream(call, output)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """A call of `make`, without its output."""

    given: Given
    request: Request
    length: str | None
    minutes: float | Fraction | None
    cache: Cache
    on_voice: Callable[[ChosenVoice], None] | None
    report: OnProgress
    included: tuple[str, ...] = ()
    """The files that the script includes, by their paths from its folder."""

    def inputs(self, sounds: Sounds) -> list[Path]:
        """Returns the files that the session is made from, which must never be overwritten."""
        return [*self.given.paths(self.included), *sounds.files()]


def _checked(cache: Cache) -> Cache:
    if not isinstance(cache, Cache):
        raise InputError(f"cache={cache!r}: expected a voiceguide.Cache, such as Cache.at(folder)")
    return cache


def _to_stream(call: _Call, stream: Sink) -> Made:
    """Makes the file in a temporary folder, and copies it to the stream."""
    if not _takes_bytes(stream):
        raise InputError(
            f"the output {stream!r} takes no bytes; give a file's name, or a stream in binary mode"
        )
    if call.request.sidecars:
        raise InputError(
            "sidecars are named after the track; give a file as output, or leave them out"
        )
    with temporary_folder() as folder:
        track = (folder / "session").with_suffix(_default_suffix())
        made = _to_file(call, track)
        with track.open("rb") as file:
            while piece := file.read(_AT_ONCE):
                stream.write(piece)
    return replace(made, track=None)


def _default_suffix() -> str:
    from voiceguide.track.formats import DEFAULT

    return DEFAULT.suffix


def _takes_bytes(stream: object) -> bool:
    return callable(getattr(stream, "write", None)) and not isinstance(stream, io.TextIOBase)


def _to_file(call: _Call, output: Path | None) -> Made:
    """Assembles the session if it was made before; otherwise, makes it."""
    installed = installation()
    wishes = call.request.wishes
    facts, script = call.given.facts(call.cache.store("script"), installed, wishes)
    total_ms = lengths.total_ms(facts, length=call.length, minutes=call.minutes)
    sounds = call.request.sounds(facts.choices)
    voicing = voicing_of(call.request.voicing, facts.choices, facts.language, call.on_voice)
    call = replace(
        call, request=replace(call.request, voicing=voicing), included=tuple(facts.included)
    )
    if output is None:
        suffix = f"{wishes.suffix}{_default_suffix()}"
        output = call.given.default_output(total_ms, suffix, call.request.step)
    session = f"{facts.digest}, {total_ms} ms, {output.suffix.lower()}"
    key = reuse.key_of(session, facts.language, call.request, sounds, installed)
    if key is not None:
        made = reuse.assemble(key, call.cache, output, call.inputs(sounds))
        if made is not None:
            return made
    return _made(call, script or call.given.read(), sounds, total_ms, output, key)


def _made(
    call: _Call,
    script: "Script",
    sounds: Sounds,
    total_ms: int,
    output: Path,
    key: str | None,
) -> Made:
    """Speaks, plans and writes."""
    from voiceguide.cache.trim import trim
    from voiceguide.speech.engine_pool import EnginePool

    with closing(EnginePool(call.request.voicing, script.language)) as pool:
        pool.start()
        from voiceguide.session.job import Job
        from voiceguide.timeline.outline import outline

        planned = outline(
            script,
            total_ms,
            sleep=call.request.sleep,
            whole_paragraphs=pool.speaks_paragraphs(),
            voice=pool.kind_of_voice(),
            wishes=call.request.wishes,
        )
        inputs = call.inputs(sounds)
        job = Job.of(script, planned, call.request, sounds, output, inputs, receipt_key=key)
        fresh = set[str]()
        try:
            made = _written(job, pool, call.cache, call.report, fresh.add)
        except LostClipError:
            # The mix found damaged content. This time, content is read in full before it counts,
            # and stays readable whatever the cache loses meanwhile.
            with temporary_folder() as folder:
                cache = call.cache.checked().behind(folder)
                made = _written(job, pool, cache, call.report, fresh.add)
    trim(call.cache.folder)
    return replace(made, spoken=len(fresh))


def _written(
    job: "Job",
    pool: "EnginePool",
    cache: Cache,
    report: OnProgress,
    on_spoken: Callable[[str], None],
) -> Made:
    """Speaks in the background, prepares the rest meanwhile, and writes the files."""
    from voiceguide.session.cast import cast
    from voiceguide.session.speak import speak
    from voiceguide.session.voices import Callbacks

    # The user's own sound may be unusable: report that before a word is spoken.
    prepared = None if job.sounds.is_bundled else _prepare(job, cache)
    callbacks = Callbacks(on_progress=report, on_spoken=on_spoken)
    others = cast(job.script, pool.voicing)
    with speak(job.outline, pool, cache, callbacks, others, job.excerpt) as spoken:
        prepared = prepared or _prepare(job, cache)
        said = spoken(prepared.chimes)
    from voiceguide.session.write import write

    return write(job, said, prepared, cache, report)


def _prepare(job: "Job", cache: Cache) -> "Prepared":
    from voiceguide.session.write import prepare

    return prepare(job, cache)
