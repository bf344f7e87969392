"""Measures a file's sound in one pass, with a few seconds in memory at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf, log10

from voiceguide.audio import pcm
from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.audio.loudness import integrated_lufs, momentary_max_lufs
from voiceguide.audio.rows import LevelMeter
from voiceguide.audio.stream import Block
from voiceguide.inspection.meters import ClipMeter, PeakMeter
from voiceguide.inspection.stretches import Stretch, Use
from voiceguide.timecode import SAMPLES_PER_MS


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """The measurements of a whole file.

    `levels` (RMS) and `bends` (the sharpest bend of the wave) have a value for every
    10 ms, with full scale 32,768; `mean` is in the same unit. `clipped` has the
    milliseconds at which clipped runs begin. `loudness` has the LUFS of each
    requested stretch.
    """

    samples: int
    channels: int
    levels: Sequence[int]
    bends: Sequence[int]
    mean: float
    true_peak: float
    clipped: Sequence[int]
    loudness: Sequence[float]

    @property
    def length_ms(self) -> float:
        """The length of the sound."""
        return self.samples / SAMPLES_PER_MS


def listen(blocks: Iterable[Block], stretches: Sequence[Stretch]) -> Sound:
    """Returns all measurements. `stretches` are in order of start."""
    levels, peaks, clips = LevelMeter(), PeakMeter(), ClipMeter()
    loudness = [-inf] * len(stretches)
    waiting, open_now = list(enumerate(stretches))[::-1], dict[int, bytearray]()
    samples, channels, total = 0, 1, 0.0
    for block in blocks:
        channels = block.channels
        levels.feed(block)
        peaks.feed(block)
        clips.feed(block, samples)
        total += pcm.mean(block.pcm) * block.samples
        end = samples + block.samples
        while waiting and waiting[-1][1].start_ms * SAMPLES_PER_MS < end:
            open_now[waiting.pop()[0]] = bytearray()
        for index in list(open_now):
            stretch = stretches[index]
            open_now[index] += _cut(block, samples, stretch)
            if stretch.end_ms * SAMPLES_PER_MS <= end:
                loudness[index] = _loudness(bytes(open_now.pop(index)), channels, stretch.use)
        samples = end
    for index, part in open_now.items():
        loudness[index] = _loudness(bytes(part), channels, stretches[index].use)
    return Sound(
        samples=samples,
        channels=channels,
        levels=levels.rms,
        bends=levels.bends,
        mean=total / max(samples, 1),
        true_peak=peaks.dbtp,
        clipped=clips.found,
        loudness=loudness,
    )


def _cut(block: Block, start: int, stretch: Stretch) -> bytes:
    """Returns the part of a block that is in the stretch; the block starts at sample `start`."""
    size = SAMPLE_WIDTH * block.channels
    first = max(0, stretch.start_ms * SAMPLES_PER_MS - start) * size
    last = max(0, stretch.end_ms * SAMPLES_PER_MS - start) * size
    return block.pcm[first:last]


def _loudness(sound: bytes, channels: int, use: Use) -> float:
    """Returns the loudness of all channels together; by the standard, their powers add up."""
    measure = momentary_max_lufs if use is Use.LOUDEST else integrated_lufs
    parts = [pcm.channel(sound, index, channels) for index in range(channels)]
    if not parts[0]:
        return -inf
    levels = [measure(part) for part in dict.fromkeys(parts)]
    copies = len(parts) / len(levels)
    power = sum(10 ** (level / 10) for level in levels) * copies
    return 10 * log10(power) if power > 0 else -inf
