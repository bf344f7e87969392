"""How voiceguide encodes AAC."""

from typing import Final

from voiceguide.track.one_pass import Encoder

FRAME_SAMPLES: Final = 1024

_DELAY: Final = 1024
"""Samples that the encoder puts before the first one; decoders need them to start."""


def encoder(channels: int) -> Encoder:
    """Returns the encoder for that many channels.

    Measured on a massage over rain, ffmpeg's coder "fast" takes a third of the time of its other
    one, and has a signal-to-noise ratio of 36 dB in place of 26.
    """
    return Encoder(
        name="aac",
        title="AAC",
        sample_form="fltp",
        bit_rate=80_000 if channels == 1 else 128_000,
        options={"aac_coder": "fast"},
    )


def lead(samples: int) -> int:
    """Returns how many samples of silence go before that many, so that they fill whole frames.

    Players skip what an edit list tells them to skip at the start. At the end, ffmpeg and others
    play the last frame to its end, so that is where the last sample has to be.
    """
    return -samples % FRAME_SAMPLES


def priming(samples: int) -> int:
    """Returns how many decoded samples precede the first one to be heard."""
    return _DELAY + lead(samples)


def frame_count(samples: int) -> int:
    """Returns how many frames that many samples take, with the priming."""
    return (priming(samples) + samples) // FRAME_SAMPLES
