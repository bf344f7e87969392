"""All of a session but its words: got ready while they are spoken, then put together with them.

clips ──▶ timeline ──▶ scene ──▶ track and sidecars
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace

from voiceguide.audio.clip import Sound
from voiceguide.cache.store import Store, default_folder
from voiceguide.files import output as target
from voiceguide.inspection.gate import admit
from voiceguide.session import speak
from voiceguide.session.request import Order
from voiceguide.session.result import Made, Progress
from voiceguide.session.reuse import Receipt
from voiceguide.session.scene import backdrop, faint, scene, signals, with_bed
from voiceguide.timeline.model import Timeline
from voiceguide.track.artwork import Artwork, artwork
from voiceguide.track.format import Written
from voiceguide.track.formats import format_of
from voiceguide.track.labels import labels
from voiceguide.track.sidecars.timeline_json import compact_timeline_json


class Production:
    """A session in the making, its bed and chimes at hand.

    Where it is `checked`, kept sounds are read before they count. Raises InputError for sounds
    that can't serve, UnknownNameError for those that don't exist.
    """

    def __init__(self, order: Order, *, checked: bool = False) -> None:
        self._order = order
        self._kept = default_folder()
        beds = Store(self._kept, "bed", checked=checked)
        self._backdrop = backdrop(order.bed, order.bed_level_lu, sleep=order.sleep, store=beds)
        self._chimes = signals(order.chimes)

    def drawn(self) -> Artwork:
        """Its pictures. Raises OutputError where they can't be drawn."""
        pictures = [step.picture for step in self._order.planned.steps]
        return artwork(pictures, Store(self._kept, "picture"))

    def finished(self, phrases: Mapping[str, Sound], art: Artwork, report: Progress) -> Made:
        """Its files, written; `phrases` are its sentences, spoken. Raises VoiceguideError."""
        order = self._order
        timeline = speak.timed(order.planned, speak.measured(phrases), self._chimes)
        timeline = with_bed(timeline, self._backdrop)
        texts = tuple((kind.suffix, kind.text(timeline)) for kind, _ in order.beside)
        kind = format_of(order.output)
        with target.publishing(order.output, advice=target.RUN_AGAIN) as publication:
            file = publication.open(order.track)
            written = kind.write(
                file,
                scene(timeline, phrases, self._chimes, self._backdrop),
                labels(order.script, timeline, art),
                Store(self._kept, "block"),
                workers=os.cpu_count() or 1,
                on_progress=lambda done, whole: report("encode", done, whole),
            )
            broken = admit(file, timeline, kind) if order.inspect else ()
            for (_, text), (_, path) in zip(texts, order.beside, strict=True):
                publication.open(path).write(text.encode())
        soft = faint(self._backdrop, order.chimes, self._chimes)
        receipt = _receipt(timeline, written, texts, (*soft, *broken))
        if order.receipt_key is not None and written.blocks:
            Store(self._kept, "track").put(order.receipt_key, receipt.pack())
        return replace(receipt.made(order.output), encoded=written.encoded)


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
