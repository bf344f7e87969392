"""Reminders spread over the practice time.

Two rules call for one: no quiet stretch may be longer than the session's limit,
and no pool may stay silent longer than its interval. A stretch that is too quiet
is divided evenly; the pool that speaks is the one that has waited longest relative
to its interval. Gaps are filled in order of time, without looking back.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from voiceguide import timecode
from voiceguide.errors import PlanError
from voiceguide.timecode import frame_from, frame_until
from voiceguide.timeline import rules
from voiceguide.timeline.layout import MeasuredCue, PlacedCue
from voiceguide.timeline.model import CueKind
from voiceguide.timeline.parts import PlannedCue, PlannedPool
from voiceguide.timeline.utterance import Measure, utter

MOST = 1_000
"""The most reminders in one session; in an hour, that is one every four seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Quiet between two cues, in one step's practice.

    A reminder may start from `open_ms` on, on an MP3 frame; at `close_ms` a voice or a chime
    follows. The quiet itself lasts from `from_ms` to `until_ms`: to the next voice or, after the
    last one, to the session's end. `resets` has the pools that the next cue stands for.
    """

    step: str
    step_name: str
    open_ms: int
    close_ms: int
    from_ms: int
    until_ms: int
    resets: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Pool:
    """A pool's state as time goes on."""

    plan: PlannedPool
    cues: tuple[MeasuredCue, ...]
    last_ms: int | None = None
    away_ms: int = 0
    """The time since then in steps that it doesn't speak in."""
    spoken: int = 0
    gaps: list[int] = field(default_factory=list)
    """Indexes of the gaps it may speak in."""
    resets_ms: list[int] = field(default_factory=list)
    """When other cues stand for it."""

    @property
    def next(self) -> MeasuredCue:
        return self.cues[self.spoken % len(self.cues)]

    def said(self, at_ms: int) -> None:
        """Starts its interval again."""
        self.last_ms, self.away_ms = at_ms, 0

    def due_ms(self) -> int:
        return (self.last_ms or 0) + self.plan.every_ms

    def urgency(self, at_ms: int) -> float:
        return (at_ms - (self.last_ms or 0)) / self.plan.every_ms


def spread(
    gaps: Sequence[Gap], pools: Sequence[PlannedPool], quiet_ms: int | None, measure: Measure
) -> list[tuple[str, PlacedCue]]:
    """Returns the reminders with their times, each with the id of its step.

    Raises PlanError if a stretch is too quiet and no reminder fits into it.
    """
    return list(_Spreader(gaps, pools, quiet_ms, measure).run())


class _Spreader:
    def __init__(
        self,
        gaps: Sequence[Gap],
        pools: Sequence[PlannedPool],
        quiet_ms: int | None,
        measure: Measure,
    ) -> None:
        self._gaps = gaps
        self._quiet_ms = quiet_ms
        self._pools = [_pool(pool, measure) for pool in pools]
        for pool in self._pools:
            pool.gaps = [i for i, gap in enumerate(gaps) if gap.step in pool.plan.steps]
            pool.resets_ms = [gap.until_ms for gap in gaps if pool.plan.id in gap.resets]

    def run(self) -> Iterator[tuple[str, PlacedCue]]:
        said = until_ms = 0
        for index, gap in enumerate(self._gaps):
            here = [pool for pool in self._pools if gap.step in pool.plan.steps]
            for pool in here:
                if pool.last_ms is None:
                    pool.said(gap.from_ms)
                elif index == len(self._gaps) - 1:
                    # No later words rest on this: only the time in its own steps counts.
                    pool.said(pool.last_ms + pool.away_ms)
            for spoken in self._fill(index, gap, here):
                yield gap.step, spoken
                said += 1
                if said > MOST:
                    raise PlanError(
                        f"reminders would be said more than {MOST} times; let them come back less "
                        "often, or allow more quiet"
                    )
            for pool in self._pools:
                if gap.step not in pool.plan.steps:
                    pool.away_ms += gap.until_ms - until_ms
                if pool.plan.id in gap.resets:
                    pool.said(gap.until_ms)
            until_ms = gap.until_ms

    def _fill(self, index: int, gap: Gap, here: list[_Pool]) -> Iterator[PlacedCue]:
        """Yields the reminders that one gap needs."""
        quiet_from, open_ms = gap.from_ms, gap.open_ms
        while True:
            target = self._target(quiet_from, gap)
            due = [pool for pool in here if self._is_due(pool, index, open_ms, gap)]
            first_due = min(due, key=lambda pool: pool.due_ms(), default=None)
            if target is None and first_due is None:
                return
            wanted = min(
                moment
                for moment in (target, first_due.due_ms() if first_due else None)
                if moment is not None
            )
            pool = first_due if first_due and first_due.due_ms() <= wanted else None
            pool = pool or self._choose(here, wanted, open_ms, gap)
            if pool is None:
                raise self._too_quiet(gap)
            close_ms = _before([other for other in due if other is not pool], gap.close_ms)
            start = _start(pool, wanted, open_ms, close_ms)
            if target is not None and self._quiet_ms is not None:
                start = max(open_ms, min(start, frame_until(quiet_from + self._quiet_ms)))
                if start > quiet_from + self._quiet_ms:
                    raise self._too_quiet(gap)
            spoken = PlacedCue(start_ms=start, measured=_numbered(pool))
            pool.said(start)
            pool.spoken += 1
            quiet_from = spoken.end_ms
            open_ms = frame_from(spoken.end_ms + spoken.measured.gap_ms)
            yield spoken

    def _target(self, quiet_from: int, gap: Gap) -> int | None:
        """Returns when to speak next so that no stretch exceeds the limit; None: not needed."""
        if self._quiet_ms is None:
            return None
        quiet = gap.until_ms - quiet_from
        needed = -(-quiet // self._quiet_ms) - 1
        return quiet_from + quiet // (needed + 1) if needed > 0 else None

    def _is_due(self, pool: _Pool, index: int, open_ms: int, gap: Gap) -> bool:
        """Whether the pool must speak in this gap, because its next chance comes too late."""
        if not _fits(pool, open_ms, gap):
            return False
        if pool.plan.id in gap.resets:
            return pool.due_ms() < gap.until_ms
        first_later = bisect_right(pool.gaps, index)
        later = (self._gaps[pool.gaps[at]] for at in range(first_later, len(pool.gaps)))
        chance = next((g.open_ms for g in later if _fits(pool, g.open_ms, g)), None)
        if chance is None:
            return pool.due_ms() < gap.until_ms
        # Another pool may take that chance first, and each keeps its distance.
        return pool.due_ms() < chance + 2 * rules.REMINDER_GAP_MS

    def _choose(self, here: list[_Pool], wanted: int, open_ms: int, gap: Gap) -> _Pool | None:
        """Returns the pool that has waited longest relative to its interval, rested ones first."""
        able = [pool for pool in here if _fits(pool, open_ms, gap)]
        rested = [pool for pool in able if self._is_rested(pool, wanted)]
        return max(rested or able, key=lambda pool: pool.urgency(wanted), default=None)

    def _is_rested(self, pool: _Pool, wanted: int) -> bool:
        """Whether the pool's last words, and the next cue that stands for it, are at least its
        rest away."""
        coming = bisect_right(pool.resets_ms, wanted)
        resets_ms = pool.resets_ms[coming : coming + 1]
        close = bool(resets_ms) and resets_ms[0] - wanted < pool.plan.rest_ms
        return wanted - (pool.last_ms or 0) >= pool.plan.rest_ms and not close

    def _too_quiet(self, gap: Gap) -> PlanError:
        return too_quiet(gap.step_name, gap.from_ms, gap.until_ms, self._quiet_ms or 0)


def too_quiet(step_name: str, from_ms: int, until_ms: int, limit_ms: int) -> PlanError:
    """Returns the error for a stretch without a voice that is longer than the script allows."""
    found, limit = timecode.clock(until_ms - from_ms), timecode.clock(limit_ms)
    if found == limit:  # it is over the limit by less than a second
        found, limit = timecode.duration(until_ms - from_ms), timecode.duration(limit_ms)
    return PlanError(
        f"{step_name} has {found} without a voice, starting at {timecode.clock(from_ms)}; the "
        f"limit is {limit}. Add a cue there or a reminder that may speak in this step, or choose "
        "a slower rate"
    )


def _pool(plan: PlannedPool, measure: Measure) -> _Pool:
    cues = tuple(
        MeasuredCue(
            cue=PlannedCue(
                id=plan.id, kind=CueKind.REMINDER, narration=narration, reminds=(plan.id,)
            ),
            said=utter(narration, measure),
        )
        for narration in plan.narrations
    )
    return _Pool(plan=plan, cues=cues)


def _numbered(pool: _Pool) -> MeasuredCue:
    cue = pool.next.cue
    named = replace(cue, id=f"reminder-{cue.id}-{pool.spoken + 1}")
    return MeasuredCue(cue=named, said=pool.next.said)


def _before(pools: Sequence[_Pool], close_ms: int) -> int:
    """Returns when earlier words must be over for these pools to speak in time."""
    for pool in sorted(pools, key=_Pool.due_ms, reverse=True):
        close_ms = frame_until(min(pool.due_ms(), close_ms - _room(pool)))
    return close_ms


def _start(pool: _Pool, wanted: int, open_ms: int, close_ms: int) -> int:
    """Returns a start near `wanted`, well apart from the words before and after if there is
    room."""
    latest = max(open_ms, frame_until(close_ms - _room(pool)))
    roomy_open = frame_from(open_ms - rules.SPEECH_GAP_MS + rules.REMINDER_GAP_MS)
    roomy_latest = frame_until(latest - rules.REMINDER_GAP_MS + rules.SPEECH_GAP_MS)
    if roomy_open <= roomy_latest:
        return min(max(frame_until(wanted), roomy_open), roomy_latest)
    return min(max(frame_until(wanted), open_ms), latest)


def _fits(pool: _Pool, open_ms: int, gap: Gap) -> bool:
    return open_ms + _room(pool) <= gap.close_ms


def _room(pool: _Pool) -> int:
    """Returns the length of the pool's next words and the quiet after them, in ms, up to a whole
    frame."""
    return frame_from(pool.next.said.length_ms + pool.next.gap_ms)
