"""One step on the clock: its chime, its words, its sides.

    chapter  chime     opening          practice                        next chapter
    |--250ms--[~~]-500-[words]--------[cue]-----[cue]------[heads-up]-----|--250ms--[~~]
                              first side    [~]-[words]   second side

Cues keep the order of the times they ask for. Both sides are equally long.
Every sound starts on an MP3 frame, or at a constant distance from one, so that
the same words are encoded as the same frames wherever they are placed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from voiceguide.script.narration import Pause
from voiceguide.timecode import FRAME_MS, frame_from, frame_until
from voiceguide.timeline import rules
from voiceguide.timeline.model import Chime, ChimeKind, CueKind, Side
from voiceguide.timeline.parts import PlannedCue, PlannedStep
from voiceguide.timeline.placed import MeasuredCue, PlacedCue, Window
from voiceguide.timeline.settle import Item, clear_of, settle, slack_ms
from voiceguide.timeline.utterance import Measure, utter
from voiceguide.timeline.wanted import wanted_ms, with_heads_up

ChimeLengths = Mapping[ChimeKind, int] | Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLayout:
    """A step with all its times, in milliseconds from the session's start."""

    end_ms: int
    chimes: tuple[Chime, ...]
    spoken: tuple[PlacedCue, ...]
    sides: tuple[Side, ...]
    windows: tuple[Window, ...]


@dataclass(frozen=True)
class MeasuredStep:
    """A planned step whose words have been measured."""

    step: PlannedStep
    last: bool
    chime_ms: ChimeLengths
    measure: Measure
    rings_after: bool = True
    """Whether a chime sounds at its end: the next step's or the end chime."""

    apart_ms: int = rules.APART_MS
    """The half-way cue's distance from the author's cues, unless it would be too early or late."""

    @property
    def floor_ms(self) -> int:
        """The shortest time the step can take."""
        opening = self._measured(self.step.opening)
        practice = self._lead_ms + self._introduction_ms + opening.said.length_ms
        practice += (1 + self.last) * FRAME_MS  # each chime starts on the next frame
        if self.step.sides is None:
            needed = max(self._needs(0, opening) - max(self._overhang, 0), self.step.each_ms or 0)
            return practice + needed - min(self._overhang, 0)
        if self.step.each_ms is not None:
            rest = FRAME_MS + (rules.SPEECH_TO_END_MS if self.last else 0)
            return practice + 2 * self._held_ms + self._switch_ms - min(self._overhang, 0) + rest
        first = self._needs(0, opening)
        second = self._needs(1, self._switch) - max(self._overhang, 0)
        side = max(first, second, rules.LEAST_SIDE_MS) + FRAME_MS
        return practice + 2 * side + self._switch_ms - min(self._overhang, 0)

    @property
    def _held_ms(self) -> int:
        """The time of each side, if the author gave one; longer if its words need more."""
        first = self._needs(0, self._measured(self.step.opening))
        return max(self.step.each_ms or 0, first, self._needs(1, self._switch))

    @property
    def _introduction_ms(self) -> int:
        """The time from the start of the step's chime to its first word."""
        return self._until_speech_ms(ChimeKind.NEXT_STEP)

    @property
    def _lead_ms(self) -> int:
        """The time from the step's start to its chime."""
        return rules.CHAPTER_LEAD_MS if self.step.rings else 0

    def _until_speech_ms(self, kind: ChimeKind) -> int:
        return self.chime_ms[kind] + rules.CHIME_TO_SPEECH_MS if self.step.rings else 0

    def at(self, start_ms: int, length_ms: int) -> StepLayout:
        """Lays the step out. Raises ValueError if `length_ms` is under the floor."""
        chime = self._chime(
            ChimeKind.NEXT_STEP, frame_from(start_ms + self._lead_ms), rings=self.step.rings
        )
        opening = PlacedCue(
            start_ms=chime.start_ms + self._introduction_ms,
            measured=self._opening(length_ms),
        )
        end_ms = start_ms + length_ms
        close_ms = end_ms + self._overhang
        chimes = [chime]
        if self.last:
            end = self._chime(ChimeKind.END, frame_until(close_ms), rings=self.rings_after)
            chimes.append(end)
            close_ms = chimes[-1].start_ms
        if self.step.sides is None:
            window = Window(
                open_ms=opening.end_ms, close_ms=close_ms, quiet_ms=self._quiet_ms(half=0)
            )
            spoken = self._settle(0, window, opening.measured.gap_ms, (start_ms, length_ms))
            return StepLayout(
                end_ms=end_ms,
                chimes=tuple(chimes),
                spoken=(opening, *spoken),
                sides=(),
                windows=(window,),
            )
        return self._two_sided(opening, chimes, (start_ms, length_ms), close_ms)

    def _two_sided(
        self, opening: PlacedCue, chimes: list[Chime], whole: tuple[int, int], close_ms: int
    ) -> StepLayout:
        practice_end = min(sum(whole), close_ms)
        room = practice_end - opening.end_ms - self._switch_ms
        switch_ms = frame_until(opening.end_ms + room // 2)
        side_ms = switch_ms - opening.end_ms
        if self.step.each_ms is not None:
            side_ms = self._held_ms
            switch_ms = frame_from(opening.end_ms + side_ms)
            close_ms = switch_ms + self._switch_ms + side_ms
        chimes.insert(1, self._chime(ChimeKind.SWITCH, switch_ms, rings=self.step.rings))
        words = PlacedCue(start_ms=switch_ms + self._instruction_ms, measured=self._switch)
        windows = (
            Window(open_ms=opening.end_ms, close_ms=switch_ms, quiet_ms=self._quiet_ms(half=0)),
            Window(open_ms=words.end_ms, close_ms=close_ms, quiet_ms=self._quiet_ms(half=1)),
        )
        first = self._settle(0, windows[0], opening.measured.gap_ms, whole)
        second = self._settle(1, windows[1], self._switch.gap_ms, whole)
        names = self.step.sides or ("", "")
        return StepLayout(
            end_ms=sum(whole),
            chimes=tuple(chimes),
            spoken=(opening, *first, words, *second),
            sides=(
                Side(name=names[0], start_ms=switch_ms - side_ms, end_ms=switch_ms),
                Side(name=names[1], start_ms=words.end_ms, end_ms=words.end_ms + side_ms),
            ),
            windows=windows,
        )

    def _settle(
        self, half: int, window: Window, gap_ms: int, whole: tuple[int, int]
    ) -> list[PlacedCue]:
        """Returns the cues of one half at their times, heads-up last."""
        asking = sorted(self._asking(half, window, whole), key=lambda pair: pair[0].wanted_ms)
        if heads_up := self._heads_up(half):
            asking = with_heads_up(asking, heads_up, window)
        items, cues = [item for item, _ in asking], [cue for _, cue in asking]
        starts = settle(items, window.open_ms + gap_ms, window.close_ms, window.quiet_ms)
        return [PlacedCue(start_ms=s, measured=v) for s, v in zip(starts, cues, strict=True)]

    def _asking(
        self, half: int, window: Window, whole: tuple[int, int]
    ) -> Iterator[tuple[Item, MeasuredCue]]:
        """Yields one half's cues with the times they ask for; half-way avoids the others."""
        cues = self._cues(half)
        items = [
            Item(
                length_ms=cue.said.length_ms,
                gap_ms=cue.gap_ms,
                wanted_ms=wanted_ms(cue, window, whole),
                end_gap_ms=cue.quiet_ms(window.quiet_ms),
            )
            for cue in cues
        ]
        for item, cue in zip(items, cues, strict=True):
            if cue.cue.kind is CueKind.HALFWAY:
                others = [other for other in items if other is not item]
                within_ms = whole[1] * rules.HALFWAY_WITHIN // 1000
                yield clear_of(item, others, self.apart_ms, within_ms), cue
            else:
                yield item, cue

    def _needs(self, half: int, before: MeasuredCue) -> int:
        """Returns the shortest time from the end of `before` to the next chime that is enough for
        one half's cues."""
        cues, heads_up = self._cues(half), self._heads_up(half)
        quiet_ms = self._quiet_ms(half)
        if not cues and not heads_up:
            return max(before.said.rest_ms, quiet_ms)
        room = before.gap_ms + sum(v.said.length_ms + v.gap_ms for v in cues)
        room += slack_ms(len(cues) + bool(heads_up))
        if heads_up:
            if any(cue.cue.narration.on_beat for cue in cues):  # it may be said after the heads-up
                quiet_ms = max(quiet_ms, rules.SPEECH_GAP_MS)
            length = heads_up.said.length_ms + quiet_ms
            return room + max(length, rules.HEADS_UP_LATEST_MS)
        return room + max(0, quiet_ms - min(cue.gap_ms for cue in cues))

    def _quiet_ms(self, half: int) -> int:
        """Returns the quiet needed from one half's last word to the chime that ends it."""
        is_end = half == int(self.step.sides is not None)
        if is_end and self.last:
            is_apart = self.step.each_ms is not None and self.step.sides is not None
            return rules.SPEECH_GAP_MS if is_apart else rules.SPEECH_TO_END_MS
        rings = self.rings_after if is_end else self.step.rings
        return rules.SPEECH_TO_CHIME_MS if rings else rules.SPEECH_GAP_MS

    @property
    def _overhang(self) -> int:
        """The time from the step's end to the following chime, which speech must not reach.

        The next step's chime sounds just after this step. The end chime sounds
        within the last step, so for that step the time is negative.
        """
        if not self.rings_after:
            return 0
        if self.last:
            return -(self.chime_ms[ChimeKind.END] + rules.END_TAIL_MS)
        return rules.CHAPTER_LEAD_MS

    def _opening(self, length_ms: int) -> MeasuredCue:
        """Returns the opening; spare time is divided among its pauses that grow."""
        cue = self.step.opening
        growing = sum(isinstance(part, Pause) and part.grows for part in cue.narration.parts)
        if not growing or self.step.sides:
            return self._measured(cue)
        each_ms = self._spare_ms(length_ms) // growing
        parts = (
            replace(part, ms=part.ms + each_ms) if isinstance(part, Pause) and part.grows else part
            for part in cue.narration.parts
        )
        grown = replace(cue, narration=replace(cue.narration, parts=tuple(parts)))
        return MeasuredCue(cue=grown, said=utter(grown.narration, self.measure))

    def _spare_ms(self, length_ms: int) -> int:
        """Returns how much longer the opening may get: until the first cue with a time of its own,
        which keeps that time."""
        opening = self._measured(self.step.opening)
        lead_ms = self._lead_ms + FRAME_MS + self._introduction_ms
        end_ms = lead_ms + opening.said.length_ms + opening.gap_ms
        window = Window(open_ms=end_ms, close_ms=length_ms, quiet_ms=0)
        room = [
            wanted_ms(cue, window, (0, length_ms)) - end_ms
            for cue in self._cues(0)
            if cue.cue.at is not None and cue.cue.kind is not CueKind.HALFWAY
        ]
        return max(0, min([length_ms - self.floor_ms, *room]))

    @property
    def _switch(self) -> MeasuredCue:
        if self.step.switch is None:
            raise ValueError("a step without sides has no switch")
        return self._measured(self.step.switch)

    @property
    def _switch_ms(self) -> int:
        """The time from the end of the first side to the start of the second."""
        return self._instruction_ms + self._switch.said.length_ms

    @property
    def _instruction_ms(self) -> int:
        """The time from the start of the switch chime to its words."""
        return self._until_speech_ms(ChimeKind.SWITCH)

    def _cues(self, half: int) -> list[MeasuredCue]:
        return [self._measured(cue) for cue in self.step.cues if cue.half == half]

    def _heads_up(self, half: int) -> MeasuredCue | None:
        last_half = int(self.step.sides is not None)
        cue = self.step.ahead if half == last_half else self.step.switch_ahead
        return self._measured(cue) if cue else None

    def _measured(self, cue: PlannedCue) -> MeasuredCue:
        return self._all_measured[cue.id]

    @cached_property
    def _all_measured(self) -> Mapping[str, MeasuredCue]:
        return {
            cue.id: MeasuredCue(cue=cue, said=utter(cue.narration, self.measure))
            for cue in self.step.all_cues()
        }

    def _chime(self, kind: ChimeKind, start_ms: int, *, rings: bool) -> Chime:
        if not rings:
            return Chime.silent(kind, self.step.id, start_ms)
        end_ms = start_ms + self.chime_ms[kind]
        return Chime(kind=kind, step=self.step.id, start_ms=start_ms, end_ms=end_ms)
