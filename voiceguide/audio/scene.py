"""A scene: every sound of a session at its time. Times are milliseconds."""

from dataclasses import dataclass, field
from itertools import pairwise

from voiceguide.audio.clip import Loop, Sound


@dataclass(frozen=True, slots=True)
class Placed:
    """A clip and its start."""

    start_ms: int
    clip: Sound

    @property
    def end_ms(self) -> int:
        """The end of its last sample."""
        return self.start_ms + self.clip.length_ms


Point = tuple[int, float]
"""A moment in milliseconds, and the gain at that moment in dB."""


CROSSFADE_MS = 96
"""The length of the crossfade from one run of a bed to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bed:
    """The background sound: `loop` is repeated from 0 on.

    At each of `restarts` it starts again, crossfading from the old run into the new one, so that
    the sound after a restart is always the same. This suits only sounds without distinct features.

    Its amplitude rises linearly over the first `fade_in_ms` of the scene and
    falls over the last `fade_out_ms`. Between the points of `gain` its gain
    moves in a straight line (in dB); before the first and after the last it
    is constant. Without points it is 0 dB.

    A bed that sounds only in a `part` of the scene rises over its first `rise_ms` and falls over
    its last `fall_ms`, so that its power and the other bed's there sum to a constant.
    """

    loop: Loop
    fade_in_ms: int
    fade_out_ms: int
    gain: tuple[Point, ...] = ()
    restarts: tuple[int, ...] = ()
    part: tuple[int, int] | None = None
    rise_ms: int = 0
    fall_ms: int = 0

    @property
    def start_ms(self) -> int:
        """The time at which it begins."""
        return self.part[0] if self.part else 0

    def __post_init__(self) -> None:
        if self.loop.length_ms == 0:
            raise ValueError("a bed needs a sound to loop")
        if min(self.fade_in_ms, self.fade_out_ms, self.rise_ms, self.fall_ms) < 0:
            raise ValueError("a fade can't have a negative length")
        if any(later[0] <= earlier[0] for earlier, later in pairwise(self.gain)):
            raise ValueError("the points of a gain must be in order of time")
        if any(later - earlier < CROSSFADE_MS for earlier, later in pairwise((0, *self.restarts))):
            raise ValueError("a bed can't restart before its last crossfade has ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything that sounds from 0 to `total_ms`; clips are cut off there.

    `placed` is in order of start; overlapping clips and beds add up. There is one `bed`
    throughout, or several `beds`, each in its part.
    """

    total_ms: int
    placed: tuple[Placed, ...]
    bed: Bed | None = None
    beds: tuple[Bed, ...] = ()
    longest_clip_ms: int = field(init=False, repr=False, compare=False)
    """The length of the longest clip: a clip that still sounds started at most this long ago."""

    @property
    def channels(self) -> int:
        """Two with a stereo bed, else one."""
        return max((bed.loop.channels for bed in self.all_beds), default=1)

    @property
    def all_beds(self) -> tuple[Bed, ...]:
        """All beds of the scene."""
        return self.beds or ((self.bed,) if self.bed else ())

    def __post_init__(self) -> None:
        if any(later.start_ms < earlier.start_ms for earlier, later in pairwise(self.placed)):
            raise ValueError("the clips of a scene must be in order of start")
        if self.bed is not None and self.beds:
            raise ValueError("a scene has one bed throughout, or several in parts of it")
        longest = max((placed.clip.length_ms for placed in self.placed), default=0)
        object.__setattr__(self, "longest_clip_ms", longest)
