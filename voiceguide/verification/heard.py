"""The findings on a track: which cues of the plan are heard, and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import mean, median

from voiceguide.verification.intelligibility import Intelligibility

TOLERANCE_MS = 150
"""A cue that is further from its planned time than this is off."""

ENOUGH = 0.95
"""The share of cues that must be heard in time for a track to pass."""

_WORST_FIT = -3.5
"""The least mean log likelihood per frame of a phrase that counts as said. With voices of espeak-ng
and flite, with and without a bed of noise, the median phrase has -1.1 to -2.2; half of all wrong
words have less than -4.4."""

_BELOW_MEDIAN = 1.3
"""A phrase that fits worse than the session's median by this much counts as not said; the limit is
relative because some voices fit the recogniser's model better than others. No phrase that was said
was more than 1.1 below the median; nine out of ten wrong ones are."""


class Verdict(StrEnum):
    """The verdict on a cue."""

    HEARD = "heard"
    OFF = "off"
    MISSING = "not found"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardPhrase:
    """One sentence: its planned start, and the start heard (None: it is not heard there).

    `instead` is another sentence of the session, heard in its place.
    """

    text: str
    planned_ms: int
    heard_ms: int | None
    instead: str | None = None

    @property
    def deviation_ms(self) -> int | None:
        """How much later than planned it begins, in ms; negative if early."""
        return None if self.heard_ms is None else self.heard_ms - self.planned_ms

    @property
    def note(self) -> str:
        """A description of its fault; empty if it is heard in time."""
        if self.instead is not None:
            return f"heard instead: {self.instead}"
        if self.deviation_ms is None:
            return "not heard"
        late = self.deviation_ms
        if abs(late) <= TOLERANCE_MS:
            return ""
        return f"{abs(late)} ms {'late' if late > 0 else 'early'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardCue:
    """A cue, which is found if all its sentences are. Its time is the time of its first word."""

    id: str
    text: str
    phrases: tuple[HeardPhrase, ...]

    @property
    def planned_ms(self) -> int:
        """Its planned start."""
        return self.phrases[0].planned_ms

    @property
    def heard_ms(self) -> int | None:
        """The start heard, or None."""
        return self.phrases[0].heard_ms

    @property
    def deviation_ms(self) -> int | None:
        """How much later than planned the cue begins, in ms; negative if early."""
        return self.phrases[0].deviation_ms

    @property
    def verdict(self) -> Verdict:
        """The verdict; off if any of its sentences is off."""
        deviations = [phrase.deviation_ms for phrase in self.phrases]
        if None in deviations:
            return Verdict.MISSING
        off = any(abs(ms) > TOLERANCE_MS for ms in deviations if ms is not None)
        return Verdict.OFF if off else Verdict.HEARD


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The findings on a track. `guessed` has the words that are not in the dictionary.

    `intelligibility` has the findings of a second recogniser, which doesn't know the plan. If it is
    None, `uncounted` says why, and what to do.
    """

    cues: tuple[HeardCue, ...]
    guessed: tuple[str, ...]
    intelligibility: Intelligibility | None = None
    uncounted: str = ""

    @property
    def found(self) -> tuple[HeardCue, ...]:
        """The cues that are heard, in time or not."""
        return tuple(cue for cue in self.cues if cue.verdict is not Verdict.MISSING)

    @property
    def in_time(self) -> tuple[HeardCue, ...]:
        """The cues that are heard within the tolerance."""
        return tuple(cue for cue in self.cues if cue.verdict is Verdict.HEARD)

    @property
    def good(self) -> bool:
        """Whether enough cues are heard in time."""
        return len(self.in_time) >= ENOUGH * len(self.cues)

    @property
    def mean_deviation_ms(self) -> float:
        """The mean deviation of the cues found, early or late, in ms; 0 if there are none."""
        return mean(self._deviations() or [0])

    @property
    def largest_deviation_ms(self) -> int:
        """The largest deviation of the cues found, early or late, in ms; 0 if there are none."""
        return max(self._deviations(), default=0)

    def _deviations(self) -> list[int]:
        return [abs(cue.deviation_ms) for cue in self.found if cue.deviation_ms is not None]


def convincing(fits: Sequence[float | None]) -> Iterator[bool]:
    """Yields whether each phrase of a session fits its sound well enough to have been said.

    A wrong text often aligns somehow, but worse than the others.
    """
    known = [fit for fit in fits if fit is not None]
    least = max(_WORST_FIT, median(known or [0.0]) - _BELOW_MEDIAN)
    yield from (fit is not None and fit >= least for fit in fits)
