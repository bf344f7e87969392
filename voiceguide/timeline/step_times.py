"""The time of a step at one length: of the whole step, or of each of its sides."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Self

from voiceguide import timecode
from voiceguide.script import durations
from voiceguide.script.model import Script
from voiceguide.script.step import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTime:
    """The time that the author gave a step, `ms`; a step that `is_fixed` keeps it.

    It `is_named` if it was written for just this length of the session, in a column of times.

    If each side has a time of its own, that is `each_ms`; `ms` is then that of the sides together,
    and the words come on top of it.
    """

    ms: Fraction
    each_ms: int | None
    is_fixed: bool
    is_named: bool = False

    def lasting(self, ms: Fraction) -> Self:
        """Returns this time, but with `ms` in all; each side gets its share."""
        if ms == self.ms or self.each_ms is None:
            return replace(self, ms=ms)
        return replace(
            self, ms=ms, each_ms=max(1, timecode.nearest_ms(self.each_ms * ms / self.ms))
        )

    @classmethod
    def of(cls, step: Step, script: Script, total_ms: int, *, has_sides: bool) -> Self:
        """Returns the time of a step in a session of `total_ms`, in which it may have sides."""
        usually = script.fixed or step.is_per_side
        is_fixed = usually if step.fixed is None else step.fixed
        ms = durations.duration(step.time, script.lengths, total_ms, is_fixed=is_fixed)
        if not step.is_per_side:
            named = step.time if isinstance(step.time, Mapping) else {}
            is_named = any(script.lengths.named[name] == total_ms for name in named)
            return cls(ms=ms, each_ms=None, is_fixed=is_fixed, is_named=is_named)
        each_ms = max(1, timecode.nearest_ms(ms))
        return cls(ms=ms * 2 if has_sides else ms, each_ms=each_ms, is_fixed=True)
