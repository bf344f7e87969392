"""Measures the level and the sharpest bend of every 10 ms of a sound, called a row."""

from array import array
from math import inf, log10

from voiceguide.audio import pcm
from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.audio.stream import Block
from voiceguide.timecode import SAMPLES_PER_MS

ROW_MS = 10
"""The length of sound that one level covers."""

ROW_SAMPLES = ROW_MS * SAMPLES_PER_MS


class LevelMeter:
    """Measures the RMS level and the sharpest bend of each row, two bytes each.

    A level is 0 only for digital silence; the softest sound has at least 1.
    """

    def __init__(self) -> None:
        self.rms, self.bends = array("H"), array("H")
        self._last = b""

    def feed(self, block: Block) -> None:
        """Takes the next block."""
        row = ROW_SAMPLES * SAMPLE_WIDTH * block.channels
        known = 2 * SAMPLE_WIDTH * block.channels
        bends = pcm.bends((self._last or bytes(known)) + block.pcm, block.channels)
        for at in range(0, len(block.pcm), row):
            self.rms.append(pcm.rms(piece := block.pcm[at : at + row]) or any(piece))
            self.bends.append(pcm.peak(bends[at : at + row]))
        self._last = block.pcm[-known:]


def decibels(level: float) -> float:
    """Returns a level, with full scale 32,768, in dB; -inf for silence."""
    return 20 * log10(level / pcm.FULL_SCALE) if level > 0 else -inf
