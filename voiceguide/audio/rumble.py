"""Removes inaudible parts of a sound that raise its level: an offset (DC), and the rumble of wind,
handling and ventilation.

The filter runs forwards only. If it ran backwards as well, it would ring before the strike of a
chime, and need a long bed in memory. Its input starts with a mirrored beginning, so that neither
an offset nor rumble sets in suddenly with the first sample.
"""

from array import array
from collections.abc import Iterable, Iterator
from itertools import chain
from math import pi, sin
from statistics import median

from voiceguide.audio.filters import FLOAT, ROOMY, filtered_pieces, regrouped, samples
from voiceguide.audio.levels import RUMBLE_HZ, RUMBLE_ORDER, RUMBLE_RUN_IN_MS
from voiceguide.audio.voice_chain import Filter
from voiceguide.timecode import SAMPLE_RATE, SAMPLES_PER_MS


def without_rumble(sound: Iterable[bytes], channels: int, fade_ms: int) -> Iterator[bytes]:
    """Yields a sound at 48 kHz (FLOAT) without its offset and rumble, in pieces (ROOMY).

    Its beginning is faded, because some recordings begin with a click, which would count as the
    sound's peak. The fade also hides the rest of the filter's run-in.
    """
    run_in = RUMBLE_RUN_IN_MS * SAMPLES_PER_MS * channels
    upcoming, begun = iter(sound), bytearray()
    while len(begun) <= run_in * FLOAT.width and (piece := next(upcoming, None)) is not None:
        begun += piece
    if not begun:
        return
    before = _mirrored(bytes(begun), run_in, channels)
    skipped = len(before) // FLOAT.width * ROOMY.width
    pieces = regrouped(chain([before, bytes(begun)], upcoming))
    filters = _filters(run_in // channels, fade_ms * SAMPLES_PER_MS)
    for frame in filtered_pieces(pieces, SAMPLE_RATE, channels, *filters, form=FLOAT):
        piece = bytes(samples(frame, ROOMY.width))
        yield piece[skipped:]
        skipped = max(0, skipped - len(piece))


def _filters(first: int, fade: int) -> tuple[Filter, ...]:
    """Returns the filters for a sound that begins at sample `first`.

    Samples become whole numbers first, because a NaN, which broken programs write, would stay in
    the filter for ever.
    """
    return (
        ("volume", f"volume={ROOMY.full_scale}"),
        ("aformat", f"sample_fmts={ROOMY.name}"),
        ("aformat", "sample_fmts=dblp"),
        *_high_pass(),
        ("afade", f"type=in:start_sample={first}:nb_samples={fade}"),
        ("aformat", f"sample_fmts={ROOMY.name}"),
    )


def _high_pass() -> Iterator[Filter]:
    """Yields a Butterworth filter as pairs of poles, each with its Q. It takes half the time of
    ffmpeg's `asubcut`."""
    for pair in range(RUMBLE_ORDER // 2):
        q = 1 / (2 * sin(pi * (2 * pair + 1) / (2 * RUMBLE_ORDER)))
        yield "highpass", f"frequency={RUMBLE_HZ}:width_type=q:width={q:.9f}"


def _mirrored(begun: bytes, length: int, channels: int) -> bytes:
    """Returns `length` samples that lead up to a sound's first sample.

    They are its beginning, mirrored in time and value about its first millisecond, so that neither
    the wave nor its slope jumps. If the sound is too short, its mirrored last sample is repeated
    before that.
    """
    sound, before = array("f", begun), array("f", bytes(length * FLOAT.width))
    for channel in range(channels):
        one = sound[channel::channels]
        middle = median(one[:SAMPLES_PER_MS])
        turned = [2 * middle - sample for sample in one[length // channels : 0 : -1]]
        held = turned[:1] or [middle]
        before[channel::channels] = array("f", held * (length // channels - len(turned)) + turned)
    return before.tobytes()
