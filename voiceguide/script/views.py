"""The views of a picture (the back, the whole body or a foot), and the places in each."""

from enum import StrEnum
from typing import Final


class Place(StrEnum):
    """A place on the back (a flank, else beside the spine or on a shoulder blade), or on a foot."""

    NECK = "neck"
    NECK_BASE = "neck-base"
    SHOULDER_TOP = "shoulder-top"
    SHOULDER = "shoulder"
    UPPER_BACK = "upper-back"
    BLADE_TOP = "blade-top"
    SHOULDER_BLADE = "shoulder-blade"
    BLADE_BOTTOM = "blade-bottom"
    MID_BACK = "mid-back"
    LOWER_BACK = "lower-back"
    HIPS = "hips"
    UPPER_FLANK = "upper-flank"
    FLANK = "flank"
    TOES = "toes"
    BALL = "ball"
    ARCH = "arch"
    HEEL = "heel"
    INSTEP = "instep"
    ANKLE = "ankle"


class Zone(StrEnum):
    """Where not to press: on the back."""

    SPINE = "spine"
    THROAT = "throat"
    KIDNEYS = "kidneys"


class Thing(StrEnum):
    """What else the picture shows; a foot's pillow lies under it, its blanket is a towel round
    it."""

    GIVER = "giver"
    PILLOW = "pillow"
    BOTTLE = "bottle"
    TOWELS = "towels"
    BLANKET = "blanket"
    GLASS = "glass"


class View(StrEnum):
    """How much of the body the picture shows."""

    BACK = "back"
    WHOLE = "whole"
    FOOT = "foot"


SOLE: Final = frozenset((Place.TOES, Place.BALL, Place.ARCH, Place.HEEL))
"""The places that can be seen on the sole; all of a foot's can be seen from the side."""

ON_FOOT: Final = SOLE | {Place.INSTEP, Place.ANKLE}

PLACES: Final = {
    View.BACK: frozenset(Place) - ON_FOOT,
    View.WHOLE: frozenset(Place) - ON_FOOT,
    View.FOOT: ON_FOOT,
}
"""The places in each view."""
