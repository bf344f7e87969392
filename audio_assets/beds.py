"""The beds: seamless loops to play under a whole session."""

from levels import Pcm, at_integrated, dithered
from rain import rain
from room_tone import room_tone
from sea import sea
from warm_pad import warm_pad

LOUDNESS = -36.0
"""Integrated loudness in LUFS over both channels: 20 LU below speech in both, which is at -16."""

BIT_RATES = {
    "beds/room-tone": 64_000,
    "beds/rain": 148_000,
    "beds/sea": 116_000,
    "beds/warm-pad": 84_000,
}
"""In bits per second. The coding noise stays 4 dB or more below the audible. More is not always
better: from 122 kbit/s on, the encoder also codes the sea above 12 kHz, which nobody hears, and
needs 136 to be as good as at 116."""

LIFTS = {"beds/sea": 1.0}
"""The boost in dB, from 11 to 12.5 kHz, that makes up for the frequencies above; coding omits
them."""


def beds() -> dict[str, Pcm]:
    """Returns every bed by its file name, without suffix."""
    return {
        "beds/room-tone": dithered(room_tone()),
        "beds/rain": at_integrated(rain(), LOUDNESS),
        "beds/sea": at_integrated(sea(), LOUDNESS),
        "beds/warm-pad": at_integrated(warm_pad(), LOUDNESS),
    }
