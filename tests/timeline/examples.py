"""Sessions to plan, voices to measure them with, and the rules that every plan keeps."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any
from zlib import crc32

from hypothesis import strategies as st

from voiceguide.script import narration, reader
from voiceguide.script.narration import Narration, Sentence
from voiceguide.script.pauses import Pauses
from voiceguide.script.values import Moment
from voiceguide.timecode import FRAME_MS
from voiceguide.timeline.bells import with_bells
from voiceguide.timeline.consistency import contradiction
from voiceguide.timeline.layout import MeasuredStep
from voiceguide.timeline.manners import Manners
from voiceguide.timeline.model import ChimeKind, Cue, CueKind, Timeline
from voiceguide.timeline.outline import outline
from voiceguide.timeline.parts import Outline, PlannedCue, PlannedPool, PlannedStep
from voiceguide.timeline.planner import plan
from voiceguide.timeline.utterance import Measure, utter
from voiceguide.track.sidecars.timeline_json import read_timeline, timeline_json

CHIMES = {
    ChimeKind.NEXT_STEP: 1_800,
    ChimeKind.SWITCH: 1_000,
    ChimeKind.END: 9_000,
    ChimeKind.BELL: 2_500,
}


def calm(sentence: Sentence) -> int:
    """A voice of 150 words a minute."""
    return 400 * len(sentence.text.split())


def uneven(sentence: Sentence) -> int:
    """A voice that speaks some words slowly and some fast, each always at the same length."""
    text = sentence.text
    return 200 * len(text.split()) + crc32(text.encode()) % 900


def spoken(text: str) -> Narration:
    return narration.parse(text, Pauses())


def planned(text: str, total_ms: int) -> Timeline:
    """A script's plan with the calm voice."""
    return plan(outline(reader.loads(text), total_ms), calm, CHIMES)


def floors(session: Outline, measure: Measure = uneven) -> list[int]:
    """Returns the shortest time of each step."""
    rung = with_bells(session, {str(kind): ms for kind, ms in CHIMES.items()})
    return [
        MeasuredStep(step, step is rung.steps[-1], CHIMES, measure).floor_ms for step in rung.steps
    ]


SUBJECTS = {"pool-0": "breath", "pool-1": "thumbs", "pool-2": "breath"}
"""What the reminders of drawn sessions are about; two share a subject."""

rarely = st.sampled_from([False, False, False, False, True])
texts = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["press", "breathe", "slowly"]), min_size=1, max_size=9),
        st.sampled_from([".", ".", ".", "?", ".\n\n", ". [pause 3s]", ". [bell]"]),
    ).map(lambda said: " ".join(said[0]) + said[1]),
    min_size=1,
    max_size=3,
).map(" ".join)
moments = (
    st.builds(Moment, st.just("share"), st.integers(0, 1000))
    | st.builds(Moment, st.just("after"), st.integers(0, 400_000))
    | st.builds(Moment, st.just("before"), st.integers(0, 400_000))
)


@st.composite
def steps(draw: st.DrawFn, index: int) -> PlannedStep:
    name = f"step-{index}"

    def cue(kind: CueKind, suffix: str = "", **more: Any) -> PlannedCue:
        said = spoken(draw(texts))
        return PlannedCue(id=f"{name}/{kind}{suffix}", kind=kind, narration=said, **more)

    def reminding(cue: PlannedCue) -> PlannedCue:
        reminds = draw(st.sampled_from([(), (), ("pool-0",), ("pool-1",)]))
        return replace(cue, reminds=reminds, subjects=tuple(SUBJECTS[name] for name in reminds))

    sides = draw(st.sampled_from([None, ("this side", "that side")]))
    coaching = [
        reminding(
            cue(
                CueKind.COACHING,
                f"-{number}",
                at=draw(moments),
                half=draw(st.integers(0, 1)) if sides else 0,
                within_side=bool(sides) and draw(st.booleans()),
                still=draw(rarely),
            )
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    return PlannedStep(
        id=name,
        number=index + 1,
        title=name,
        preferred_ms=Fraction(draw(st.integers(20_000, 400_000))),
        opening=reminding(cue(CueKind.OPENING, still=draw(rarely))),
        cues=tuple(coaching),
        sides=sides,
        switch=cue(CueKind.SWITCH) if sides else None,
        switch_ahead=cue(CueKind.AHEAD, "-switch") if sides and draw(st.booleans()) else None,
        ahead=cue(CueKind.AHEAD) if draw(st.booleans()) else None,
        reminders=True,
        restful=draw(rarely),
    )


@st.composite
def sessions(draw: st.DrawFn, *, talkative: bool = False) -> Outline:
    """Outlines whose words fit, some of them only just; `talkative` ones say many reminders."""
    count = draw(st.integers(1, 4))
    drawn = [draw(steps(index)) for index in range(count)]
    drawn[-1] = replace(drawn[-1], ahead=None)
    ids = [step.id for step in drawn]
    pools = tuple(
        PlannedPool(
            id=f"pool-{index}",
            every_ms=every,
            rest_ms=every // 2,
            narrations=tuple(map(spoken, draw(st.lists(texts, min_size=1, max_size=5)))),
            steps=draw(st.just(frozenset(ids)) | st.frozensets(st.sampled_from(ids))),
            subject=SUBJECTS[f"pool-{index}"],
            first=draw(st.none() | texts.map(spoken)),
            after_ms=draw(st.sampled_from([0, 0, 60_000])),
            asks=draw(st.sampled_from([None, None, True, False])),
        )
        for index, every in enumerate(
            draw(st.lists(st.integers(30_000, 300_000), min_size=2 * talkative, max_size=3))
        )
    )
    session = Outline(
        title="Session",
        language="en",
        pronounce={},
        comma_ms=300,
        total_ms=0,
        steps=tuple(drawn),
        pools=pools,
        quiet_ms=draw(st.none() | st.integers(25_000, 120_000)),
        sleep=draw(st.booleans()),
        manners=Manners(),
    )
    spare = draw(
        st.integers(200_000, 1_800_000)
        if talkative
        else st.sampled_from([0, 1, 5_000]) | st.integers(0, 900_000)
    )
    return replace(session, total_ms=sum(floors(session)) + spare)


def check_order(session: Outline, timeline: Timeline) -> None:
    """Everything is said once, in its chapter; the chapters fill the session."""
    assert contradiction(timeline) is None
    assert read_timeline(timeline_json(timeline)) == timeline
    assert timeline.total_ms == session.total_ms
    edges = [chapter.start_ms for chapter in timeline.chapters] + [timeline.total_ms]
    assert edges[0] == 0
    assert [chapter.end_ms for chapter in timeline.chapters] == edges[1:]
    assert [chapter.step for chapter in timeline.chapters] == [step.id for step in session.steps]
    assert [cue.start_ms for cue in timeline.cues] == sorted(cue.start_ms for cue in timeline.cues)
    said = Counter(cue.id for cue in timeline.cues if cue.kind is not CueKind.REMINDER)
    assert said == Counter(cue.id for step in session.steps for cue in step.all_cues())
    assert len({cue.id for cue in timeline.cues}) == len(timeline.cues)
    homes = {chapter.step: chapter for chapter in timeline.chapters}
    for cue in timeline.cues:
        assert homes[cue.step].start_ms < cue.start_ms
        assert cue.end_ms <= homes[cue.step].end_ms
        assert cue.phrases[-1].end_ms == cue.end_ms
    for chapter in timeline.chapters:
        if chapter.sides:
            first, second = (side.end_ms - side.start_ms for side in chapter.sides)
            assert first == second >= min(5_000, chapter.each_ms or 5_000)


def check_distances(session: Outline, timeline: Timeline, measure: Measure = uneven) -> None:
    """Nothing is said over anything else or right after it."""
    for before, after in pairwise(timeline.cues):
        assert after.start_ms - before.end_ms >= 1_000
        if before.kind is not CueKind.AHEAD:
            assert after.start_ms - before.end_ms >= rest_after(session, timeline, before, measure)
    for chime in timeline.chimes:
        assert 0 < chime.start_ms < chime.end_ms <= timeline.total_ms
        for cue in timeline.cues:
            for said in cue.phrases if chime.kind is ChimeKind.BELL else (cue,):
                assert said.end_ms + 800 <= chime.start_ms or chime.end_ms + 500 <= said.start_ms
    for one, other in pairwise(timeline.chimes):
        assert one.end_ms + 500 <= other.start_ms
    assert timeline.chimes[-1].start_ms - timeline.cues[-1].end_ms >= 4_000


def check_heads_ups(timeline: Timeline) -> None:
    """A heads-up starts eight to twelve seconds before the change, if its words fit into that."""
    for cue in timeline.cues:
        if cue.kind is CueKind.AHEAD:
            later = [chime for chime in timeline.chimes if chime.start_ms > cue.start_ms]
            change = min(c.start_ms for c in later if c.kind is not ChimeKind.BELL)
            assert cue.start_ms <= change - 8_000
            rung = [c for c in later if c.kind is ChimeKind.BELL and c.end_ms < change]
            end_ms = max([cue.end_ms, *(chime.end_ms for chime in rung)])
            as_late_as_can_be = change - 800 - (end_ms - cue.start_ms) - 2 * FRAME_MS
            assert cue.start_ms >= min(change - 12_000, as_late_as_can_be)


def check_quiet(session: Outline, timeline: Timeline) -> None:
    """No stretch without a voice is longer than the limit."""
    if session.quiet_ms is not None:
        for before, after in pairwise(timeline.cues):
            assert after.start_ms - before.end_ms <= session.quiet_ms


def check_reminders(session: Outline, timeline: Timeline) -> None:
    """Each pool speaks in its own steps only, with its own texts."""
    for pool in session.pools:
        said = of_pool(pool, timeline)
        assert {cue.step for cue in said} <= pool.steps
        assert {cue.text for cue in said} <= {text.text for text in pool.all_narrations()}


def of_pool(pool: PlannedPool, timeline: Timeline) -> list[Cue]:
    """Returns what a pool says, in order."""
    start = f"reminder-{pool.id}-"
    return [cue for cue in timeline.cues if cue.id.split("/")[1].startswith(start)]


def rest_after(session: Outline, timeline: Timeline, cue: Cue, measure: Measure) -> int:
    """Returns the quiet that a cue's narration asks for after it."""
    said = {planned.id: planned.narration for step in session.steps for planned in step.all_cues()}
    for pool in session.pools:
        if cue in of_pool(pool, timeline):
            same = [text for text in pool.all_narrations() if text.text == cue.text]
            return min(utter(narration, measure).rest_ms for narration in same)
    return utter(said[cue.id], measure).rest_ms


def length(cue: Cue) -> int:
    return cue.end_ms - cue.start_ms
