"""Plans a session with its spoken words, or with an estimate of their lengths."""

from collections.abc import Callable, Sequence
from contextlib import closing
from fractions import Fraction
from pathlib import Path

from voiceguide.cache.environment import default_cache
from voiceguide.cache.store import Cache
from voiceguide.cache.trim import trim
from voiceguide.progress import OnProgress, ignore
from voiceguide.script import library, reader
from voiceguide.script.guidance import FULL
from voiceguide.script.model import Script
from voiceguide.script.wishes import NONE, Wishes
from voiceguide.session.cast import cast
from voiceguide.session.choices import Choices
from voiceguide.session.estimates import check_pauses, everyday
from voiceguide.session.request import Request, voicing_of
from voiceguide.session.sounds import signals_for, signals_of
from voiceguide.session.speak import speak
from voiceguide.session.timing import timed
from voiceguide.session.voices import Callbacks
from voiceguide.speech.automatic import ChosenVoice
from voiceguide.speech.engine_pool import EnginePool
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline import lengths
from voiceguide.timeline.model import Timeline
from voiceguide.timeline.outline import outline
from voiceguide.timeline.wishing import lengths_of


def load(script: str | Path) -> Script:
    """Returns a bundled script by name, or a script file by path.

    Raises UnknownNameError, or ScriptError with every problem found.
    """
    path = script if isinstance(script, Path) else library.find(script)
    return reader.load(path)


def total_ms(
    script: Script,
    *,
    length: str | None = None,
    minutes: float | Fraction | None = None,
    wishes: Wishes = NONE,
) -> int:
    """Returns the session's exact length in milliseconds, from a length's name or from minutes.

    Without either, returns the script's default. Raises UnknownNameError, LengthError, or
    InputError if both are given.
    """
    return lengths.total_ms(lengths_of(script, wishes), length=length, minutes=minutes)


def plan(
    script: Script | str | Path,
    *,
    length: str | None = None,
    minutes: float | Fraction | None = None,
    voicing: Voicing | None = None,
    chimes: str | Path | None = None,
    sleep: bool = False,
    guidance: str = FULL,
    without: Sequence[str] = (),
    more: Sequence[str] = (),
    cache: Cache | None = None,
    on_voice: Callable[[ChosenVoice], None] | None = None,
    on_progress: OnProgress | None = None,
) -> Timeline:
    """Returns the timeline of a session: every cue, chime and chapter at its time.

    The words are spoken (or taken from the cache), so the times are the same
    as in the track. Everything else is as for `make`. Raises VoiceguideError.
    """
    wishes = Wishes.of(guidance=guidance, without=without, more=more)
    script = script if isinstance(script, Script) else load(script)
    cache = default_cache() if cache is None else cache
    whole_ms = total_ms(script, length=length, minutes=minutes, wishes=wishes)
    choices = Choices.of(script)
    rung = signals_for(script, Request(chimes=chimes).sounds(choices))
    callbacks = Callbacks(on_progress=on_progress or ignore)
    chosen = voicing_of(voicing or Voicing(), choices, script.language, on_voice)
    with closing(EnginePool(chosen, script.language)) as pool:
        planned = outline(
            script,
            whole_ms,
            sleep=sleep,
            whole_paragraphs=pool.speaks_paragraphs(),
            voice=pool.kind_of_voice(),
            wishes=wishes,
        )
        with speak(planned, pool, cache, callbacks, cast(script, pool.voicing)) as spoken:
            timeline = spoken(rung).timeline
    trim(cache.folder)
    return timeline


def estimate(
    script: Script | str | Path,
    *,
    length: str | None = None,
    minutes: float | Fraction | None = None,
    sleep: bool = False,
    guidance: str = FULL,
    without: Sequence[str] = (),
    more: Sequence[str] = (),
) -> Timeline:
    """Returns an approximate `plan`, at an everyday pace of speech; nothing is spoken.

    Raises LengthError if the words don't fit, PlanError if the script's rules can't be kept.
    """
    wishes = Wishes.of(guidance=guidance, without=without, more=more)
    script = script if isinstance(script, Script) else load(script)
    whole_ms = total_ms(script, length=length, minutes=minutes, wishes=wishes)
    planned = outline(script, whole_ms, sleep=sleep, wishes=wishes)
    check_pauses(planned)
    return timed(planned, everyday(planned), signals_of(script))
