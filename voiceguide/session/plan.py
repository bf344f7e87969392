"""The pipeline: check, speak, plan, mix, write.

script ──▶ outline ──▶ clips ──▶ production

What only the production needs is imported where it is needed: while the words are spoken.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from voiceguide import timecode
from voiceguide.audio.levels import BED_LEVEL_LU
from voiceguide.audio.selection import CHIMES, ROOM_TONE, own_files
from voiceguide.cache.store import default_folder
from voiceguide.cache.trim import trim
from voiceguide.errors import InputError, LostClipError
from voiceguide.files import output as target
from voiceguide.script import library as scripts
from voiceguide.script import reader
from voiceguide.script.model import Script
from voiceguide.session import speak
from voiceguide.session.request import Order
from voiceguide.session.result import Made, Progress, quietly
from voiceguide.speech.ensemble import Ensemble
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline import lengths
from voiceguide.timeline.model import Timeline
from voiceguide.timeline.outline import outline
from voiceguide.track.formats import format_of
from voiceguide.track.sidecars.kinds import named

if TYPE_CHECKING:
    from voiceguide.session.write import Production


def load(script: str | Path) -> Script:
    """A bundled script by name, or a script file by path.

    Raises UnknownNameError, or ScriptError with every problem found.
    """
    path = script if isinstance(script, Path) else scripts.find(script)
    return reader.load(path)


def total_ms(
    script: Script, *, length: str | None = None, minutes: float | Fraction | None = None
) -> int:
    """The session's exact length for a named length or a number of minutes.

    Neither means the script's default. Raises UnknownNameError, LengthError,
    or InputError where both are given.
    """
    if length is not None and minutes is not None:
        raise InputError("give a named length or minutes, not both")
    if minutes is None:
        name = script.lengths.default_name if length is None else length
        return lengths.named(script.lengths, name)
    try:
        total = timecode.from_minutes(Fraction(str(minutes)))
    except ValueError as error:
        raise InputError(f"{minutes} is not a number of minutes") from error
    lengths.check(script.lengths, total)
    return total


def plan(
    script: Script | str | Path,
    *,
    length: str | None = None,
    minutes: float | Fraction | None = None,
    voicing: Voicing | None = None,
    chimes: str | Path = CHIMES,
    sleep: bool = False,
    on_progress: Progress | None = None,
) -> Timeline:
    """The timeline of a session: every cue, chime and chapter at its time.

    The words are spoken (or taken from the cache) so that the times are those
    of the track; `chimes` and `sleep` are as for `make`. Raises VoiceguideError.
    """
    from voiceguide.session.scene import signals

    script = script if isinstance(script, Script) else load(script)
    planned = outline(script, total_ms(script, length=length, minutes=minutes), sleep=sleep)
    rung, report = signals(chimes), on_progress or quietly
    with (
        closing(Ensemble(voicing or Voicing(), script.language)) as ensemble,
        speak.speaking(script, planned, ensemble, report) as spoken,
    ):
        phrases = spoken()
    trim(default_folder())
    return speak.timed(planned, speak.measured(phrases), rung)


def estimate(
    script: Script,
    *,
    length: str | None = None,
    minutes: float | Fraction | None = None,
    sleep: bool = False,
) -> Timeline:
    """About what `plan` gives, at an everyday pace of speaking; nothing is spoken.

    Raises LengthError or PlanError where the words or the rules don't fit.
    """
    from voiceguide.session.scene import signals

    planned = outline(script, total_ms(script, length=length, minutes=minutes), sleep=sleep)
    return speak.timed(planned, speak.everyday(script), signals())


def make(
    script: Script | str | Path,
    output: str | Path,
    *,
    length: str | None = None,
    minutes: float | Fraction | None = None,
    voicing: Voicing | None = None,
    bed: str | Path = ROOM_TONE,
    bed_level_lu: float = BED_LEVEL_LU,
    chimes: str | Path = CHIMES,
    sleep: bool = False,
    sidecars: Sequence[str] = (),
    inspect: bool = True,
    on_progress: Progress | None = None,
    receipt_key: str | None = None,
    inputs: Sequence[Path] = (),
    ensemble: Ensemble | None = None,
) -> Made:
    """Make a session: `output`, in the format of its suffix, and the `sidecars` beside it.

    `bed` is a bundled bed, a sound file, or "none", at `bed_level_lu` against
    speech; `chimes` is a bundled set or a folder of sounds; `sleep` ends gently,
    for falling asleep; `sidecars` are names from captions, chapters, timeline,
    lyrics; with `inspect` the track is read back before it gets its name; under
    `receipt_key` it is kept what the session was made of; `inputs` are more files that are
    never written over; an `ensemble` that was started ahead speaks for its own
    voicing. Files appear whole, all together, or not at all. Raises VoiceguideError.
    """
    output = Path(output)
    spared = [*inputs, *input_files(script, bed, chimes)]
    wanted = named([sidecars] if isinstance(sidecars, str) else sidecars)
    format_of(output)
    script = script if isinstance(script, Script) else load(script)
    total = total_ms(script, length=length, minutes=minutes)
    order = Order(
        script=script,
        planned=outline(script, total, sleep=sleep),
        bed=bed,
        bed_level_lu=bed_level_lu,
        chimes=chimes,
        sleep=sleep,
        output=output,
        track=target.resolve(output, spared),
        beside=tuple((kind, target.resolve(kind.path(output), spared)) for kind in wanted),
        inspect=inspect,
        receipt_key=receipt_key,
    )
    report, fresh = on_progress or quietly, set[str]()
    with closing(ensemble or Ensemble(voicing or Voicing(), script.language)) as voices:
        try:
            made = _produced(order, voices, report, fresh.add)
        except LostClipError:
            # Damage is found when a sound is mixed; now all of it is read before it counts as kept.
            made = _produced(order, voices, report, fresh.add, checked=True)
    trim(default_folder())
    return replace(made, spoken=len(fresh))


def _produced(
    order: Order,
    ensemble: Ensemble,
    report: Progress,
    on_spoken: Callable[[str], None],
    *,
    checked: bool = False,
) -> Made:
    """Speak, and have the rest got ready meanwhile; what is kept is taken from there."""
    # What may be wrong with a sound is said before a word is; bundled ones are in order.
    own = None if order.is_bundled else _production(order, checked=checked)
    with speak.speaking(
        order.script,
        order.planned,
        ensemble,
        report,
        on_spoken=on_spoken,
        checked=checked,
    ) as spoken:
        production = own or _production(order, checked=checked)
        art = production.drawn()
        phrases = spoken()
    return production.finished(phrases, art, report)


def _production(order: Order, *, checked: bool) -> "Production":
    from voiceguide.session.write import Production

    return Production(order, checked=checked)


def input_files(script: Script | str | Path, bed: str | Path, chimes: str | Path) -> Iterator[Path]:
    """The files that the session is made from: never to be written over."""
    if not isinstance(script, Script):
        yield script if isinstance(script, Path) else scripts.find(script)
    yield from own_files(bed, chimes)
