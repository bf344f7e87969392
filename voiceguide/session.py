"""The pipeline: check, speak, plan, mix, write. The only module that knows all of them.

script ──▶ outline ──▶ clips ──▶ timeline ──▶ scene ──▶ track and sidecars
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from voiceguide import rehearsal, timecode
from voiceguide.audio import library as sounds
from voiceguide.audio.chime_files import chime_files
from voiceguide.audio.clip import Clip
from voiceguide.errors import InputError, LostClipError
from voiceguide.labelling import labels
from voiceguide.made import Made, Progress, quietly
from voiceguide.proof.gate import admit
from voiceguide.receipts import Receipt
from voiceguide.script import library as scripts
from voiceguide.script import reader
from voiceguide.script.model import Script
from voiceguide.speech.ensemble import Ensemble
from voiceguide.speech.voicing import Voicing
from voiceguide.staging import (
    BED_LEVEL_LU,
    CHIMES,
    Backdrop,
    backdrop,
    faint,
    scene,
    signals,
    with_bed,
)
from voiceguide.store import Store, default_folder
from voiceguide.timeline import lengths
from voiceguide.timeline.model import ChimeKind, Timeline
from voiceguide.timeline.outline import outline
from voiceguide.track import target
from voiceguide.track.artwork import artwork
from voiceguide.track.mp3 import write_mp3
from voiceguide.track.sidecars import Sidecar, named
from voiceguide.track.timeline_json import compact_timeline_json
from voiceguide.upkeep.trim import trim


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
    script = script if isinstance(script, Script) else load(script)
    planned = outline(script, total_ms(script, length=length, minutes=minutes), sleep=sleep)
    report = on_progress or quietly
    with closing(Ensemble(voicing or Voicing(), script.language)) as ensemble:
        spoken = rehearsal.rehearse(script, planned, ensemble, signals(chimes), report)
    trim(default_folder())
    return spoken.timeline


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
    planned = outline(script, total_ms(script, length=length, minutes=minutes), sleep=sleep)
    return rehearsal.timed(planned, rehearsal.everyday(script), signals())


def make(
    script: Script | str | Path,
    output: str | Path,
    *,
    length: str | None = None,
    minutes: float | Fraction | None = None,
    voicing: Voicing | None = None,
    bed: str | Path = "room-tone",
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
    """Make a session: `output`, an MP3 file, and the `sidecars` beside it.

    `bed` is a bundled bed, a sound file, or "none", at `bed_level_lu` against
    speech; `chimes` is a bundled set or a folder of sounds; `sleep` ends gently,
    for falling asleep; `sidecars` are names from captions, chapters, timeline,
    lyrics; with `inspect` the track is read back before it gets its name; under
    `receipt_key` it is kept what the session was made of; `inputs` are more files that are
    never written over; an `ensemble` that was started ahead speaks for its own
    voicing. Files appear whole, all together, or not at all. Raises VoiceguideError.
    """
    kept = default_folder()
    setting = backdrop(bed, bed_level_lu, sleep=sleep, store=Store(kept, "bed"))
    chosen = signals(chimes)
    output = Path(output)
    spared = [*inputs, *input_files(script, bed, chimes)]
    wanted = named([sidecars] if isinstance(sidecars, str) else sidecars)
    target.check_track(output)
    script = script if isinstance(script, Script) else load(script)
    total = total_ms(script, length=length, minutes=minutes)
    track = target.resolve(output, spared)
    beside = [target.resolve(kind.path(output), spared) for kind in wanted]
    order = _Order(
        script=script,
        total_ms=total,
        output=output,
        track=track,
        beside=tuple(zip(wanted, beside, strict=True)),
        ensemble=ensemble or Ensemble(voicing or Voicing(), script.language),
        backdrop=setting,
        chimes=chosen,
        notes=tuple(faint(setting, chimes, chosen)),
        inspect=inspect,
        receipt_key=receipt_key,
    )
    report = on_progress or quietly
    with closing(order.ensemble):
        try:
            made = _produce(order, kept, report)
        except LostClipError:
            # Damage is found when a sound is mixed; now all of it is read before it counts as kept.
            checked = Store(kept, "bed", checked=True)
            setting = backdrop(bed, bed_level_lu, sleep=sleep, store=checked)
            made = _produce(replace(order, backdrop=setting), kept, report, checked=True)
    trim(kept)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """A session that can be made: everything asked for was found to be there."""

    script: Script
    total_ms: int
    output: Path
    track: Path
    beside: tuple[tuple[Sidecar, Path], ...]
    ensemble: Ensemble
    backdrop: Backdrop
    chimes: Mapping[ChimeKind, Clip]
    notes: tuple[str, ...]
    inspect: bool
    receipt_key: str | None


def _produce(order: _Order, kept: Path | None, report: Progress, *, checked: bool = False) -> Made:
    """Speak, plan, mix, write; what is in the store under `kept` is taken from there."""
    script, sleep = order.script, order.backdrop.sleep
    planned = outline(script, order.total_ms, sleep=sleep)
    with ThreadPoolExecutor(1) as sketching:
        pictures = [step.picture for step in planned.steps]
        art = sketching.submit(artwork, pictures, Store(kept, "picture"))
        rehearsed = rehearsal.rehearse(
            script, planned, order.ensemble, order.chimes, report, checked=checked
        )
    timeline = with_bed(rehearsed.timeline, order.backdrop)
    tags = labels(script, timeline, art.result())
    with target.publishing(order.output, advice=target.RUN_AGAIN) as publication:
        file = publication.open(order.track)
        written = write_mp3(
            file,
            scene(timeline, rehearsed.phrases, order.chimes, order.backdrop),
            tags,
            Store(kept, "block"),
            workers=os.cpu_count() or 1,
            on_progress=lambda done, whole: report("encode", done, whole),
        )
        notes = (*order.notes, *(admit(file, timeline) if order.inspect else ()))
        texts = [(kind.suffix, kind.text(timeline)) for kind, _ in order.beside]
        for (_, text), (_, path) in zip(texts, order.beside, strict=True):
            publication.open(path).write(text.encode())
    receipt = Receipt(
        head=written.head,
        blocks=written.blocks,
        timeline=compact_timeline_json(timeline),
        sidecars=tuple(texts),
        total_ms=order.total_ms,
        chapters=len(timeline.chapters),
        notes=notes,
    )
    if order.receipt_key is not None:
        Store(kept, "track").put(order.receipt_key, receipt.pack())
    made = receipt.made(order.output)
    return replace(made, spoken=rehearsed.spoken, encoded=written.encoded)


def input_files(script: Script | str | Path, bed: str | Path, chimes: str | Path) -> Iterator[Path]:
    """The files that the session is made from: never to be written over."""
    if not isinstance(script, Script):
        yield script if isinstance(script, Path) else scripts.find(script)
    if str(bed) not in (*sounds.beds(), sounds.NO_BED):
        yield Path(bed)
    if str(chimes) not in sounds.chime_sets():
        yield from chime_files(Path(chimes))
