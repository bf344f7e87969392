"""Finds a word's onset, the moment it is first heard, and makes clips start a fixed time before it.

The silence around a word is trimmed, but soft consonants are kept: up to 90 ms of the "f" of
"four". A word is on the beat if its onset is.
"""

from voiceguide.audio import levels
from voiceguide.audio.clip import BYTES_PER_MS
from voiceguide.audio.fade import fade_in
from voiceguide.audio.pcm import rms
from voiceguide.timecode import SAMPLES_PER_MS

_WINDOW_MS = 5
_LOUDEST_MS = 10


def onset_ms(pcm: bytes) -> int:
    """Returns when a mono sound at 48 kHz first reaches `levels.ONSET_DB`; 0 for silence."""
    size = _LOUDEST_MS * BYTES_PER_MS
    loudest = max((rms(pcm[at : at + size]) for at in range(0, len(pcm), size)), default=0)
    threshold = max(1.0, loudest * 10 ** (levels.ONSET_DB / 20))
    window = _WINDOW_MS * BYTES_PER_MS
    for at in range(0, len(pcm), BYTES_PER_MS):
        if rms(pcm[at : at + window]) >= threshold:
            return at // BYTES_PER_MS + _WINDOW_MS // 2
    return 0


def on_beat(pcm: bytes) -> bytes:
    """Returns a word trimmed or padded so that its onset comes after exactly
    `levels.BEAT_LEAD_MS`."""
    missing_ms = levels.BEAT_LEAD_MS - onset_ms(pcm)
    if missing_ms >= 0:
        return bytes(missing_ms * BYTES_PER_MS) + pcm
    return fade_in(pcm[-missing_ms * BYTES_PER_MS :], 0, levels.EDGE_FADE_MS * SAMPLES_PER_MS)
