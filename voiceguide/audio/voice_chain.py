"""Presets of ffmpeg's filters, as data, for a voice before it is levelled."""

from dataclasses import dataclass

from voiceguide.errors import UnknownNameError

AUTO = "auto"
"""The name for the preset that the engine recommends."""

DRIVE_LUFS = -23.0
"""The loudness at which every voice enters its chain, so that thresholds mean the same for all.
Full scale is far enough above it that nothing clips in the chain."""

Filter = tuple[str, str]
"""A filter's name and its arguments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceChain:
    """A preset: the filters applied to a voice, in order."""

    name: str
    filters: tuple[Filter, ...] = ()

    def fingerprint(self) -> str:
        """Returns everything the sound depends on; part of the cache key."""
        return f"{self.name}, {DRIVE_LUFS}, {self.filters!r}"


_RUMBLE: Filter = ("highpass", "frequency=70")
"""A high-pass: below the deepest voice there is only hum and thumps."""

_PRESENCE: Filter = ("equalizer", "frequency=3000:width_type=q:width=1:gain=5")
"""A boost between 2 and 4 kHz, where consonants differ and espeak-ng has a dip of some 8 dB."""

_SIBILANTS: Filter = (
    "adynamicequalizer",
    (
        "dfrequency=6000:dqfactor=1:tfrequency=6000:tqfactor=0.7:mode=cutabove"
        ":threshold=0.02:ratio=2:range=4:attack=2:release=40"
    ),
)
"""A de-esser: turns hiss at 6 kHz down while it sounds, by 1 dB in the engines' speech, and by 5 dB
if it is as loud as a vowel."""

_EVEN: Filter = (
    "acompressor",
    "threshold=0.06:ratio=2:knee=4:detection=rms:attack=30:release=300",
)
"""A compressor: halves every rise in level above roughly the mean. It is slow, because an attack of
3 ms flattens the onsets of consonants, so that more words are misheard."""

_AIR: Filter = (
    "aecho",
    (
        "in_gain=1:out_gain=1:delays=7|13|19|29|41"  # in ms: walls within seven metres
        ":decays=0.10|0.08|0.06|0.04|0.02"  # the first at -20 dB, each quieter
    ),
)
"""The first reflections of a small room. Their tail is 41 ms long, and onsets don't move."""

_PEAKS: Filter = ("alimiter", "limit=0.27:attack=5:release=50:level=0:latency=1")
"""A limiter: turns single peaks down before the loudness is measured, so that phrases become
equally loud. It is low enough that nineteen phrases in twenty need no limiter afterwards."""

OFF = VoiceChain(name="off")
"""No filters; voices are only levelled."""

NATURAL = VoiceChain(name="natural", filters=(_RUMBLE, _SIBILANTS, _EVEN, _PEAKS))
"""For recorded, concatenated or neural voices; it does not colour them."""

FORMANT = VoiceChain(name="formant", filters=(_RUMBLE, _PRESENCE, _SIBILANTS, _EVEN, _AIR, _PEAKS))
"""For espeak-ng."""

_PRESETS = {chain.name: chain for chain in (FORMANT, NATURAL, OFF)}


def find(name: str) -> VoiceChain:
    """Returns the preset of that name. Raises UnknownNameError."""
    if name not in _PRESETS:
        raise UnknownNameError("voice chain", name, [AUTO, *_PRESETS])
    return _PRESETS[name]
