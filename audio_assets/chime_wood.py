"""The wood set: a marimba, temple blocks, and one long bar in a hall.

A marimba's bars are cut so that the second mode lies two octaves above the first, and
hang over tubes that make the first mode sing (Fletcher and Rossing, The Physics of Musical
Instruments, chapter 19).
"""

from synthesis import Instrument, Mallet, Partial, Room, Samples, Strike, play

C5, E5, F5, A5 = 523.25, 659.26, 698.46, 880.0
"""Equal temperament, A4 = 440 Hz."""

MARIMBA = Instrument(
    partials=(
        Partial(ratio=1.0, level=0, ring=1.6, beat=0.5, twin=-16),
        Partial(ratio=2.61, level=-32, ring=0.25),
        Partial(ratio=3.98, level=-18, ring=0.38),
        Partial(ratio=6.7, level=-40, ring=0.12),
    ),
    mallet=Mallet(centre=650, level=-18, ring=0.09),
    room=Room(level=-27, ring=1.1, bloom=0.04),
    attack=0.032,
)
"""Rosewood under soft yarn."""

BLOCKS = Instrument(
    partials=(
        Partial(ratio=1.0, level=0, ring=0.44),
        Partial(ratio=1.58, level=-17, ring=0.20),
        Partial(ratio=2.76, level=-11, ring=0.19),
        Partial(ratio=4.6, level=-30, ring=0.10),
    ),
    mallet=Mallet(centre=800, level=-11, ring=0.09),
    room=Room(level=-27, ring=0.4, bloom=0.02),
    attack=0.034,
)
"""Hollow blocks: the air inside gives the tone, the wood around it 1.58 and 2.76."""

LONG_BAR = Instrument(
    partials=(
        Partial(ratio=1.0, level=0, ring=4.8, beat=0.4, twin=-15),
        Partial(ratio=3.98, level=-17, ring=1.1, beat=0.9, twin=-10),
        Partial(ratio=9.3, level=-42, ring=0.3),
    ),
    mallet=Mallet(centre=600, level=-19, ring=0.14),
    room=Room(level=-27, ring=3.4, centre=700, bloom=0.10),
    attack=0.045,
)
"""A broad bar over a long tube, under a heavy soft mallet; the hall rings longer than wood can."""


def next_step() -> Samples:
    """Two bars of the marimba, the second a fourth above the first."""
    strikes = (
        Strike(at=0.0, pitch=E5, level=-1.0),
        Strike(at=0.34, pitch=A5),
    )
    return play(MARIMBA, strikes, length=1.7, release=0.6, seed=21)


def switch() -> Samples:
    """Three temple blocks: low, high, low."""
    strikes = (
        Strike(at=0.0, pitch=C5),
        Strike(at=0.21, pitch=F5, level=-1.0),
        Strike(at=0.42, pitch=C5, level=-0.5),
    )
    return play(BLOCKS, strikes, length=0.95, release=0.25, seed=22)


def end() -> Samples:
    """Three strikes of the long bar, two seconds apart, left to ring."""
    strikes = (
        Strike(at=0.0, pitch=C5),
        Strike(at=2.0, pitch=C5, level=-1.0),
        Strike(at=4.0, pitch=C5, level=-2.0),
    )
    return play(LONG_BAR, strikes, length=8.6, release=2.2, seed=23)
