"""The first frame of the file: how long it is, and that nothing is to be cut off.

It is a frame of silence whose bytes carry two well-known notes. Tried on
mpg123, mp3val, mutagen and two generations of ffmpeg, and read in the sources
of Android's players:

- Without any note, ffmpeg warns that it only estimates the duration.
- An Info note with a frame count makes mpg123 cut 529 samples, the decoder
  delay that it assumes; our frames start sample-exactly without any cut.
- So Info carries the byte count alone: enough for players to skip this frame
  and to take the bit rate as constant, not enough for a gapless cut.
- The frame count stands in a VBRI note, which ffmpeg reads as well: its
  duration is exact and it warns of nothing.
- The rest of both notes is zero on purpose. Android's players look for LAME's
  replay gain and its delay and padding at bytes 44 to 51 and 54 to 56, or 162
  to 164, whether LAME's name is there or not. They overlap the VBRI note's
  byte count, table size and table. A table of contents would cost players
  their exact ends, and at a constant bit rate it says nothing that a division
  does not.
"""

import struct

from voiceguide.track.mp3.form import Form

_VBRI_AT = 4 + 32
"""Fixed, whatever the channels."""

_HAS_BYTES = 2


def header_frame(frames: int, form: Form) -> bytes:
    """The frame that goes before `frames` frames of sound.

    In stereo both notes would stand at the same place, so there is only Info:
    players do the same, and ffmpeg, which divides by the bit rate then, says
    so. A header in another form than the sound was tried and works too, but a
    player that takes the number of channels from it would be misled.
    """
    info = struct.pack(">4sII", b"Info", _HAS_BYTES, (frames + 1) * form.frame_bytes)
    head = form.frame_header.ljust(form.info_at, b"\0") + info
    if len(head) > _VBRI_AT:
        return head.ljust(form.frame_bytes, b"\0")
    version, delay, quality, size, table = 1, 0, 0, 0, (0, 0, 0, 0)
    vbri = struct.pack(">4sHHHIIHHHH", b"VBRI", version, delay, quality, size, frames, *table)
    return (head.ljust(_VBRI_AT, b"\0") + vbri).ljust(form.frame_bytes, b"\0")
