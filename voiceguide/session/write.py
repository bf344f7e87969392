"""Writes a session's files: `prepare` runs while its words are spoken, then `write`."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from voiceguide.cache.store import Cache
from voiceguide.files import output as files
from voiceguide.inspection.gate import check_new_track
from voiceguide.progress import OnProgress, Stage, counter
from voiceguide.session.job import Job
from voiceguide.session.noticed import noticed
from voiceguide.session.result import Made
from voiceguide.session.reuse import Receipt
from voiceguide.session.scene import scene, with_beds
from voiceguide.session.sounds import Beds, session_beds, signals_for
from voiceguide.session.speak import Said
from voiceguide.session.timing import Chimes
from voiceguide.timeline.model import Timeline
from voiceguide.track.artwork import Artwork, artwork
from voiceguide.track.format import Written
from voiceguide.track.labels import labels
from voiceguide.track.sidecars.timeline_json import compact_timeline_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Everything in a session except its words, loaded and drawn."""

    beds: Beds
    chimes: Chimes
    art: Artwork


def prepare(job: Job, cache: Cache) -> Prepared:
    """Loads beds and chimes, and draws the pictures.

    Raises InputError for unsuitable sounds, UnknownNameError for unknown ones, and
    OutputError if a picture can't be drawn.
    """
    pictures = [step.picture for step in job.excerpt.steps(job.outline)]
    return Prepared(
        beds=session_beds(job.sounds, job.outline, job.script, store=cache.store("bed")),
        chimes=signals_for(job.script, job.sounds),
        art=artwork(pictures, cache.store("picture")),
    )


def write(job: Job, said: Said, prepared: Prepared, cache: Cache, report: OnProgress) -> Made:
    """Mixes, encodes, tags, checks and publishes the files.

    Raises VoiceguideError.
    """
    timeline = with_beds(said.timeline, prepared.beds)
    texts = tuple((kind.suffix, kind.text(timeline)) for kind, _ in job.beside)
    with files.publishing(job.output, advice=files.RUN_AGAIN) as publication:
        file = publication.open(job.track)
        written = job.kind.write(
            file,
            scene(timeline, said.clips, prepared.chimes, prepared.beds),
            labels(job.script, timeline, prepared.art),
            cache.store("block"),
            workers=os.cpu_count() or 1,
            on_progress=counter(Stage.ENCODE, report),
        )
        broken = check_new_track(file, timeline, job.kind) if job.request.inspect else ()
        for (_, text), (_, path) in zip(texts, job.beside, strict=True):
            publication.open(path).write(text.encode())
    heard = noticed(timeline, prepared.beds, job.sounds.chimes, prepared.chimes)
    receipt = _receipt(timeline, written, texts, (*_unmet(job), *heard, *broken))
    if job.receipt_key is not None and written.blocks:
        cache.store("track").put(job.receipt_key, receipt.pack())
    return replace(receipt.made(job.output), encoded=written.encoded)


def _unmet(job: Job) -> Iterator[str]:
    """Yields a note if less guidance was asked for, and there is none."""
    wished = job.request.wishes.guidance
    if wished != job.outline.guidance:
        yield f"the script says the same with {wished} guidance: it marks nothing to leave out"


def _receipt(
    timeline: Timeline,
    written: Written,
    sidecars: tuple[tuple[str, str], ...],
    notes: Sequence[str],
) -> Receipt:
    return Receipt(
        head=written.head,
        blocks=written.blocks,
        timeline=compact_timeline_json(timeline),
        sidecars=sidecars,
        total_ms=timeline.total_ms,
        chapters=len(timeline.chapters),
        notes=tuple(notes),
    )
