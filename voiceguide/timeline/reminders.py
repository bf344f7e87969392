"""Spreads reminders over the practice time.

A reminder is needed for two reasons: no quiet may last longer than the session's limit, and no pool
may stay silent longer than its interval. The reminders that a gap needs are spread evenly over it.
The pool that speaks is the one that is due first or, if none is due, the one that has waited
longest relative to its interval. Gaps are filled in order of time, without backtracking.

Manners take precedence over intervals: a pool with nothing suitable to say stays silent. The limit
of quiet takes precedence over manners that are a matter of taste; they give way one by one.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from voiceguide import timecode
from voiceguide.errors import PlanError
from voiceguide.timeline import rules
from voiceguide.timeline.gaps import Gap
from voiceguide.timeline.manners import Manners
from voiceguide.timeline.memory import NEVER, Memory
from voiceguide.timeline.parts import PlannedPool
from voiceguide.timeline.placed import PlacedCue
from voiceguide.timeline.pools import Chance, Leeway, Pool, Room, pool
from voiceguide.timeline.utterance import Measure

MOST = 1_000
"""The most reminders in one session; in an hour, that is one every four seconds."""


def spread(
    gaps: Sequence[Gap],
    pools: Sequence[PlannedPool],
    quiet_ms: int | None,
    measure: Measure,
    manners: Manners,
) -> list[tuple[str, PlacedCue]]:
    """Returns the reminders with their times, each with the id of its step.

    Raises PlanError if a stretch is too quiet and no reminder fits into it.
    """
    return list(_Spreader(gaps, pools, quiet_ms, measure, manners).run())


@dataclass(frozen=True, slots=True)
class _Need:
    """A pool that must speak in a gap: when it is due, and how many `times` in all."""

    chances: Sequence[Chance]
    due_ms: int
    times: int

    @property
    def latest(self) -> int:
        """The latest time to speak: when it is due, or the last chance if that is sooner."""
        latest = max(chance.latest for chance in self.chances)
        return min(self.due_ms, latest)

    def near(self, wanted: int) -> Chance:
        """Returns the chance closest to the wanted time; the text next in turn, if several are."""
        return min(self.chances, key=lambda chance: abs(chance.near(wanted) - wanted))


class _Spreader:
    def __init__(
        self,
        gaps: Sequence[Gap],
        pools: Sequence[PlannedPool],
        quiet_ms: int | None,
        measure: Measure,
        manners: Manners,
    ) -> None:
        self._gaps = gaps
        self._quiet_ms = quiet_ms
        self._manners = manners
        self._memory = Memory(gap.after for gap in gaps)
        self._still_ms = min((g.from_ms for g in gaps if g.after.measured.cue.still), default=NEVER)
        self._pools = [pool(plan, measure, manners) for plan in pools]
        for each in self._pools:
            name = each.plan.id
            each.gaps = [
                i for i, gap in enumerate(gaps) if self._is_open(each, gap) and each.suits(gap)
            ]
            each.resets_ms = [
                gap.after.start_ms for gap in gaps if name in gap.after.measured.cue.reminds
            ]

    def run(self) -> Iterator[tuple[str, PlacedCue]]:
        said = until_ms = 0
        for index, gap in enumerate(self._gaps):
            self._hear(gap.after)
            here = [each for each in self._pools if self._is_open(each, gap)]
            for each in here:
                if each.last_ms is None:
                    each.reset(gap.from_ms)
                elif index == len(self._gaps) - 1:
                    # In the last gap, only time in the pool's own steps counts: nothing follows.
                    each.reset(each.last_ms + each.away_ms)
            for placed in self._fill(index, gap, here):
                yield gap.step.id, placed
                said += 1
                if said > MOST:
                    raise PlanError(
                        f"reminders would be said more than {MOST} times. Repeat them less often, "
                        "or allow more quiet"
                    )
            for each in self._pools:
                if gap.step.id not in each.plan.steps:
                    each.away_ms += gap.until_ms - until_ms
            until_ms = gap.until_ms

    def _hear(self, placed: PlacedCue) -> None:
        self._memory.hear(placed)
        for each in self._pools:
            if each.plan.id in placed.measured.cue.reminds:
                each.stood_for(placed.start_ms)

    def _is_open(self, each: Pool, gap: Gap) -> bool:
        return gap.step.id in each.plan.steps and gap.from_ms < self._still_ms

    def _fill(self, index: int, gap: Gap, here: list[Pool]) -> Iterator[PlacedCue]:
        """Yields the reminders that one gap needs."""
        while True:
            needs = self._needs(index, gap, here)
            breaks = self._breaks(gap, here)
            if not needs and not breaks:
                return
            wanted = self._wanted(gap, needs, breaks, here)
            options = [need.near(wanted) for need in needs]
            chance = min(options, key=lambda option: option.near(wanted), default=None)
            start = chance.near(wanted) if chance else NEVER
            if breaks and start > gap.from_ms + (self._quiet_ms or 0):
                chance, start = self._break(gap, here, wanted)
            if chance is None:
                return
            placed = chance.at(start)
            chance.pool.said(chance)
            self._hear(placed)
            gap = gap.once_said(placed, self._manners)
            yield placed

    def _needs(self, index: int, gap: Gap, here: list[Pool]) -> Sequence[_Need]:
        """Returns the pools that must speak in this gap, because their next chance comes too late,
        and those that are better moved here; the first due comes first."""
        needs, movable = [], []
        crowds: dict[int, int] = defaultdict(int)
        for each in here:
            chances = list(each.chances(gap, self._memory, self._manners))
            later, horizon_ms = self._next_chance(each, index)
            if chances and each.due_ms < horizon_ms:
                times = 1 + (horizon_ms - each.due_ms - 1) // each.plan.every_ms
                needs.append(_Need(chances, each.due_ms, times))
            elif later is not None and each.due_ms < self._next_chance(each, later)[1]:
                crowds[later] += 1
                if chances:
                    movable.append((later, _Need(chances, each.due_ms, 1)))
        soon = [need for later, need in movable if later == min(crowds)]
        return _in_order([*needs, *self._moved(gap, len(needs), soon, crowds)])

    def _moved(
        self, gap: Gap, count: int, soon: Sequence[_Need], crowds: Mapping[int, int]
    ) -> Iterator[_Need]:
        """Yields the pools to move here from the next gap in which several must speak, because
        here the quiet between them is longer."""
        later, crowd = min(crowds.items(), default=(0, 0))
        if crowd < 2:
            return
        then = self._gaps[later]
        for number, need in enumerate(_in_order(soon)):
            here_ms = (gap.until_ms - gap.from_ms) // (count + number + 2)
            there_ms = (then.until_ms - then.from_ms) // (crowd - number + 1)
            if here_ms > there_ms:
                yield need

    def _next_chance(self, each: Pool, index: int) -> tuple[int | None, int]:
        """Returns the index of the next gap in which a pool can speak, and the horizon: if the pool
        falls due before it, it must speak now."""
        until_ms = self._gaps[index].until_ms
        coming = bisect_left(each.resets_ms, until_ms)
        reset_ms = each.resets_ms[coming] if coming < len(each.resets_ms) else NEVER
        reset_ms -= rules.LATE_MS
        rested = bisect_left(each.gaps, each.rested_ms, key=lambda at: self._gaps[at].until_ms)
        for later in each.gaps[max(rested, bisect_right(each.gaps, index)) :]:
            then = self._gaps[later]
            if found := next(each.chances(then, self._memory, self._manners), None):
                # Another pool may take that chance first; this one then has to keep its distance.
                apart_ms = self._manners.after_ms(is_reminder=True)
                return later, min(reset_ms, found.earliest + apart_ms)
            if then.from_ms > each.due_ms:
                return later, min(reset_ms, then.from_ms)
        return None, min(reset_ms, until_ms)

    def _breaks(self, gap: Gap, here: list[Pool]) -> int:
        """Returns how often the quiet must be broken, so that no stretch exceeds the limit."""
        if self._quiet_ms is None:
            return 0
        over_ms = gap.until_ms - gap.from_ms - self._quiet_ms
        return max(0, -(-over_ms // (self._quiet_ms + _words_ms(here))))

    def _wanted(self, gap: Gap, needs: Sequence[_Need], breaks: int, here: list[Pool]) -> int:
        """Returns when to speak next, so that the gap's reminders are evenly spread and none is too
        late."""
        count = max(breaks, sum(need.times for need in needs))
        quiet_ms = gap.until_ms - gap.from_ms - count * _words_ms(here)
        evenly = gap.from_ms + max(0, quiet_ms) // (count + 1)
        due = [
            gap.from_ms + (need.latest - gap.from_ms) // (number + 1)
            for number, need in enumerate(needs)
        ]
        return min(evenly, *due) if due else evenly

    def _break(self, gap: Gap, here: list[Pool], wanted: int) -> tuple[Chance, int]:
        """Returns the chance that breaks a quiet in time, and its start; it gives up as few manners
        as possible.

        Raises PlanError if nothing may be said in time.
        """
        limit = timecode.frame_until(gap.from_ms + (self._quiet_ms or 0))
        for room, leeway in product(Room, Leeway):
            options = [
                (chance, min(chance.near(wanted), limit))
                for each in here
                for chance in each.chances(gap, self._memory, self._manners, leeway, room)
                if chance.earliest <= limit
            ]
            if options:
                return min(options, key=lambda o: (abs(o[1] - wanted), -o[0].pool.urgency(wanted)))
        raise too_quiet(gap.step.name, gap.from_ms, gap.until_ms, self._quiet_ms or 0)


def _in_order(needs: Sequence[_Need]) -> list[_Need]:
    return sorted(needs, key=lambda need: need.due_ms)


def _words_ms(pools: Sequence[Pool]) -> int:
    """Returns the length of the shortest text that these pools may say."""
    return min((text.words.said.length_ms for each in pools for text in each.texts), default=0)


def too_quiet(step_name: str, from_ms: int, until_ms: int, limit_ms: int) -> PlanError:
    """Returns the error for a stretch without a voice that is longer than the script allows."""
    found, limit = timecode.clock(until_ms - from_ms), timecode.clock(limit_ms)
    if found == limit:  # the difference is under a second
        found, limit = timecode.duration(until_ms - from_ms), timecode.duration(limit_ms)
    return PlanError(
        f"{step_name} has {found} without a voice, starting at {timecode.clock(from_ms)}; the "
        f"limit is {limit}. Add a cue there or a reminder that may speak in this step, or choose "
        "a slower rate"
    )
