"""Encodes PCM into MP3 frames that can be cut apart and joined again.

Every frame is independent: the bit reservoir is off, so no frame borrows bytes
from the one before it. At 48 kHz and a constant bit rate, every frame has 1,152
samples (24 ms) and the same number of bytes, never a padding byte.
"""

from array import array
from ctypes import CDLL
from fractions import Fraction
from importlib.metadata import version

import av
from av.audio.frame import AudioFrame
from av.error import FFmpegError

from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.errors import AudioError
from voiceguide.timecode import SAMPLE_RATE
from voiceguide.track.mp3.form import Form
from voiceguide.track.mp3.lame import SCALE, encode, library

QUALITY = 7
"""LAME's -q. Measured on speech over room tone at this bit rate, noise relative to a masking model
is 0.1 dB (0.4 dB with -q 2, -0.5 dB with -q 3), and the signal-to-noise ratio is 41 dB (34 dB or
less with those). With bits to spare, noise shaping gains nothing and takes twice the time."""

_CURE = "Reinstall it with: pip install --force-reinstall lameenc av"


def fingerprint(form: Form) -> str:
    """Returns everything that the frames depend on, except the sound."""
    with_lame = library() is not None
    made_by = f"lameenc {version('lameenc')}" if with_lame else f"av {av.__version__}"
    return f"{made_by}, quality {QUALITY}, scale {SCALE}, {form!r}"


def encode_frames(pcm: bytes, form: Form, *, drop: int, keep: int) -> bytes:
    """Encodes 48 kHz 16-bit `pcm`, channels interleaved; returns frames [drop : drop + keep].

    Frame i decodes to the samples that begin 1,105 before sample i * 1,152: the
    delay of encoder and decoder together. Raises AudioError if the encoder fails or
    returns too few frames.
    """
    try:
        lame = library()
        encoded = _encode(pcm, form) if lame is None else _encode_by(lame, pcm, form)
        frames = encoded[drop : drop + keep]
    except (FFmpegError, ValueError) as error:
        raise AudioError(f"the MP3 encoder failed: {error}. {_CURE}") from error
    if len(frames) < keep or not all(map(form.owns, frames)):
        raise AudioError(
            f"the MP3 encoder did not return frames of {form.bit_rate // 1000} kbit/s "
            f"in {form.channels} channels. {_CURE}"
        )
    return b"".join(frames)


def _encode_by(lame: CDLL, pcm: bytes, form: Form) -> list[bytes]:
    data = encode(lame, pcm, channels=form.channels, bit_rate=form.bit_rate, quality=QUALITY)
    size = form.frame_bytes
    return [data[at : at + size] for at in range(0, len(data), size)]


def _encode(pcm: bytes, form: Form) -> list[bytes]:
    layout = "mono" if form.channels == 1 else "stereo"
    context = av.CodecContext.create("libmp3lame", "w")
    context.sample_rate = SAMPLE_RATE
    context.layout = layout
    context.format = "s16p"
    context.bit_rate = form.bit_rate
    context.time_base = Fraction(1, SAMPLE_RATE)
    context.options = {"reservoir": "0", "compression_level": str(QUALITY)}
    samples = len(pcm) // (form.channels * SAMPLE_WIDTH)
    frame = AudioFrame(format="s16p", layout=layout, samples=samples)
    frame.sample_rate = SAMPLE_RATE
    frame.time_base = Fraction(1, SAMPLE_RATE)
    frame.pts = 0
    for channel, plane in enumerate(frame.planes):
        plane.update(array("h", pcm)[channel :: form.channels].tobytes())
    return [bytes(packet) for part in (frame, None) for packet in context.encode(part)]
