"""The script at one length: all texts are chosen and filled in, but nothing has a time yet.

An outline holds everything to be spoken; the planner turns it into a timeline.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import cycle

from voiceguide.errors import PlanError
from voiceguide.script import choice, durations, narration, own_sounds, rounds
from voiceguide.script.asleep import asleep
from voiceguide.script.cue import Cue
from voiceguide.script.guidance import amount_in, guided, keeps
from voiceguide.script.halfway import in_turn
from voiceguide.script.model import Script
from voiceguide.script.narration import Bell, Narration
from voiceguide.script.only import Only
from voiceguide.script.reminders import Pool
from voiceguide.script.rounds import Turn
from voiceguide.script.scene import Scene, Stand
from voiceguide.script.step import Step
from voiceguide.script.styles import style_of
from voiceguide.script.values import EACH, Moment, SpokenColumn
from voiceguide.script.wishes import NONE, Wishes
from voiceguide.timeline import beats, lengths, rules, wishing
from voiceguide.timeline.manners import Manners
from voiceguide.timeline.model import CueKind
from voiceguide.timeline.parts import Outline, PlannedCue, PlannedPool, PlannedStep
from voiceguide.timeline.step_times import StepTime
from voiceguide.timeline.titles import titled
from voiceguide.wording import counting
from voiceguide.wording import language as languages


def outline(
    script: Script,
    total_ms: int,
    *,
    sleep: bool = False,
    whole_paragraphs: bool = False,
    voice: str = "",
    wishes: Wishes = NONE,
) -> Outline:
    """Returns the script's outline at this length, as the listener `wishes`.

    `voice` is the kind of voice: formant, natural or none. `sleep` chooses the texts for falling
    asleep. `whole_paragraphs`, for engines that speak paragraphs best, joins sentences that only
    a full stop separates.

    Raises LengthError, PlanError if no step is left, or InputError for impossible wishes.
    """
    lengths.check(wishing.lengths_of(script, wishes), total_ms)
    guidance = amount_in(script, wishes.guidance)
    script = guided(script, guidance)
    writer = _Writer(script, total_ms, sleep=sleep, whole_paragraphs=whole_paragraphs)
    turns = [turn for turn in rounds.turns(script, total_ms) if writer.applies(turn.step)]
    if not turns:
        raise PlanError("no step of this script belongs to a session of this length")
    times = wishing.times(script, turns, total_ms, wishes)
    present = [turn for turn in turns if turn.step.id in times]
    if len(present) > rounds.MOST_STEPS:
        raise PlanError(
            f"with all rounds, this session has {len(present)} steps; at most "
            f"{rounds.MOST_STEPS} are possible. Repeat fewer steps, or less often"
        )
    return Outline(
        title=titled(script, guidance),
        language=script.language,
        pronounce=script.pronounce,
        comma_ms=script.pauses.comma,
        total_ms=total_ms,
        steps=tuple(writer.steps(present, times)),
        pools=tuple(
            writer.pool(name, pool, present)
            for name, pool in script.reminders.items()
            if writer.applies(pool) and keeps(guidance, pool.guidance)
        ),
        quiet_ms=None
        if script.quiet is None
        else durations.limit(script.quiet, script.lengths, total_ms),
        sleep=sleep,
        voice=voice,
        style=script.style or "",
        guidance=guidance,
        rings_at_end=script.chimes,
        is_open=script.is_open,
        manners=Manners.of(script.manners),
    )


class _Writer:
    """Chooses and fills in the texts of one script at one length."""

    def __init__(
        self, script: Script, total_ms: int, *, sleep: bool, whole_paragraphs: bool
    ) -> None:
        self._script = script
        self._total_ms = total_ms
        self._sleep = sleep
        self._whole_paragraphs = whole_paragraphs
        self._pauses = script.pauses.narration()
        self._language = languages.of(script.language)
        self._halfway = cycle(in_turn(script.halfway))

    def applies(self, part: Step | Cue | Pool) -> bool:
        return choice.applies(part.only, self._script.lengths.named, self._total_ms)

    def _is_in(self, lengths: Only | None) -> bool:
        """Whether this session's length is one of `lengths`; None has no lengths."""
        named = self._script.lengths.named
        return lengths is not None and choice.applies(lengths, named, self._total_ms)

    def steps(self, present: list[Turn], times: Mapping[str, StepTime]) -> Iterator[PlannedStep]:
        number, giver = 0, Stand.HERE
        if self._sleep:
            present = [replace(turn, step=asleep(turn.step)) for turn in present]
        for turn, following in zip(present, [*present[1:], None], strict=True):
            step, is_counted = turn.step, turn.step.numbered and turn.rounds == 1
            number += is_counted
            after = following.step if following else None
            planned = self._step(turn, number if is_counted else None, after, times[turn.step.id])
            yield replace(planned, picture=_scene(step, planned, giver))
            giver = giver.other if planned.moves else giver

    def pool(self, name: str, pool: Pool, present: list[Turn]) -> PlannedPool:
        """Returns a pool for the steps it names, or else for all steps that allow reminders."""
        open_to = {turn.step.id for turn in present if turn.step.reminders}
        named = {turn.step.id for turn in present if turn.written.id in (pool.steps or ())}
        return PlannedPool(
            id=name,
            every_ms=pool.every,
            rest_ms=min(pool.rest_ms, pool.every),
            narrations=tuple(self._read(text, pool.voice) for text in pool.say),
            steps=frozenset(open_to if pool.steps is None else named),
            subject=self._subject(name),
            first=self._read(pool.first, pool.voice) if pool.first else None,
            after_ms=pool.after or 0,
            asks=pool.asks,
        )

    def _step(
        self, turn: Turn, number: int | None, following: Step | None, time: StepTime
    ) -> PlannedStep:
        step, preferred = turn.step, time.ms
        sides = step.sides
        if sides and not choice.applies(sides.only, self._script.lengths.named, self._total_ms):
            sides = None
        names = sides.names if sides else None
        switch = switch_ahead = ahead = None
        if sides:
            left = self._left(preferred)
            switch = self._cue(step, CueKind.SWITCH, sides.say, side=sides.names[1], left=left)
            if sides.ahead and preferred >= rules.SIDE_HEADS_UP_FROM_MS:
                said = self._cue(step, CueKind.AHEAD, sides.ahead, side=sides.names[1])
                switch_ahead = replace(said, id=f"{step.id}/ahead-switch")
        if following and following.ahead and preferred >= rules.HEADS_UP_FROM_MS:
            ahead = self._cue(step, CueKind.AHEAD, following.ahead, following.voice or "")
        return PlannedStep(
            id=step.id,
            number=number,
            title=turn.title,
            preferred_ms=preferred,
            opening=self._opening(step, number, names),
            cues=tuple(self._cues(step, preferred, names)),
            sides=names,
            switch=switch,
            switch_ahead=switch_ahead,
            ahead=ahead,
            reminders=step.reminders,
            restful=step.restful,
            moves=sides is not None and self._is_in(sides.moves),
            notes=self._notes(step),
            is_fixed=time.is_fixed,
            is_named=time.is_named,
            each_ms=time.each_ms,
            rings=self._script.chimes if step.chimes is None else step.chimes,
            bed="" if step.bed is None else str(own_sounds.place(step.bed)),
        )

    def _notes(self, step: Step) -> tuple[tuple[str, ...], ...]:
        if step.notes is None:
            return ()
        return narration.paragraphs(self._choose(step.notes), self._script.language)

    def _opening(self, step: Step, number: int | None, names: tuple[str, str] | None) -> PlannedCue:
        said, announced = self._choose(step.say), 0
        if self._script.announce and number:
            spoken = counting.number(number, self._language)
            words = {"number": spoken, "title": step.title}
            announcement = narration.fill(self._script.announce, words)
            announced = len(self._read(announcement, None).sentences)
            said = f"{announcement} [pause 800ms] {said}"
        return PlannedCue(
            id=f"{step.id}/opening",
            kind=CueKind.OPENING,
            narration=self._read(said, step.voice, side=names[0] if names else ""),
            reminds=step.reminds,
            subjects=self._subjects(step.reminds),
            announced=announced,
            still=step.still,
        )

    def _cues(
        self, step: Step, preferred: Fraction, names: tuple[str, str] | None
    ) -> Iterator[PlannedCue]:
        for index, cue in enumerate(step.cues, start=1):
            if not self.applies(cue) or (cue.needs is not None and preferred < cue.needs):
                continue
            if cue.side and not names:
                continue
            is_on_each = names is not None and cue.side == EACH
            for half in (0, 1) if is_on_each else (_half(cue, names),):
                name = f"{step.id}/cue-{index}"
                yield PlannedCue(
                    id=f"{name}-{half + 1}" if is_on_each else name,
                    kind=CueKind.COACHING,
                    narration=self._words(
                        cue, cue.voice or step.voice, side=names[half] if names else ""
                    ),
                    at=cue.at,
                    half=half,
                    within_side=cue.side is not None,
                    reminds=cue.reminds,
                    subjects=self._subjects(cue.reminds),
                    still=cue.still,
                    hush_ms=cue.hush or 0,
                )
        is_worked = step.numbered and not step.restful and not names
        is_halved = is_worked and preferred >= rules.HALFWAY_FROM_MS
        if is_halved and (halfway := next(self._halfway, None)):
            words = {"left": self._left(preferred), "title": step.title}
            said = self._cue(step, CueKind.HALFWAY, halfway, **words)
            yield replace(said, at=Moment("share", 500))

    def _words(self, cue: Cue, voice: str | None, side: str) -> Narration:
        """Returns a cue's narration: its words, count, breath or chime."""
        chime = None if cue.chime is None else str(cue.chime)
        if cue.say is not None:
            said = self._read(self._choose(cue.say), voice, side=side)
            return said if chime is None else said.after_chime(chime)
        if chime is not None:
            return Narration((Bell(chime),))
        return beats.on_beat(cue, self._language, side).by(voice or "")

    def _cue(
        self,
        step: Step,
        kind: CueKind,
        value: SpokenColumn,
        voice: str | None = None,
        **words: str,
    ) -> PlannedCue:
        said = self._read(self._choose(value), voice or step.voice, **words)
        return PlannedCue(id=f"{step.id}/{kind}", kind=kind, narration=said)

    def _subject(self, name: str) -> str:
        return self._script.reminders[name].subject or name

    def _subjects(self, reminds: tuple[str, ...]) -> tuple[str, ...]:
        """Returns the subjects of these reminders, including reminders of other lengths only."""
        return tuple(dict.fromkeys(map(self._subject, reminds)))

    def _left(self, preferred: Fraction) -> str:
        if not counting.knows_minutes(self._language):
            return ""
        return counting.minutes(int(preferred / 2), self._language)

    def _choose(self, value: SpokenColumn) -> str:
        _, text = choice.chosen(value, self._script.lengths.named, self._total_ms)
        return text

    def _read(self, text: str, voice: str | None, **words: str) -> Narration:
        said = narration.parse(
            narration.fill(text, words),
            self._pauses,
            self._script.language,
            whole_paragraphs=self._whole_paragraphs,
        ).by(voice or "")
        if said.most_wpm is None:
            return said
        style = style_of(self._script.style or "")
        return replace(said, most_wpm=round(said.most_wpm * style.pace))


def _scene(step: Step, planned: PlannedStep, giver: Stand) -> Scene | None:
    """Returns the step's picture with the giver on the side where the last switch left them."""
    if step.picture is None:
        return None
    picture = step.picture if planned.sides else step.picture.undivided()
    return Scene.of(picture, giver=giver, moves=planned.moves)


def _half(cue: Cue, names: tuple[str, str] | None) -> int:
    """Returns the cue's side, 0 or 1: the side it names, or else the one that its time falls in."""
    if not names:
        return 0
    if cue.side:
        return names.index(cue.side)
    return int(cue.at.kind == "before" or (cue.at.kind == "share" and cue.at.amount >= 500))
