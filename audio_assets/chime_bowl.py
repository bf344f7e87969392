"""The bowl set: three singing bowls, small, muted and large.

A struck bowl's modes lie a little below those of a ring, n(n^2-1)/sqrt(n^2+1) =
1, 2.83, 5.42, 8.77 relative to n = 2. Each mode is a pair, so a bowl beats slowly.
"""

from synthesis import Instrument, Mallet, Partial, Room, Samples, Strike, play

B4, E5, G5, A5, C6 = 493.88, 659.26, 783.99, 880.0, 1046.50
"""Equal temperament, A4 = 440 Hz."""

SMALL = Instrument(
    partials=(
        Partial(ratio=1.0, level=0, ring=2.5, beat=0.8, twin=-12),
        Partial(ratio=2.72, level=-15, ring=1.5, beat=1.4, twin=-9),
        Partial(ratio=5.03, level=-33, ring=0.7),
    ),
    mallet=Mallet(centre=800, level=-30, ring=0.10),
    room=Room(level=-27, ring=1.2, bloom=0.05),
    attack=0.040,
)
"""A bowl as wide as a hand, under felt."""

MUTED = Instrument(
    partials=(
        Partial(ratio=1.0, level=0, ring=0.62),
        Partial(ratio=2.76, level=-11, ring=0.42),
        Partial(ratio=5.10, level=-27, ring=0.24),
    ),
    mallet=Mallet(centre=600, level=-20, ring=0.10),
    room=Room(level=-27, ring=0.5, bloom=0.03),
    attack=0.030,
)
"""Bowls standing in the palm, which lets them ring for half a second."""

LARGE = Instrument(
    partials=(
        Partial(ratio=1.0, level=0, ring=8.5, beat=0.55, twin=-12),
        Partial(ratio=2.71, level=-10, ring=5.8, beat=0.95, twin=-10),
        Partial(ratio=4.98, level=-22, ring=3.2, beat=1.7, twin=-9),
        Partial(ratio=7.75, level=-38, ring=1.3),
    ),
    mallet=Mallet(centre=550, level=-28, ring=0.18),
    room=Room(level=-26, ring=2.2, centre=800, bloom=0.08),
    attack=0.046,
)
"""A heavy bowl under a leather mallet, in a quiet hall."""


def next_step() -> Samples:
    """Two small bowls, the second a fourth above the first."""
    strikes = (
        Strike(at=0.0, pitch=G5, level=-1.5),
        Strike(at=0.42, pitch=C6),
    )
    return play(SMALL, strikes, length=2.0, release=0.8, seed=11)


def switch() -> Samples:
    """Three muted bowls: low, high, low."""
    strikes = (
        Strike(at=0.0, pitch=E5),
        Strike(at=0.25, pitch=A5, level=-1.0),
        Strike(at=0.50, pitch=E5, level=-0.5),
    )
    return play(MUTED, strikes, length=1.2, release=0.35, seed=12)


def end() -> Samples:
    """Three strikes of the large bowl, two seconds apart, left to ring."""
    strikes = (
        Strike(at=0.0, pitch=B4),
        Strike(at=2.0, pitch=B4, level=-1.0),
        Strike(at=4.0, pitch=B4, level=-2.0),
    )
    return play(LARGE, strikes, length=9.8, release=3.0, seed=13)
