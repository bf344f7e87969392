"""Reads the user's own sound files without offset and rumble, and measures them in passing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import inf, log10
from pathlib import Path

from voiceguide.audio import pcm
from voiceguide.audio.condition import Condition
from voiceguide.audio.decode import decode_pieces
from voiceguide.audio.filters import FLOAT, ROOMY, regrouped
from voiceguide.audio.rumble import without_rumble
from voiceguide.timecode import SAMPLES_PER_MS

_AT_ONCE = 131_072
"""The number of bytes that are measured at once."""

_TOP = 1 << 8 * ROOMY.width - 1


@dataclass(slots=True)
class Heard:
    """Measurements of a sound in passing: its size in bytes, its extremes, and the energy of each
    channel and of their mean. `condition` is the condition of its file."""

    channels: int
    condition: Condition = field(default_factory=Condition)
    size: int = 0
    least: int = 0
    most: int = 0
    energies: tuple[float, ...] = ()
    mono: float = 0.0

    def read(self, path: Path, longest_ms: int) -> Iterator[bytes]:
        """Returns the sound of a file in pieces (FLOAT). Raises AudioError as `decode` does."""
        return decode_pieces(
            path,
            channels=self.channels,
            longest_ms=longest_ms,
            form=FLOAT,
            condition=self.condition,
        )

    def cleaned(self, sound: Iterable[bytes], fade_ms: int) -> Iterator[bytes]:
        """Yields the sound (FLOAT) without offset and rumble, in pieces (ROOMY), faded in over
        `fade_ms` and padded with silence to a whole millisecond."""
        yield from self._passing(without_rumble(sound, self.channels, fade_ms))
        padding = bytes(-self.size % self.width)
        self.size += len(padding)
        yield padding

    def _passing(self, sound: Iterable[bytes]) -> Iterator[bytes]:
        energies, width = [0.0] * self.channels, ROOMY.width
        for piece in regrouped(sound, _AT_ONCE):
            least, most = pcm.extremes(piece, width)
            self.size += len(piece)
            self.least, self.most = min(self.least, least), max(self.most, most)
            for index in range(self.channels):
                one = pcm.channel(piece, index, self.channels, width)
                energies[index] += pcm.power(one, width) * len(one)
            if self.channels == 2:
                both = pcm.averaged(piece, width)
                self.mono += pcm.power(both, width) * len(both)
            yield piece
        self.energies = tuple(energies)

    @property
    def width(self) -> int:
        """The number of bytes per millisecond."""
        return SAMPLES_PER_MS * ROOMY.width * self.channels

    @property
    def length_ms(self) -> int:
        """The length of the sound."""
        return self.size // self.width

    @property
    def peak_dbfs(self) -> float:
        """The highest sample in dBFS; over 0 in files that go beyond full scale."""
        return roomy_dbfs(self.least, self.most)

    @property
    def balance_db(self) -> float:
        """The level of the left channel relative to the right one; 0 with one channel."""
        return _decibels(self.energies[0], self.energies[-1])

    @property
    def mono_db(self) -> float:
        """The level of the channels' mean relative to the louder channel; 0 with one channel."""
        return _decibels(self.mono, max(self.energies)) if self.channels == 2 else 0.0


def roomy_dbfs(least: int, most: int) -> float:
    """Returns the level of the higher of two extremes (ROOMY); -inf for silence."""
    peak = max(-least, most) / _TOP / ROOMY.full_scale
    return 20 * log10(peak) if peak > 0 else -inf


def _decibels(one: float, other: float) -> float:
    """Returns the ratio of two energies in dB; 0 for two silences."""
    if one == other:
        return 0.0
    if not one or not other:
        return inf if one else -inf
    return 10 * log10(one / other)
