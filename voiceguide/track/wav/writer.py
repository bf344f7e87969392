"""Writes the WAV file: tags, marks at the chapters, and the unchanged samples.

The ID3 tag is the MP3's, in a separate chunk: most readers of WAV tags know it. The INFO list is
for Windows, and the marks are for sound editors.
"""

import struct
from collections.abc import Sequence
from contextlib import closing
from typing import BinaryIO, Final

from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.audio.scene import Scene
from voiceguide.cache.store import Store
from voiceguide.timecode import SAMPLE_RATE, SAMPLES_PER_MS
from voiceguide.track.format import Written
from voiceguide.track.mp3.id3 import id3_tag
from voiceguide.track.one_pass import OnProgress, rendered, sample_count
from voiceguide.track.tags import Mark, Tags, short_title
from voiceguide.track.wav.chunks import chunk, file_head

_PCM: Final = 1


def write_wav(
    stream: BinaryIO,
    scene: Scene,
    tags: Tags,
    store: Store,  # noqa: ARG001 (there is nothing to encode)
    *,
    workers: int,  # noqa: ARG001 (as above)
    on_progress: OnProgress,
) -> Written:
    """Writes the scene and its tags. OSErrors of `stream` pass through."""
    width, samples = SAMPLE_WIDTH * scene.channels, sample_count(scene)
    form = (_PCM, scene.channels, SAMPLE_RATE, SAMPLE_RATE * width, width, 8 * SAMPLE_WIDTH)
    chunks = chunk(b"fmt ", struct.pack("<HHIIHH", *form))
    chunks += chunk(b"LIST", _info(tags)) + chunk(b"id3 ", id3_tag(tags)) + _marks(tags.chapters)
    stream.write(file_head(chunks, samples * width, samples))
    with closing(rendered(scene, on_progress)) as pieces:
        stream.writelines(pieces)
    return Written(encoded=1)


def _info(tags: Tags) -> bytes:
    texts = {
        b"INAM": tags.title,
        b"IART": tags.artist,
        b"IPRD": tags.album,
        b"IGNR": tags.genre,
        b"ICMT": tags.comment,
    }
    return b"INFO" + b"".join(chunk(name, _text(text)) for name, text in texts.items() if text)


def _marks(chapters: Sequence[Mark]) -> bytes:
    """Returns a mark for each chapter, and their names.

    Their numbers are those of the tag's chapters: ffmpeg reads both, and takes equal ones as one.
    """
    if not chapters:
        return b""
    points = [
        struct.pack("<II4sIII", number, at, b"data", 0, 0, at)
        for number, at in enumerate(mark.start_ms * SAMPLES_PER_MS for mark in chapters)
    ]
    names = [
        chunk(b"labl", struct.pack("<I", number) + _text(short_title(mark.title)))
        for number, mark in enumerate(chapters)
    ]
    counted = struct.pack("<I", len(points)) + b"".join(points)
    return chunk(b"cue ", counted) + chunk(b"LIST", b"adtl" + b"".join(names))


def _text(text: str) -> bytes:
    return text.replace("\0", " ").encode(errors="replace") + b"\0"
