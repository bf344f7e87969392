"""An excerpt is what a session has in some of its steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.errors import UnknownNameError
from voiceguide.script import reader
from voiceguide.session.estimates import everyday
from voiceguide.session.plan import estimate
from voiceguide.session.sounds import signals
from voiceguide.session.timing import timed
from voiceguide.timecode import FRAME_MS
from voiceguide.timeline.consistency import contradiction
from voiceguide.timeline.excerpt import WHOLE, Excerpt, named
from voiceguide.timeline.model import ChimeKind, Timeline
from voiceguide.timeline.outline import outline
from voiceguide.track.sidecars.timeline_json import compact_timeline_json, read_timeline

TEXT = """\
voiceguide: 1
title: Circuit
lengths: {default: all, few: 4m, all: 8m}
announce: "{title}."
groups: {circuit: {repeat: 3}}
reminders:
  breath: {every: 40s, say: ["Breathe out slowly.", "Let it go, and breathe again."]}
steps:
  - {id: warm, title: Warm up, time: {few: 50s, all: 1m31s}, say: Walk on the spot.}
  - id: legs
    title: Legs
    time: {few: 1m, all: 2m}
    sides: {names: [the one leg, the other leg], say: "Now {side}."}
    say: Stretch {side}.
    cues: [{at: 75%, say: Almost there.}]
  - {id: work, title: Work, group: circuit, time: 20s, say: "Squats, {round} of {rounds}."}
  - {id: rest, title: Rest, group: circuit, time: {few: 14s, all: 40s}, say: Rest.}
  - {id: lie, title: Lie down, only: {from: all}, time: 1m29s, say: Lie down., still: true}
"""


@pytest.fixture(scope="module")
def script():
    return reader.loads(TEXT)


@pytest.fixture(scope="module")
def session(script) -> Timeline:
    return estimate(script)


def ids(timeline: Timeline) -> list[str]:
    return [chapter.step for chapter in timeline.chapters]


@given(st.data())
def test_every_sound_keeps_its_time_in_its_step(session: Timeline, data: st.DataObject) -> None:
    wanted = data.draw(st.sets(st.sampled_from(ids(session)), min_size=1))
    part = Excerpt(frozenset(wanted)).cut(session)
    assert ids(part) == [step for step in ids(session) if step in wanted]
    before = {chapter.step: chapter for chapter in session.chapters}
    for chapter in part.chapters:
        shift = chapter.start_ms - before[chapter.step].start_ms
        for name in ("cues", "chimes"):
            kept = [(x.start_ms, x.end_ms) for x in getattr(part, name) if x.step == chapter.step]
            had = [x for x in getattr(session, name) if x.step == chapter.step]
            assert kept == [(x.start_ms + shift, x.end_ms + shift) for x in had]
        sides = [(side.name, side.start_ms - shift) for side in chapter.sides]
        assert sides == [(side.name, side.start_ms) for side in before[chapter.step].sides]
    lengths = sum(before[step].end_ms - before[step].start_ms for step in wanted)
    assert 0 <= part.total_ms - lengths < FRAME_MS
    assert part.total_ms % FRAME_MS == 0
    assert part.chapters[0].start_ms == 0
    assert part.chapters[-1].end_ms == part.total_ms
    assert contradiction(part) is None


def test_it_says_that_it_is_one_and_a_session_does_not(session: Timeline) -> None:
    part = Excerpt(frozenset({"legs"})).cut(session)
    assert read_timeline(compact_timeline_json(part)) == part
    assert "excerpt" not in compact_timeline_json(session)
    assert WHOLE.cut(session) is session


def test_only_the_last_step_has_the_end_of_the_session(session: Timeline) -> None:
    legs, lie = (Excerpt(frozenset({step})).cut(session) for step in ("legs", "lie"))
    assert legs.breaks_off
    assert not lie.breaks_off
    assert lie.chimes[-1].kind is ChimeKind.END


def test_the_title_names_the_step(session: Timeline) -> None:
    assert Excerpt(frozenset({"legs"})).cut(session).title == "Circuit: 2. Legs"
    assert Excerpt(frozenset({"work.1", "work.2"})).cut(session).title == "Circuit"


def test_hands_that_rest_later_leave_a_step_as_it_was(session: Timeline) -> None:
    assert session.still_ms is not None
    assert Excerpt(frozenset({"legs"})).cut(session).still_ms is None
    lie = Excerpt(frozenset({"lie"})).cut(session)
    assert lie.still_ms == session.still_ms - session.chapters[-1].start_ms


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("warm", ["warm"]),
        ("work", ["work.1", "work.2", "work.3"]),
        ("work.2", ["work.2"]),
        ("circuit", ["work.1", "rest.1", "work.2", "rest.2", "work.3", "rest.3"]),
    ],
)
def test_a_name_means_a_step_its_rounds_or_a_group(script, session, name, meant) -> None:
    assert named(script, ids(session), name) == frozenset(meant)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("wrk", "did you mean 'work'? The steps are warm, legs, work, rest, lie, circuit"),
        ("swim", "expected one of: warm, legs, work, rest, lie, circuit"),
    ],
)
def test_an_unknown_name_is_answered_with_the_names_there_are(script, session, name, message):
    with pytest.raises(UnknownNameError) as caught:
        named(script, ids(session), name)
    assert str(caught.value) == f"unknown step {name!r}; {message}"


def test_a_step_that_the_session_lacks_is_said_to_be_in_the_script(script) -> None:
    present = ids(estimate(script, length="few"))
    with pytest.raises(UnknownNameError, match="The script has it, but not in this session"):
        named(script, present, "lie")


def test_its_times_need_no_other_words_measured(script) -> None:
    planned = outline(script, 480_000)
    guess, part = everyday(planned), Excerpt(frozenset({"legs"}))
    own = set(part.sentences(planned))

    def measure(sentence):
        return guess(sentence) if sentence in own else 2 * guess(sentence)

    exact = part.cut(timed(planned, guess, signals()))
    estimated = part.cut(timed(planned, measure, signals()))
    kept = [cue for cue in estimated.cues if cue.kind != "reminder"]
    assert kept == [cue for cue in exact.cues if cue.kind != "reminder"]
