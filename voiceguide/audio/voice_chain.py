"""What is done to a voice before it is levelled: presets of ffmpeg's filters, as data."""

from dataclasses import dataclass

from voiceguide.errors import UnknownNameError

AUTO = "auto"
"""Asks for the preset that the engine says suits it."""

DRIVE_LUFS = -23.0
"""Every voice comes into its chain this loud, so that thresholds mean the same for all of
them; full scale is far enough above for nothing to be clipped on the way."""

Filter = tuple[str, str]
"""A filter's name and its arguments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceChain:
    """A preset: the filters that a voice goes through, in their order."""

    name: str
    filters: tuple[Filter, ...] = ()

    def fingerprint(self) -> str:
        """All that the sound depends on; part of the cache key."""
        return f"{self.name}, {DRIVE_LUFS}, {self.filters!r}"


_RUMBLE: Filter = ("highpass", "frequency=70")
"""Below the deepest voice there is only hum and thumps."""

_PRESENCE: Filter = ("equalizer", "frequency=3000:width_type=q:width=1:gain=5")
"""Consonants are told apart between 2 and 4 kHz, where espeak-ng has a hole of some 8 dB."""

_SIBILANTS: Filter = (
    "adynamicequalizer",
    (
        "dfrequency=6000:dqfactor=1:tfrequency=6000:tqfactor=0.7:mode=cutabove"
        ":threshold=0.02:ratio=2:range=4:attack=2:release=40"
    ),
)
"""Turns a hiss at 6 kHz down while it sounds, the more the louder: by 1 dB in what the
engines say, by 5 dB where it is as loud as a vowel."""

_EVEN: Filter = (
    "acompressor",
    "threshold=0.06:ratio=2:knee=4:detection=rms:attack=30:release=300",
)
"""From about the mean level on, half as much louder. Slow, because an attack of 3 ms flattens
the onsets of consonants, and more words are taken for others."""

_AIR: Filter = (
    "aecho",
    (
        "in_gain=1:out_gain=1:delays=7|13|19|29|41"  # ms: walls within seven metres of way
        ":decays=0.10|0.08|0.06|0.04|0.02"  # each some 20 dB down, and less
    ),
)
"""The first reflections of a small room; their tail is 41 ms long, and no start moves."""

_PEAKS: Filter = ("alimiter", "limit=0.27:attack=5:release=50:level=0:latency=1")
"""Single peaks, held down before the loudness is measured, so that phrases come out level;
so far that nineteen of twenty stay under the ceiling, and need no limiter after it."""

OFF = VoiceChain(name="off")
"""Levelled, and nothing else."""

NATURAL = VoiceChain(name="natural", filters=(_RUMBLE, _SIBILANTS, _EVEN, _PEAKS))
"""For recorded, joined or neural voices: nothing that colours them."""

FORMANT = VoiceChain(name="formant", filters=(_RUMBLE, _PRESENCE, _SIBILANTS, _EVEN, _AIR, _PEAKS))
"""For espeak-ng."""

_PRESETS = {chain.name: chain for chain in (FORMANT, NATURAL, OFF)}


def find(name: str) -> VoiceChain:
    """The preset of that name. Raises UnknownNameError."""
    if name not in _PRESETS:
        raise UnknownNameError("voice chain", name, [AUTO, *_PRESETS])
    return _PRESETS[name]
