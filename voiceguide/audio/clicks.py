"""Finds clicks by how sharply the wave bends."""

from collections.abc import Iterator, Sequence

CLICK_BEND = 150
"""The smallest bend of the wave (full scale 32,768) that is audible as a click in quiet."""

CLICK_RATIO = 8
"""The least ratio of a click's bend to the sharpest bend around it. Measured on espeak-ng's voices:
consonants reach 7; clips cut off within a vowel, without a fade, reach 9 to 57."""

NEAR_ROWS, AROUND_ROWS = 1, 10
"""A click fills one row, and its neighbours where the encoder smears it. The 100 ms on either side
count as around it."""


def sharp(bends: Sequence[int], least: float = CLICK_BEND) -> Iterator[tuple[int, float]]:
    """Yields the rows whose bend is `least` or more, with its ratio to the sharpest bend around."""
    for row, bend in enumerate(bends):
        if bend < least:
            continue
        before = bends[max(0, row - AROUND_ROWS) : max(0, row - NEAR_ROWS)]
        after = bends[row + NEAR_ROWS + 1 : row + AROUND_ROWS + 1]
        around = max(max(before, default=0), max(after, default=0), least // CLICK_RATIO)
        if bend >= CLICK_RATIO * around:
            yield row, bend / around
