"""The classic set: a bell, a bar of wood, a bowl that beats.

All pitches belong to one scale (D, G, A), so that the chimes sound like one family.
"""

from synthesis import Instrument, Mallet, Partial, Room, Samples, Strike, play

D5, G5, A4, A5, D6 = 587.33, 783.99, 440.0, 880.0, 1174.66
"""Equal temperament, A4 = 440 Hz."""

BELL = Instrument(
    partials=(
        Partial(ratio=0.5, level=-17, ring=1.6),
        Partial(ratio=1.0, level=0, ring=1.9, beat=1.1, twin=-8),
        Partial(ratio=1.5, level=-24, ring=0.9),
        Partial(ratio=2.0, level=-13, ring=1.2, beat=1.7),
        Partial(ratio=2.98, level=-22, ring=0.7),
        Partial(ratio=4.17, level=-31, ring=0.4),
    ),
    mallet=Mallet(centre=900, level=-30, ring=0.09),
    room=Room(level=-15, ring=0.9),
    attack=0.030,
)
"""A bell under felt: hum, prime, quint, nominal and two above (Fletcher and Rossing, The Physics
of Musical Instruments, chapter 21), without the tierce, whose minor third would sound sad."""

WOOD = Instrument(
    partials=(
        Partial(ratio=1.0, level=0, ring=0.52),
        Partial(ratio=2.41, level=-17, ring=0.24),
        Partial(ratio=3.93, level=-15, ring=0.22),
        Partial(ratio=6.6, level=-34, ring=0.12),
    ),
    mallet=Mallet(centre=700, level=-12, ring=0.11),
    room=Room(level=-16, ring=0.35),
    attack=0.028,
)
"""A bar of wood under yarn. As on a marimba the strong overtone is just under two octaves up;
the one at 2.41 belongs to no scale and keeps it wooden. It all dies away within half a second."""

BOWL = Instrument(
    partials=(
        Partial(ratio=1.0, level=0, ring=9.0, beat=0.75, twin=-10),
        Partial(ratio=2.77, level=-9, ring=6.0, beat=1.25, twin=-9),
        Partial(ratio=5.18, level=-20, ring=2.8, beat=2.3, twin=-8),
        Partial(ratio=8.1, level=-36, ring=1.1),
    ),
    mallet=Mallet(centre=600, level=-26, ring=0.16),
    room=Room(level=-15, ring=1.6),
    attack=0.055,
)
"""A singing bowl under leather: a little below the modes of a ring, n(n^2-1)/sqrt(n^2+1) =
1, 2.83, 5.42, 8.77 relative to n = 2. Each mode is a pair, so the bowl beats slowly."""


def next_step() -> Samples:
    """Two bell tones, the second a fourth above the first."""
    strikes = (
        Strike(at=0.0, pitch=A5, level=-1.5),
        Strike(at=0.36, pitch=D6),
    )
    return play(BELL, strikes, length=1.9, release=0.6, seed=1)


def switch() -> Samples:
    """Three wooden tones: low, high, low."""
    strikes = (
        Strike(at=0.0, pitch=D5),
        Strike(at=0.23, pitch=G5, level=-1.0),
        Strike(at=0.46, pitch=D5, level=-0.5),
    )
    return play(WOOD, strikes, length=1.1, release=0.25, seed=2)


def end() -> Samples:
    """Three strikes of a bowl, two seconds apart, left to ring."""
    strikes = (
        Strike(at=0.0, pitch=A4),
        Strike(at=2.0, pitch=A4, level=-1.0),
        Strike(at=4.0, pitch=A4, level=-2.0),
    )
    return play(BOWL, strikes, length=9.6, release=2.6, seed=3)
