"""The bundled sessions, spoken by a calm voice, in every kind of length."""

from collections.abc import Mapping
from itertools import pairwise

import pytest

from tests.timeline import examples, manners
from tests.timeline.examples import CHIMES, calm
from voiceguide.script import library, reader
from voiceguide.script.model import Script
from voiceguide.script.picture import Side
from voiceguide.script.scene import Scene, Stand
from voiceguide.timeline.model import ChimeKind, Timeline
from voiceguide.timeline.outline import outline
from voiceguide.timeline.planner import plan

MASSAGE = reader.load(library.find("back-massage"))
BREATHING = reader.load(library.find("box-breathing"))
FEET = reader.load(library.find("foot-massage"))
SCAN = reader.load(library.find("body-scan"))
MINUTES = [7, 8.25, 10, 13.5, 20, 37, 40, 60, 70]


def massage(minutes: float) -> Timeline:
    return plan(outline(MASSAGE, int(minutes * 60_000)), calm, CHIMES)


@pytest.mark.parametrize("minutes", MINUTES)
def test_the_massage_is_planned_by_the_rules(minutes):
    session = outline(MASSAGE, int(minutes * 60_000))
    timeline = plan(session, calm, CHIMES)
    examples.check_order(session, timeline)
    examples.check_distances(session, timeline, calm)
    examples.check_heads_ups(timeline)
    examples.check_quiet(session, timeline)
    examples.check_reminders(session, timeline)
    manners.check_all(session, timeline)
    assert [chapter.number for chapter in timeline.chapters] == [None, *range(1, 12), None]


@pytest.mark.parametrize(
    ("script", "name"),
    [
        *((MASSAGE, name) for name in ("short", "standard", "long", "deep")),
        *((script, name) for script in (FEET, SCAN) for name in ("short", "standard", "long")),
    ],
    ids=lambda value: value.title if isinstance(value, Script) else value,
)
def test_every_step_of_a_named_length_lasts_exactly_as_its_author_wrote(script, name):
    timeline = plan(outline(script, script.lengths.named[name]), calm, CHIMES)
    found = {chapter.step: chapter.end_ms - chapter.start_ms for chapter in timeline.chapters}
    written = [(step.id, step.time) for step in script.steps]
    assert found == {step: time[name] for step, time in written if isinstance(time, Mapping)}


@pytest.mark.parametrize("minutes", MINUTES)
def test_every_step_with_sides_has_a_switch_chime(minutes):
    timeline = massage(minutes)
    sided = [chapter.step for chapter in timeline.chapters if chapter.sides]
    always = ["shoulder-shake", "shoulder-blade"]
    assert sided == (always if minutes < 20 else ["tight-spots", *always, "shoulder-tops"])
    switches = [chime.step for chime in timeline.chimes if chime.kind is ChimeKind.SWITCH]
    assert switches == sided


@pytest.mark.parametrize("minutes", [20, 25, 37, 40, 60, 70])
def test_the_pressure_is_asked_for_within_five_minutes_and_then_again(minutes):
    """Up to the finishing strokes, where the listener rests."""
    timeline = massage(minutes)
    touch = next(cue.end_ms for cue in timeline.cues if cue.id == "oil/opening")
    end = next(c.start_ms for c in timeline.chapters if c.step == "finishing-strokes")
    asked = [cue.start_ms for cue in timeline.cues if "pressure" in cue.subjects]
    assert asked[0] - touch <= 5 * 60_000
    longest = max(after - before for before, after in pairwise([touch, *asked, end]))
    assert longest <= 6 * 60_000


@pytest.mark.parametrize(
    ("script", "minutes"),
    [
        *((BREATHING, minutes) for minutes in (3, 4.2, 5, 7.5, 10)),
        *((script, minutes) for script in (FEET, SCAN) for minutes in (10, 13.5, 20, 26, 30)),
    ],
    ids=lambda value: value.title if isinstance(value, Script) else None,
)
@pytest.mark.parametrize("sleep", [False, True], ids=["", "sleep"])
def test_the_other_sessions_are_planned_by_the_rules(script, minutes, sleep):
    session = outline(script, int(minutes * 60_000), sleep=sleep)
    timeline = plan(session, calm, CHIMES)
    examples.check_order(session, timeline)
    examples.check_distances(session, timeline, calm)
    examples.check_quiet(session, timeline)
    examples.check_reminders(session, timeline)
    manners.check_all(session, timeline)


def test_a_chapter_has_its_step_s_picture():
    for chapter, step in zip(massage(20).chapters, MASSAGE.steps, strict=True):
        assert chapter.picture
        assert chapter.picture == Scene.of(
            step.picture, giver=chapter.picture.giver, moves=chapter.moves
        )
    assert {
        chapter.picture for chapter in plan(outline(BREATHING, 300_000), calm, CHIMES).chapters
    } == {None}


@pytest.mark.parametrize("minutes", [7, 10, 20, 40, 60])
def test_the_giver_is_drawn_where_the_voice_left_them(minutes):
    """From 20 minutes on, the giver walks round at each switch; below, they reach across."""
    timeline = massage(minutes)
    stand = Stand.HERE
    for chapter in timeline.chapters:
        assert chapter.picture
        assert chapter.picture.giver is stand
        assert chapter.picture.moves is chapter.moves is bool(chapter.sides and minutes >= 20)
        stand = stand.other if chapter.moves else stand
    assert any(chapter.moves for chapter in timeline.chapters) is (minutes >= 20)


def test_a_step_that_is_not_divided_at_this_length_is_drawn_on_both_sides():
    sides = {
        minutes: {
            stroke.side
            for chapter in massage(minutes).chapters
            if chapter.step == "tight-spots" and chapter.picture
            for stroke in chapter.picture.strokes
        }
        for minutes in (10, 20)
    }
    assert sides == {10: {Side.BOTH}, 20: {Side.SWAPPING}}
