"""Rehearses a script: plans every named length without speaking, at several paces of speech.

Only the spoken words decide exactly whether they fit, and whether a stretch is too quiet. So a
length is good if it can be planned at every pace that the default voice may have, and is
refused if it can be planned at none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product

from voiceguide.errors import LengthError, PlanError, VoiceguideError
from voiceguide.inspection.check import Verdict
from voiceguide.inspection.gate import broken_rules, note
from voiceguide.inspection.pace import rate_check
from voiceguide.script import guidance
from voiceguide.script.model import Script
from voiceguide.script.narration import Sentence
from voiceguide.script.wishes import Wishes
from voiceguide.session.calm import calm_by_default
from voiceguide.session.estimates import check_pauses, everyday, lead_ms
from voiceguide.session.sounds import signals_of
from voiceguide.session.timing import Chimes, timed
from voiceguide.speech.beats import QUICKEST
from voiceguide.speech.calm import Calm
from voiceguide.speech.default_voice import MARGIN, OTHER_MARGIN, SENTENCE_MARGIN_MS, spoken_ms
from voiceguide.speech.pace import relative_pace
from voiceguide.speech.phrasing import joined_ms
from voiceguide.timeline import lengths
from voiceguide.timeline.kept_times import differences
from voiceguide.timeline.model import Timeline
from voiceguide.timeline.outline import outline
from voiceguide.timeline.parts import Outline
from voiceguide.timeline.utterance import Measure
from voiceguide.wording import language as languages
from voiceguide.wording.spoken import spoken

MOST_SENTENCES = 24_000
"""The most sentences to plan in all. A reminder counts for more if there are more of them to choose
from; a long script has half as many."""

_USUAL = "the default voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """The findings, each with its length.

    `refused`: the length works neither with the default voice, nor with a somewhat slower or faster
    one. `unsure`: only the spoken words can decide. `notes`: broken rules of a good session, as in
    the notes of `make`.
    """

    refused: tuple[str, ...]
    unsure: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Findings:
    refused: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    planned: int = 0


def rehearse(script: Script) -> Rehearsal:
    """Plans each named length of a script and, if it has words for falling asleep or for less
    guidance, with those."""
    found, rung = _Findings(), signals_of(script)
    paces: Mapping[str, Measure] = {}
    kinds = [(guidance.FULL, False)]
    kinds += [(guidance.FULL, True)] if any(step.sleep for step in script.steps) else []
    less = (guidance.BRIEF, guidance.BARE) if guidance.is_marked(script) else ()
    kinds += [(amount, False) for amount in less]
    for length, (amount, sleep) in product(script.lengths.named, kinds):
        option = " with --sleep" if sleep else ""
        option += f" with --guidance {amount}" if amount != guidance.FULL else ""
        where = f"length {length}{option}"
        try:
            total_ms = lengths.total_ms(script.lengths, length=length)
            planned = outline(script, total_ms, sleep=sleep, wishes=Wishes(guidance=amount))
            check_pauses(planned)
        except (LengthError, PlanError) as error:
            found.refused.append(f"{where}: {error}")
        else:
            paces = paces or _paces(planned, script.sound.rate)
            _try(where, planned, paces, rung, found)
    return Rehearsal(
        refused=tuple(found.refused), unsure=tuple(found.unsure), notes=tuple(found.notes)
    )


def _try(
    where: str, planned: Outline, paces: Mapping[str, Measure], rung: Chimes, found: _Findings
) -> None:
    """Plans one length at one pace after another, and adds the findings."""
    refusals: dict[str, VoiceguideError] = {}
    for pace, measure in paces.items():
        if found.planned > MOST_SENTENCES:
            if not refusals:
                found.unsure.append(f"{where}: too much to try at every pace of speech")
            break
        found.planned += sum(1 for _ in planned.sentences())
        try:
            timeline = timed(planned, measure, rung)
        except (LengthError, PlanError) as error:
            refusals[pace] = error
            continue
        found.planned += len(timeline.cues) * len(planned.pools) // 4
        if pace == _USUAL:
            found.notes += [f"{where}: {text}" for text in _notes(timeline, _margin(planned))]
    if len(refusals) == len(paces):
        found.refused.append(f"{where}: {refusals[_USUAL]}")
    elif refusals:
        pace, refusal = next(iter(refusals.items()))
        found.unsure.append(f"{where}: this depends on the voice. With {pace}, {refusal}")


def _notes(timeline: Timeline, margin: float) -> Iterator[str]:
    """Yields the broken rules, and the pace if a somewhat slower or faster voice breaks it."""
    broken = broken_rules(timeline)
    yield from map(note, broken)
    yield from differences(timeline)
    rate = rate_check(timeline)
    for factor, voice in ((1 + margin, "a slower one"), (1 - margin, "a quicker one")):
        other = rate_check(timeline, factor=factor)
        if rate not in broken and other.verdict is Verdict.FAIL:
            yield f"this depends on the voice. With {voice}, {note(other)}"


def _margin(planned: Outline) -> float:
    return MARGIN if languages.of(planned.language).pace.sentences else OTHER_MARGIN


def _paces(planned: Outline, rate: int | None) -> Mapping[str, Measure]:
    """Returns the paces to try at any length of a session, the likeliest first, for voices that
    speak at the script's own `rate`, if it has one."""
    margin, slowed = _margin(planned), 1 / relative_pace(rate, planned.language)
    calm = calm_by_default(planned, rate)
    return {
        _USUAL: _voice(planned, calm, slowed, 0),
        "a slower one": _voice(planned, calm, slowed * (1 + margin), SENTENCE_MARGIN_MS),
        "a quicker one": _voice(planned, calm, slowed * (1 - margin), -SENTENCE_MARGIN_MS),
        "the engine 'silent'": cache(everyday(planned)),
    }


def _voice(planned: Outline, calm: Calm, factor: float, more_ms: int) -> Measure:
    """Returns a measure: the default voice's length, times `factor`, plus `more_ms`."""

    @cache
    def measure(sentence: Sentence) -> int:
        said = spoken(sentence.text, planned.language, planned.pronounce)
        pauses_ms = joined_ms(said, planned.comma_ms, lambda _: 0)
        voice_ms = joined_ms(said, planned.comma_ms, spoken_ms) - pauses_ms
        paced_ms = round(voice_ms * factor / sentence.manner.pace) + more_ms
        usual_ms = pauses_ms + max(spoken_ms(""), paced_ms)
        if sentence.manner.on_beat:
            return round(usual_ms / QUICKEST) + lead_ms(sentence)
        return calm.estimated_ms(said, usual_ms)

    return measure
