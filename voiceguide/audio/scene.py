"""A scene: every sound of a session at its time. Times are milliseconds."""

from dataclasses import dataclass, field
from itertools import pairwise

from voiceguide.audio.clip import Loop, Sound


@dataclass(frozen=True, slots=True)
class Placed:
    """A clip and when it starts."""

    start_ms: int
    clip: Sound

    @property
    def end_ms(self) -> int:
        """Where its last sample has sounded."""
        return self.start_ms + self.clip.length_ms


Point = tuple[int, float]
"""A moment in milliseconds, and the gain at that moment in dB."""


CROSSOVER_MS = 96
"""How long the end of one run of a bed and the beginning of the next sound together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bed:
    """A sound under everything: `loop`, over and over, from 0 on.

    At each of `restarts` it begins anew, the old run crossing over into the new one. Only
    for a sound without features: so what follows is the same wherever it stands.

    Its amplitude rises linearly over the first `fade_in_ms` of the scene and
    falls over the last `fade_out_ms`. Between the points of `gain` its gain
    moves in a straight line (in dB); before the first and after the last it
    stays. Without points it is 0 dB.
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
            raise ValueError("a fade can't be shorter than nothing")
        if any(later[0] <= earlier[0] for earlier, later in pairwise(self.gain)):
            raise ValueError("the points of a gain must be in order of time")
        if any(later - earlier < CROSSOVER_MS for earlier, later in pairwise((0, *self.restarts))):
            raise ValueError("a bed can't begin anew before it has begun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that sounds from 0 to `total_ms`; what goes on after that is cut off.

    `placed` is in order of start; clips may overlap, and then add up.
    """

    total_ms: int
    placed: tuple[Placed, ...]
    bed: Bed | None = None
    longest_clip_ms: int = field(init=False, repr=False, compare=False)
    """The length of the longest clip: how far back a clip that still sounds may start."""

    @property
    def channels(self) -> int:
        """Two with a bed in stereo, else one."""
        return self.bed.loop.channels if self.bed else 1

    def __post_init__(self) -> None:
        if any(later.start_ms < earlier.start_ms for earlier, later in pairwise(self.placed)):
            raise ValueError("the clips of a scene must be in order of start")
        longest = max((placed.clip.length_ms for placed in self.placed), default=0)
        object.__setattr__(self, "longest_clip_ms", longest)
