"""Writes the Opus file (RFC 7845): a header, tags, and pages of about a second of sound.

Silence before the first sample makes the last one end a packet, so that even players that don't
trim the last packet end with it. The number that tells streams apart is taken from the content.
"""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO, Final

from voiceguide.audio.scene import Scene
from voiceguide.cache.store import Store
from voiceguide.errors import AudioError
from voiceguide.track.format import Written
from voiceguide.track.kept import Kept
from voiceguide.track.one_pass import OnProgress, rendered, sample_count
from voiceguide.track.opus.form import FRAME_SAMPLES, encoder, pre_skip, with_pre_skip
from voiceguide.track.opus.pages import FIRST, LAST, MOST_SEGMENTS, lacing, packet_pages, page
from voiceguide.track.tags import Tags
from voiceguide.track.vorbis_comment import comments

_PACKETS_A_PAGE: Final = 50


def write_opus(
    stream: BinaryIO,
    scene: Scene,
    tags: Tags,
    store: Store,
    *,
    workers: int,  # noqa: ARG001 (it is encoded in one pass)
    on_progress: OnProgress,
) -> Written:
    """Writes the scene and its tags. Raises AudioError; OSErrors of `stream` pass through."""
    opus = encoder(scene.channels)
    context = opus.opened(scene.channels)
    delay, samples = pre_skip(context.extradata or b""), sample_count(scene)
    lead = -(delay + samples) % FRAME_SAMPLES
    head = with_pre_skip(context.extradata or b"", delay + lead)
    described = b"OpusTags" + comments(tags, picture=True)
    serial = zlib.crc32(described)
    heads = [page(lacing(head), head, serial=serial, number=0, position=0, flags=FIRST)]
    heads += packet_pages(described, serial=serial, number=1)
    stream.writelines(heads)
    kept = Kept(stream, store)
    sound = _Sound(
        serial=serial, first=len(heads), packets=(delay + lead + samples) // FRAME_SAMPLES
    )
    with closing(rendered(scene, on_progress, lead=lead)) as pieces:
        for one in sound.pages(opus.packets(context, pieces, scene.channels)):
            kept.write(one)
    kept.finish()
    return Written(encoded=kept.fresh, head=b"".join(heads), blocks=tuple(kept.keys))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sound:
    """The pages of sound, numbered from `first` on, with `packets` packets in all."""

    serial: int
    first: int
    packets: int

    def pages(self, encoded: Iterable[bytes]) -> Iterator[bytes]:
        """Yields the pages. Raises AudioError for another number of packets."""
        sizes, content, done, number = b"", b"", 0, self.first
        waiting = 0
        for packet in encoded:
            segments = lacing(packet)
            if waiting == _PACKETS_A_PAGE or len(sizes) + len(segments) > MOST_SEGMENTS:
                yield self._page(sizes, content, number, done)
                sizes, content, waiting, number = b"", b"", 0, number + 1
            sizes += segments
            content += packet
            waiting, done = waiting + 1, done + 1
        if done != self.packets:
            raise AudioError(f"the encoder for Opus made {done} packets of {self.packets}")
        yield self._page(sizes, content, number, done)

    def _page(self, sizes: bytes, content: bytes, number: int, done: int) -> bytes:
        return page(
            sizes,
            content,
            serial=self.serial,
            number=number,
            position=done * FRAME_SAMPLES,
            flags=LAST if done == self.packets else 0,
        )
