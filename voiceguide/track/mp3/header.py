"""The first frame of the file: it states the length, and keeps players from cutting anything off.

It is a frame of silence whose bytes hold two well-known notes. It is tested with
mpg123, mp3val, mutagen and two generations of ffmpeg, and checked against the
source code of Android's players:

- Without any note, ffmpeg warns that it only estimates the duration.
- An Info note with a frame count makes mpg123 cut 529 samples, the decoder
  delay that it assumes; our frames start sample-exactly without any cut.
- So Info carries only the byte count: enough for players to skip this frame
  and to take the bit rate as constant, not enough for a gapless cut.
- The frame count is in a VBRI note, which ffmpeg reads too: its duration is
  exact, and it warns of nothing.
- The rest of both notes is zero on purpose. Android's players look for LAME's
  replay gain and its delay and padding at bytes 44 to 51 and 54 to 56, or 162
  to 164, whether LAME's name is there or not. These overlap the VBRI note's
  byte count, table size and table. A table of contents would make players' end
  times inexact; at a constant bit rate, a division is enough.
"""

import struct

from voiceguide.track.mp3.form import Form

_VBRI_AT = 4 + 32
"""The same for any number of channels."""

_HAS_BYTES = 2


def header_frame(frames: int, form: Form) -> bytes:
    """Returns the frame that precedes `frames` frames of sound.

    In stereo both notes would be at the same position, so there is only Info.
    Players behave the same, but ffmpeg divides by the bit rate, and warns of it.
    A header in another form than the sound works too, but would mislead a
    player that takes the number of channels from it.
    """
    info = struct.pack(">4sII", b"Info", _HAS_BYTES, (frames + 1) * form.frame_bytes)
    head = form.frame_header.ljust(form.info_at, b"\0") + info
    if len(head) > _VBRI_AT:
        return head.ljust(form.frame_bytes, b"\0")
    version, delay, quality, size, table = 1, 0, 0, 0, (0, 0, 0, 0)
    vbri = struct.pack(">4sHHHIIHHHH", b"VBRI", version, delay, quality, size, frames, *table)
    return (head.ljust(_VBRI_AT, b"\0") + vbri).ljust(form.frame_bytes, b"\0")
