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
    """

    loop: Loop
    fade_in_ms: int
    fade_out_ms: int
    gain: tuple[Point, ...] = ()
    restarts: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.loop.length_ms == 0:
            raise ValueError("a bed needs a sound to loop")
        if self.fade_in_ms < 0 or self.fade_out_ms < 0:
            raise ValueError("a fade can't have a negative length")
        if any(later[0] <= earlier[0] for earlier, later in pairwise(self.gain)):
            raise ValueError("the points of a gain must be in order of time")
        if any(later - earlier < CROSSFADE_MS for earlier, later in pairwise((0, *self.restarts))):
            raise ValueError("a bed can't restart before its last crossfade has ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything that sounds from 0 to `total_ms`; clips are cut off there.

    `placed` is in order of start; overlapping clips add up.
    """

    total_ms: int
    placed: tuple[Placed, ...]
    bed: Bed | None = None
    longest_clip_ms: int = field(init=False, repr=False, compare=False)
    """The length of the longest clip: a clip that still sounds started at most this long ago."""

    @property
    def channels(self) -> int:
        """Two with a stereo bed, else one."""
        return self.bed.loop.channels if self.bed else 1

    def __post_init__(self) -> None:
        if any(later.start_ms < earlier.start_ms for earlier, later in pairwise(self.placed)):
            raise ValueError("the clips of a scene must be in order of start")
        longest = max((placed.clip.length_ms for placed in self.placed), default=0)
        object.__setattr__(self, "longest_clip_ms", longest)
