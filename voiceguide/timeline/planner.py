"""Turns an outline and measured words into a timeline: exact, absolute, pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

from voiceguide import timecode
from voiceguide.errors import LengthError, PlanError
from voiceguide.timeline import beats, budget, rules
from voiceguide.timeline.bells import with_bells
from voiceguide.timeline.gaps import gaps
from voiceguide.timeline.layout import (
    ChimeLengths,
    MeasuredStep,
    StepLayout,
)
from voiceguide.timeline.manners import ReminderRule, ReminderText
from voiceguide.timeline.model import Chapter, Chime, ChimeKind, Cue, CueKind, Timeline
from voiceguide.timeline.parts import Outline, PlannedPool, PlannedStep
from voiceguide.timeline.placed import PlacedCue
from voiceguide.timeline.reminders import spread, too_quiet
from voiceguide.timeline.softening import softened
from voiceguide.timeline.statistics import silences
from voiceguide.timeline.utterance import Measure, utter


def plan(outline: Outline, measure: Measure, chime_ms: ChimeLengths) -> Timeline:
    """Returns the session's timeline, exactly `outline.total_ms` long.

    `measure` returns the length of a spoken sentence in milliseconds; `chime_ms`
    has the length of each chime. Raises LengthError if the words don't fit the
    total, PlanError if the script's rules can't be kept.
    """
    outline = with_bells(outline, {str(name): ms for name, ms in chime_ms.items()})
    _check_ending(outline, chime_ms)
    beats.check(outline, measure)
    steps = _measured(outline, measure, chime_ms)
    outline = _opened(outline, steps)
    lengths = _share(outline, steps)
    starts = [0, *accumulate(lengths)]
    layouts = [
        step.at(start, length) for step, start, length in zip(steps, starts, lengths, strict=False)
    ]
    reminders = spread(
        list(gaps(outline, layouts)), outline.pools, outline.quiet_ms, measure, outline.manners
    )
    heard = [
        (step.id, spoken)
        for step, layout in zip(outline.steps, layouts, strict=True)
        for spoken in layout.spoken
    ]
    heard += reminders
    cues = [_cue(step_id, spoken) for step_id, spoken in heard if spoken.measured.said.phrases]
    bells = [
        bell
        for step_id, spoken in heard
        for bell in spoken.measured.said.bells_at(spoken.start_ms, step_id)
    ]
    timeline = Timeline(
        title=outline.title,
        language=outline.language,
        total_ms=outline.total_ms,
        chapters=tuple(_chapters(outline, layouts, lengths)),
        cues=tuple(sorted(cues, key=lambda cue: cue.start_ms)),
        chimes=_chimes(outline, layouts, bells, starts[-2]),
        sleep=outline.sleep,
        voice=outline.voice,
        style=outline.style,
        guidance=outline.guidance,
        quiet_ms=outline.quiet_ms,
        promises=tuple(_promise(pool, outline.steps, measure) for pool in outline.pools),
        manners=outline.manners,
        still_ms=min(
            (said.end_ms for each in layouts for said in each.spoken if said.measured.cue.still),
            default=None,
        ),
    )
    _check_quiet(timeline, outline.steps)
    return timeline


def _chapters(
    outline: Outline, layouts: Sequence[StepLayout], lengths: Sequence[int]
) -> Iterator[Chapter]:
    for step, layout, length in zip(outline.steps, layouts, lengths, strict=True):
        yield Chapter(
            step=step.id,
            number=step.number,
            title=step.title,
            start_ms=layout.end_ms - length,
            end_ms=layout.end_ms,
            sides=layout.sides,
            picture=step.picture,
            notes=step.notes,
            moves=step.moves,
            restful=step.restful,
            written_ms=_written_ms(step, length, outline),
            each_ms=step.each_ms if layout.sides else None,
        )


def _written_ms(step: PlannedStep, given_ms: int, outline: Outline) -> int | None:
    """Returns the time that the author gave a step if the difference is noticeable, else None.

    Also returns None for a step whose sides each have a time, and for one that fills the time
    between fixed steps: one without a time for just this length, or beside steps whose length
    depends on their words.
    """
    if step.each_ms is not None:
        return None
    may_fill = not step.is_named or any(other.each_ms is not None for other in outline.steps)
    if may_fill and not step.is_fixed and any(other.is_fixed for other in outline.steps):
        return None
    written_ms = timecode.nearest_ms(step.preferred_ms)
    return written_ms if abs(written_ms - given_ms) >= rules.NOTICED_MS else None


def _chimes(
    outline: Outline, layouts: Sequence[StepLayout], bells: Sequence[Chime], last_ms: int
) -> tuple[Chime, ...]:
    """Returns all chimes, softened for falling asleep; the last step starts at `last_ms`."""
    chimes = [chime for layout in layouts for chime in layout.chimes]
    if bells:
        chimes = sorted([*chimes, *bells], key=lambda chime: chime.start_ms)
    return softened(chimes, last_ms) if outline.sleep else tuple(chimes)


def check_pauses(outline: Outline, pauses: Measure) -> None:
    """Raises LengthError if the pauses alone don't fit the total, whatever the voice and chimes.

    `pauses` returns the length of the pauses within a sentence, in milliseconds.
    """
    steps = _measured(outline, pauses, dict.fromkeys(ChimeKind, 0))
    _share(_opened(outline, steps), steps, "the pauses need")
    for pool in outline.pools:
        for narration in pool.all_narrations():
            said = utter(narration, pauses)
            if said.length_ms + said.rest_ms > outline.total_ms:
                raise LengthError(
                    f"the pauses of reminder {pool.id!r} don't fit "
                    f"{timecode.clock(outline.total_ms)}: they take "
                    f"{timecode.duration(said.length_ms + said.rest_ms)}. Make them shorter"
                )


def _measured(outline: Outline, measure: Measure, chime_ms: ChimeLengths) -> Sequence[MeasuredStep]:
    last = outline.steps[-1]
    rings_after = [*(step.rings for step in outline.steps[1:]), outline.rings_at_end]
    apart_ms = outline.manners.apart_ms
    return [
        MeasuredStep(step, step is last, chime_ms, measure, rings, apart_ms)
        for step, rings in zip(outline.steps, rings_after, strict=True)
    ]


def _opened(outline: Outline, steps: Sequence[MeasuredStep]) -> Outline:
    """Returns an open outline with the length of its steps, and any other outline unchanged."""
    if not outline.is_open:
        return outline
    total_ms = sum(max(step.floor_ms, round(_preferred_ms(step))) for step in steps)
    return replace(outline, total_ms=timecode.frame_from(total_ms))


def _preferred_ms(step: MeasuredStep) -> Fraction:
    """Returns the time that the author gave a step, plus its words if they are added to it."""
    has_words_on_top = step.step.each_ms is not None
    return Fraction(step.floor_ms) if has_words_on_top else step.step.preferred_ms


def _check_ending(outline: Outline, chime_ms: ChimeLengths) -> None:
    """Raises PlanError if the end chime alone is longer than the quiet that the script allows."""
    ending_ms = rules.SPEECH_TO_END_MS
    if outline.rings_at_end:
        ending_ms += chime_ms[ChimeKind.END] + rules.END_TAIL_MS
    if outline.quiet_ms is not None and outline.quiet_ms < ending_ms:
        raise PlanError(
            f"no voice is heard during the end chime, for {timecode.duration(ending_ms)}; the "
            f"limit is {timecode.duration(outline.quiet_ms)}. Allow more under 'quiet'"
        )


def _check_quiet(timeline: Timeline, steps: Sequence[PlannedStep]) -> None:
    """Raises PlanError for the first stretch without a voice that is longer than allowed.

    Reminders break the quiet between cues. This finds long pauses within cues, and quiet at the
    session's start and end.
    """
    if timeline.quiet_ms is None:
        return
    for start_ms, end_ms in silences(timeline):
        if end_ms - start_ms > timeline.quiet_ms:
            at = max(i for i, c in enumerate(timeline.chapters) if c.start_ms <= start_ms)
            raise too_quiet(steps[at].name, start_ms, end_ms, timeline.quiet_ms)


def _share(
    outline: Outline, steps: Sequence[MeasuredStep], need: str = "this voice needs"
) -> list[int]:
    """Returns each step's length in milliseconds. Raises LengthError if the words don't fit, with
    the length needed and the step to shorten."""
    floors = [step.floor_ms for step in steps]
    preferred = [_preferred_ms(step) for step in steps]
    try:
        fixed = [index for index, step in enumerate(steps) if step.step.is_fixed]
        return budget.share(outline.total_ms, preferred, floors, fixed)
    except ValueError as error:
        preferred = [step.step.preferred_ms for step in steps]
        index = max(range(len(steps)), key=lambda i: floors[i] - preferred[i])
        tightest = steps[index].step
        least = timecode.duration(-(-sum(floors) // 1000) * 1000)
        needs = timecode.duration(-(-floors[index] // 1000) * 1000)
        has = timecode.duration(int(preferred[index] // 1000) * 1000)
        raise LengthError(
            f"the words don't fit into {timecode.clock(outline.total_ms)}: {need} at least "
            f"{least}. The tightest is {tightest.name}, which needs {needs} and has {has}. "
            "Ask for a longer session or a faster rate, or say less in that step"
        ) from error


def _cue(step_id: str, spoken: PlacedCue) -> Cue:
    planned, said = spoken.measured.cue, spoken.measured.said
    phrases = said.phrases_at(spoken.start_ms)
    name = f"{step_id}/{planned.id}" if planned.kind is CueKind.REMINDER else planned.id
    return Cue(
        id=name,
        kind=planned.kind,
        step=step_id,
        text=said.text,
        start_ms=phrases[0].start_ms,
        end_ms=max(phrase.end_ms for phrase in phrases),
        phrases=phrases,
        reminds=planned.reminds,
        subjects=planned.subjects,
        asks=planned.is_asking,
        announced=planned.announced,
        hush_ms=planned.hush_ms,
    )


def _promise(pool: PlannedPool, steps: Sequence[PlannedStep], measure: Measure) -> ReminderRule:
    texts = [
        ReminderText(
            sentences=tuple(sentence.text for sentence in narration.sentences),
            asks=narration.asks if pool.asks is None else pool.asks,
        )
        for narration in pool.narrations
    ]
    return ReminderRule(
        id=pool.id,
        every_ms=pool.every_ms,
        steps=tuple(step.id for step in steps if step.id in pool.steps),
        subject=pool.subject,
        after_ms=pool.after_ms,
        length_ms=max(utter(said, measure).length_ms for said in pool.all_narrations()),
        texts=tuple(texts),
    )
