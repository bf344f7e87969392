"""The glass set: two wine glasses, three damped ones, a crystal bowl.

The modes of a wine glass lie roughly at 1, 2.3, 4.3 and 6.6 times the lowest (for the physics,
see French, In Vino Veritas, American Journal of Physics 51, 1983). A tap with a soft head excites
almost only the first.
"""

from synthesis import Instrument, Mallet, Partial, Room, Samples, Strike, play

D5, G5, B5, C6, E6 = 587.33, 783.99, 987.77, 1046.50, 1318.51
"""Equal temperament, A4 = 440 Hz."""

GLASS = Instrument(
    partials=(
        Partial(ratio=1.0, level=0, ring=2.3, beat=0.7, twin=-13),
        Partial(ratio=2.32, level=-21, ring=1.2, beat=1.2, twin=-10),
        Partial(ratio=4.25, level=-37, ring=0.5),
    ),
    mallet=Mallet(centre=1200, level=-36, ring=0.06),
    room=Room(level=-27, ring=1.3, centre=1200, bloom=0.05),
    attack=0.034,
)
"""Thin glass, tapped with cork."""

DAMPED = Instrument(
    partials=(
        Partial(ratio=1.0, level=0, ring=0.55),
        Partial(ratio=2.32, level=-16, ring=0.36),
        Partial(ratio=4.25, level=-32, ring=0.18),
    ),
    mallet=Mallet(centre=1000, level=-26, ring=0.06),
    room=Room(level=-27, ring=0.5, centre=1100, bloom=0.03),
    attack=0.032,
)
"""Half-full glasses with a finger on the rim."""

CRYSTAL = Instrument(
    partials=(
        Partial(ratio=1.0, level=0, ring=9.5, beat=0.4, twin=-13),
        Partial(ratio=2.32, level=-16, ring=7.0, beat=0.7, twin=-11),
        Partial(ratio=4.25, level=-29, ring=4.0, beat=1.1, twin=-10),
        Partial(ratio=6.63, level=-46, ring=1.5),
    ),
    mallet=Mallet(centre=700, level=-34, ring=0.15),
    room=Room(level=-26, ring=2.4, bloom=0.10),
    attack=0.056,
)
"""A bowl of quartz glass under suede: purer than metal, and slower to beat."""


def next_step() -> Samples:
    """Two glasses, the second a fourth above the first."""
    strikes = (
        Strike(at=0.0, pitch=B5, level=-1.0),
        Strike(at=0.40, pitch=E6),
    )
    return play(GLASS, strikes, length=1.9, release=0.7, seed=31)


def switch() -> Samples:
    """Three damped glasses: low, high, low."""
    strikes = (
        Strike(at=0.0, pitch=G5),
        Strike(at=0.24, pitch=C6, level=-1.0),
        Strike(at=0.48, pitch=G5, level=-0.5),
    )
    return play(DAMPED, strikes, length=1.1, release=0.3, seed=32)


def end() -> Samples:
    """Three strikes of the crystal bowl, two seconds apart, left to ring."""
    strikes = (
        Strike(at=0.0, pitch=D5),
        Strike(at=2.0, pitch=D5, level=-1.0),
        Strike(at=4.0, pitch=D5, level=-2.0),
    )
    return play(CRYSTAL, strikes, length=9.6, release=3.0, seed=33)
