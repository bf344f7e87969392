"""Turns an outline and measured words into a timeline: exact, absolute, pure."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from voiceguide import timecode
from voiceguide.errors import LengthError, PlanError
from voiceguide.timeline import budget, rules
from voiceguide.timeline.layout import (
    ChimeLengths,
    MeasuredStep,
    PlacedCue,
    StepLayout,
    Window,
)
from voiceguide.timeline.model import (
    Chapter,
    Chime,
    ChimeKind,
    Cue,
    CueKind,
    ReminderRule,
    Timeline,
)
from voiceguide.timeline.parts import Outline, PlannedStep
from voiceguide.timeline.reminders import Gap, spread, too_quiet
from voiceguide.timeline.softening import softened
from voiceguide.timeline.statistics import silences
from voiceguide.timeline.utterance import Measure, utter


def plan(outline: Outline, measure: Measure, chime_ms: ChimeLengths) -> Timeline:
    """Returns the session's timeline, exactly `outline.total_ms` long.

    `measure` returns the length of a spoken sentence in milliseconds, `chime_ms`
    has that of each chime. Raises LengthError if the words don't fit the total,
    PlanError if the script's rules can't be kept.
    """
    _check_ending(outline, chime_ms)
    steps = _measured(outline, measure, chime_ms)
    lengths = _share(outline, steps)
    starts = [0, *accumulate(lengths)]
    layouts = [
        step.at(start, length) for step, start, length in zip(steps, starts, lengths, strict=False)
    ]
    gaps = list(_gaps(outline, layouts))
    reminders = spread(gaps, outline.pools, outline.quiet_ms, measure)
    cues = [
        _cue(step.id, spoken)
        for step, layout in zip(outline.steps, layouts, strict=True)
        for spoken in layout.spoken
    ]
    cues += [_cue(step_id, spoken) for step_id, spoken in reminders]
    timeline = Timeline(
        title=outline.title,
        language=outline.language,
        total_ms=outline.total_ms,
        chapters=tuple(
            Chapter(
                step=step.id,
                number=step.number,
                title=step.title,
                start_ms=start,
                end_ms=start + length,
                sides=layout.sides,
                picture=step.picture,
                notes=step.notes,
                moves=step.moves,
            )
            for step, layout, start, length in zip(
                outline.steps, layouts, starts, lengths, strict=False
            )
        ),
        cues=tuple(sorted(cues, key=lambda cue: cue.start_ms)),
        chimes=_chimes(outline, layouts, starts[-2]),
        sleep=outline.sleep,
        voice=outline.voice,
        quiet_ms=outline.quiet_ms,
        promises=tuple(
            ReminderRule(
                id=pool.id,
                every_ms=pool.every_ms,
                steps=tuple(step.id for step in outline.steps if step.id in pool.steps),
            )
            for pool in outline.pools
        ),
    )
    _check_quiet(timeline, outline.steps)
    return timeline


def _chimes(outline: Outline, layouts: Sequence[StepLayout], last_ms: int) -> tuple[Chime, ...]:
    """Returns all chimes, softened for falling asleep; the last step starts at `last_ms`."""
    chimes = tuple(chime for layout in layouts for chime in layout.chimes)
    return softened(chimes, last_ms) if outline.sleep else chimes


def check_pauses(outline: Outline, pauses: Measure) -> None:
    """Raises LengthError if the pauses alone don't fit the total, whatever the voice and the
    chimes; `pauses` returns the length of those within a sentence, in milliseconds."""
    _share(outline, _measured(outline, pauses, dict.fromkeys(ChimeKind, 0)), "the pauses need")
    for pool in outline.pools:
        for narration in pool.narrations:
            said = utter(narration, pauses)
            if said.length_ms + said.rest_ms > outline.total_ms:
                raise LengthError(
                    f"the pauses of reminder {pool.id!r} don't fit "
                    f"{timecode.clock(outline.total_ms)}: they take "
                    f"{timecode.duration(said.length_ms + said.rest_ms)}. Make them shorter"
                )


def _measured(outline: Outline, measure: Measure, chime_ms: ChimeLengths) -> Sequence[MeasuredStep]:
    last = outline.steps[-1]
    return [MeasuredStep(step, step is last, chime_ms, measure) for step in outline.steps]


def _check_ending(outline: Outline, chime_ms: ChimeLengths) -> None:
    """Raises PlanError if the end chime alone is longer than the quiet that the script allows."""
    ending_ms = rules.SPEECH_TO_END_MS + chime_ms[ChimeKind.END] + rules.END_TAIL_MS
    if outline.quiet_ms is not None and outline.quiet_ms < ending_ms:
        raise PlanError(
            f"no voice is heard during the end chime, for {timecode.duration(ending_ms)}; the "
            f"limit is {timecode.duration(outline.quiet_ms)}. Allow more under 'quiet'"
        )


def _check_quiet(timeline: Timeline, steps: Sequence[PlannedStep]) -> None:
    """Raises PlanError for the first stretch without a voice that is longer than allowed.

    Reminders fill the quiet between cues; this finds pauses within them, and the session's ends.
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
    """Returns each step's length in ms. Raises LengthError with the length needed and the step to
    shorten."""
    floors = [step.floor_ms for step in steps]
    preferred = [step.step.preferred_ms for step in steps]
    try:
        return budget.share(outline.total_ms, preferred, floors)
    except ValueError as error:
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


def _gaps(outline: Outline, layouts: Sequence[StepLayout]) -> Iterator[Gap]:
    """Yields the quiet between all cues, also in steps without reminders."""
    spoken = sorted(
        (spoken for layout in layouts for spoken in layout.spoken), key=lambda s: s.start_ms
    )
    following = {id(said): after for said, after in zip(spoken, [*spoken[1:], None], strict=True)}
    for step, layout in zip(outline.steps, layouts, strict=True):
        for said in layout.spoken:
            window = next(w for w in reversed(layout.windows) if _in_or_before(w, said))
            after = following[id(said)]
            inside = after is not None and after.start_ms < window.close_ms
            close_ms = after.start_ms if after is not None and inside else window.reminders_until_ms
            if said.measured.cue.kind is CueKind.AHEAD:
                close_ms = said.end_ms  # the hands are finishing: no reminder now
            yield Gap(
                step=step.id,
                step_name=step.name,
                open_ms=timecode.frame_from(said.end_ms + said.measured.gap_ms),
                close_ms=close_ms,
                from_ms=said.end_ms,
                until_ms=after.start_ms if after else outline.total_ms,
                resets=frozenset(after.measured.cue.reminds) if after else frozenset(),
            )


def _in_or_before(window: Window, said: PlacedCue) -> bool:
    """Whether `said` ends as the window opens, or later."""
    return window.open_ms <= said.end_ms


def _cue(step_id: str, spoken: PlacedCue) -> Cue:
    planned, said = spoken.measured.cue, spoken.measured.said
    name = f"{step_id}/{planned.id}" if planned.kind is CueKind.REMINDER else planned.id
    return Cue(
        id=name,
        kind=planned.kind,
        step=step_id,
        text=said.text,
        start_ms=spoken.start_ms,
        end_ms=spoken.end_ms,
        phrases=said.phrases_at(spoken.start_ms),
        reminds=planned.reminds,
    )
