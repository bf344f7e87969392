"""Writes the MP3 file: the tags, the header frame, and the sound."""

from collections.abc import Callable
from contextlib import closing
from typing import BinaryIO

from voiceguide.audio.scene import Scene
from voiceguide.cache.store import Store
from voiceguide.timecode import FRAME_MS
from voiceguide.track.format import Written
from voiceguide.track.mp3.blocks import cut, frame_count
from voiceguide.track.mp3.encode_blocks import encode_all
from voiceguide.track.mp3.form import form_of
from voiceguide.track.mp3.header import header_frame
from voiceguide.track.mp3.id3 import id3_tag
from voiceguide.track.tags import Tags

_REPORT_MS = 5000
"""Sound is written, and progress reported, five seconds at a time, since most blocks are short."""


def write_mp3(
    stream: BinaryIO,
    scene: Scene,
    tags: Tags,
    store: Store,
    *,
    workers: int,
    on_progress: Callable[[int, int], None],
) -> Written:
    """Writes `scene` to `stream` as an MP3 file, mono or stereo as its channels require.

    Decoded, sample n of the file is sample n of the scene. Blocks in `store` are read from it;
    `workers` threads encode and store the rest. The bytes depend on neither.
    `on_progress` is called with the milliseconds done and in total, about every five seconds of
    sound.

    Raises ValueError if the scene's length is not a whole number of MP3 frames, AudioError if
    the encoder fails. OSErrors of `stream` pass through.
    """
    frames, form = frame_count(scene), form_of(scene.channels)
    head = id3_tag(tags) + header_frame(frames, form)
    stream.write(head)
    done, encoded, waiting = 0, set(), bytearray()
    blocks = cut(scene)
    with closing(encode_all(scene, blocks, store, workers=workers)) as made_blocks:
        for block, made in zip(blocks, made_blocks, strict=True):
            waiting += made.frames
            if made.fresh:
                encoded.add(block.key)
            before, done = done, done + len(block.frames) * FRAME_MS
            if done // _REPORT_MS > before // _REPORT_MS or done == scene.total_ms:
                stream.write(waiting)
                waiting.clear()
                on_progress(done, scene.total_ms)
    return Written(encoded=len(encoded), head=head, blocks=tuple(block.key for block in blocks))
