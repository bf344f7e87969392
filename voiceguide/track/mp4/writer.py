"""Writes the MP4 file: an index with tags and chapters, then the sound.

The index comes first, so that a player on the network can begin with only the start of the file.
Its size is known before the sound is encoded, its content only afterwards.
"""

import struct
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO, Final

from voiceguide.audio.scene import Scene
from voiceguide.cache.store import Store
from voiceguide.errors import AudioError
from voiceguide.timecode import SAMPLE_RATE
from voiceguide.track.format import Written
from voiceguide.track.kept import Kept
from voiceguide.track.mp4.atoms import atom, full
from voiceguide.track.mp4.chapters import chapter_list, text_track, texts
from voiceguide.track.mp4.form import encoder, frame_count, lead, priming
from voiceguide.track.mp4.sound import Sound, sound_track
from voiceguide.track.mp4.texts import tag_list
from voiceguide.track.mp4.tracks import MATRIX
from voiceguide.track.one_pass import OnProgress, rendered, sample_count
from voiceguide.track.tags import Tags

_SOUND, _CHAPTERS = 1, 2
_ONE, _FULL = 0x10000, 0x100


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of MP4 file: its brand, and Apple's number for its kind of media."""

    brand: bytes
    media: int


def _write(
    kind: Kind,
    stream: BinaryIO,
    scene: Scene,
    tags: Tags,
    store: Store,
    *,
    workers: int,  # noqa: ARG001 (it is encoded in one pass)
    on_progress: OnProgress,
) -> Written:
    """Writes the scene and its tags. Raises AudioError; OSErrors of `stream` pass through."""
    samples, aac = sample_count(scene), encoder(scene.channels)
    context = aac.opened(scene.channels)
    sound = Sound(
        channels=scene.channels,
        bit_rate=aac.bit_rate,
        config=context.extradata or b"",
        sizes=[0] * frame_count(samples),
        samples=samples,
        priming=priming(samples),
    )
    stream.write(_head(sound, tags, kind))
    kept, sizes = Kept(stream, store), list[int]()
    with closing(rendered(scene, on_progress, lead=lead(samples))) as pieces:
        for frame in aac.packets(context, pieces, scene.channels):
            kept.write(frame)
            sizes.append(len(frame))
    kept.finish()
    if len(sizes) != len(sound.sizes):
        raise AudioError(f"the encoder for AAC made {len(sizes)} frames of {len(sound.sizes)}")
    head = _head(replace(sound, sizes=sizes), tags, kind)
    stream.seek(0)
    stream.write(head)
    stream.seek(0, 2)
    return Written(encoded=kept.fresh, head=head, blocks=tuple(kept.keys))


write_m4a: Final = partial(_write, Kind(brand=b"M4A ", media=1))
write_m4b: Final = partial(_write, Kind(brand=b"M4B ", media=2))
"""Write music and audio books, each as `Write` says."""


def _head(sound: Sound, tags: Tags, kind: Kind) -> bytes:
    """Returns everything before the first frame."""
    brands = struct.pack(">4sI4s4s4s", kind.brand, 0x200, kind.brand, b"mp42", b"isom")
    names = b"".join(texts(tags.chapters))
    size = len(names) + sum(sound.sizes) + 8
    if size >= 2**32:
        raise AudioError("the sound takes more than 4 GB, which an MP4 file can't hold")
    start = struct.pack(">I4s", size, b"mdat")
    before = atom("ftyp", brands)
    at = len(before) + len(_index(sound, tags, kind, 0)) + len(start)
    return before + _index(sound, tags, kind, at) + start + names


def _index(sound: Sound, tags: Tags, kind: Kind, start: int) -> bytes:
    """Returns the index of a file whose chapter names begin at byte `start`."""
    chapters = _CHAPTERS if tags.chapters else 0
    movie = struct.pack(">IIIIIH10x", 0, 0, SAMPLE_RATE, sound.samples, _ONE, _FULL)
    tracks = [
        sound_track(
            sound,
            number=_SOUND,
            language=tags.language,
            start=start + sum(map(len, texts(tags.chapters))),
            chapters=chapters,
        )
    ]
    if tags.chapters:
        tracks.append(
            text_track(
                tags.chapters,
                number=chapters,
                language=tags.language,
                start=start,
                samples=sound.samples,
            )
        )
    listed = chapter_list(tags.chapters) if tags.chapters else b""
    return atom(
        "moov",
        full("mvhd", movie, MATRIX, bytes(24), struct.pack(">I", 1 + len(tracks))),
        *tracks,
        atom("udta", tag_list(tags, kind.media), listed),
    )
