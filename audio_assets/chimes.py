"""The chimes: three meanings in each set, and the loudness of each meaning.

In every set, the chimes differ in timbre (what is struck, and with what), in register
(high, middle, low) and in rhythm (two rising, three quick and even, three slow). No two
sets share pitches for one meaning. All pitches come from C, D, E, F, G, A and B, so that
no chime clashes with the warm pad's D, E and A.
"""

from types import ModuleType

import chime_bowl
import chime_classic
import chime_glass
import chime_wood
from levels import Pcm, at_loudness

SETS: dict[str, ModuleType] = {
    "classic": chime_classic,
    "bowl": chime_bowl,
    "wood": chime_wood,
    "glass": chime_glass,
}

NEXT_STEP, SWITCH, END = -25.0, -25.0, -27.0
"""Momentary maximum in LUFS (EBU R 128, 400 ms): 6, 6 and 8 LU below speech at -19."""

STORED_RATE = 16_000
"""The sampling rate of the files, in Hz: enough, since chimes contain nothing above 7 kHz. In the
wheel, a file is less than half as large as at 48 kHz."""


def chimes() -> dict[str, Pcm]:
    """Returns every chime by its file name, without suffix."""
    made = {}
    for name, instruments in SETS.items():
        made[f"chimes/{name}/next-step"] = at_loudness(instruments.next_step(), NEXT_STEP)
        made[f"chimes/{name}/switch"] = at_loudness(instruments.switch(), SWITCH)
        made[f"chimes/{name}/end"] = at_loudness(instruments.end(), END)
    return made
