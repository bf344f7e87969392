"""The track: tags, the frame that says how long it is, and the sound."""

from collections.abc import Callable
from contextlib import closing
from typing import BinaryIO

from voiceguide.audio.scene import Scene
from voiceguide.timecode import FRAME_MS
from voiceguide.track.blocks import encode_blocks, frame_count
from voiceguide.track.form import form_of
from voiceguide.track.header import header_frame
from voiceguide.track.id3 import id3_tag
from voiceguide.track.tags import Tags

_REPORT_MS = 1000
"""Progress is told once a second of sound, not after each of the many short blocks."""


def write_mp3(
    stream: BinaryIO,
    scene: Scene,
    tags: Tags,
    *,
    workers: int,
    on_progress: Callable[[int, int], None],
) -> None:
    """Write `scene` to `stream` as an MP3 file of the form that its channels ask for.

    Decoded, its sample n is the scene's sample n. `workers` threads encode;
    the bytes do not depend on how many. `on_progress` is told the milliseconds
    done and the milliseconds in all, about every second of sound.

    Raises ValueError for a scene that is not a whole number of MP3 frames
    long, AudioError where the encoder fails. OSErrors of `stream` pass through.
    """
    frames, form = frame_count(scene), form_of(scene.channels)
    stream.write(id3_tag(tags))
    stream.write(header_frame(frames, form))
    done = 0
    with closing(encode_blocks(scene, workers=workers)) as blocks:
        for block in blocks:
            stream.write(block)
            before, done = done, done + len(block) // form.frame_bytes * FRAME_MS
            if done // _REPORT_MS > before // _REPORT_MS or done == scene.total_ms:
                on_progress(done, scene.total_ms)
