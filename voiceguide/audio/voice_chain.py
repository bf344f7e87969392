"""What is done to a voice before it is levelled: presets of ffmpeg's filters, as data."""

from dataclasses import dataclass

from voiceguide.errors import UnknownNameError

AUTO = "auto"
"""Asks for the preset that the engine says suits it."""

DRIVE_LUFS = -23.0
"""Every voice comes into its chain this loud, so that thresholds mean the same for all of
them; at full scale 23 dB above, nothing that the filters add is clipped."""

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
"""Below the deepest voice there is only hum, thumps and offset."""

_SIBILANTS: Filter = (
    "adynamicequalizer",
    (
        "dfrequency=6000:dqfactor=1:tfrequency=6000:tqfactor=0.7:mode=cutabove"
        ":threshold=0.04:ratio=2:range=3:attack=2:release=40"
    ),
)
"""Turns 6 kHz down by up to 4 dB, and only while a hiss there is about as loud as a vowel."""

_EVEN: Filter = (
    "acompressor",
    "threshold=0.06:ratio=2:knee=4:detection=rms:attack=10:release=150",
)
"""From 1 dB under the speech's mean level on, half as much louder."""

OFF = VoiceChain(name="off")
"""Levelled, and nothing else."""

NATURAL = VoiceChain(name="natural", filters=(_RUMBLE, _SIBILANTS, _EVEN))
"""For recorded, joined or neural voices: nothing that colours them."""

FORMANT = VoiceChain(
    name="formant",
    filters=(
        _RUMBLE,
        ("equalizer", "frequency=3000:width_type=q:width=1:gain=4"),
        _SIBILANTS,
        _EVEN,
    ),
)
"""For espeak-ng."""

_PRESETS = {chain.name: chain for chain in (FORMANT, NATURAL, OFF)}


def find(name: str) -> VoiceChain:
    """The preset of that name. Raises UnknownNameError."""
    if name not in _PRESETS:
        raise UnknownNameError("voice chain", name, [AUTO, *_PRESETS])
    return _PRESETS[name]
