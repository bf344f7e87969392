"""Meters that measure a sound block by block."""

from array import array
from math import inf

from voiceguide.audio import pcm
from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.audio.fade import fade_in, fade_out
from voiceguide.audio.loudness import true_peak_dbtp
from voiceguide.audio.rows import ROW_SAMPLES
from voiceguide.audio.stream import Block
from voiceguide.timecode import SAMPLES_PER_MS

CLIPPED = pcm.FULL_SCALE - 8
"""Samples at or above this count as full scale, whatever the rounding."""

CLIPPED_RUN = 3
"""So many samples in a row at full scale are clipped, not the top of a wave."""

MOST_CLIPPED = 100
"""The most places that are collected."""

EDGE_SAMPLES = ROW_SAMPLES
"""The length of the fades at both ends of a block that is measured alone."""

NEAR_PEAK = 0.75
"""A wave rises only a little between samples: parts below this share of the highest sample so far
(-2.5 dB) contain no higher true peak."""


class PeakMeter:
    """Measures the true peak, skipping parts that are too low to contain it."""

    def __init__(self) -> None:
        self._sample_peak = 0
        self._highest = -inf
        self._before = b""

    @property
    def dbtp(self) -> float:
        """The highest so far, in dBTP."""
        return self._highest

    def feed(self, block: Block) -> None:
        """Takes the next block. Measures it together with the end of the last one, which was faded
        when that was measured."""
        whole = self._before + block.pcm
        for index in range(block.channels):
            sound = pcm.channel(whole, index, block.channels)
            peak = pcm.peak(sound)
            if peak > 0 and peak >= self._sample_peak * NEAR_PEAK:
                self._sample_peak = max(peak, self._sample_peak)
                self._highest = max(self._highest, true_peak_dbtp(_edges_faded(sound)))
        self._before = whole[-2 * EDGE_SAMPLES * SAMPLE_WIDTH * block.channels :]


def _edges_faded(sound: bytes) -> bytes:
    """Returns the sound faded at both ends, because a wave that breaks off overshoots."""
    edge = EDGE_SAMPLES * SAMPLE_WIDTH
    if len(sound) < 2 * edge:
        return sound
    head, tail = fade_in(sound[:edge], 0, EDGE_SAMPLES), sound[-edge:]
    return head + sound[edge:-edge] + fade_out(tail, EDGE_SAMPLES, EDGE_SAMPLES)


class ClipMeter:
    """Finds where the wave is cut off at full scale."""

    def __init__(self) -> None:
        self.found: list[int] = []

    def feed(self, block: Block, start: int) -> None:
        """Takes the next block, which begins at sample `start` of the file."""
        if pcm.peak(block.pcm) < CLIPPED or len(self.found) >= MOST_CLIPPED:
            return
        for index in range(block.channels):
            sound = array("h", pcm.channel(block.pcm, index, block.channels))
            for at in range(0, len(sound), ROW_SAMPLES):
                if _longest_run(sound[at : at + ROW_SAMPLES]) >= CLIPPED_RUN:
                    self.found.append((start + at) // SAMPLES_PER_MS)


def _longest_run(row: "array[int]") -> int:
    longest = run = 0
    for sample in row:
        run = run + 1 if sample >= CLIPPED or sample <= -CLIPPED else 0
        longest = max(longest, run)
    return longest
