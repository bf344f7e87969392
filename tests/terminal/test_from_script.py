"""A session is heard while it is made, and what is heard early is what it will be."""

import threading

import pytest

from tests.terminal.sessions import SCRIPT
from voiceguide.audio.mix import render
from voiceguide.errors import SpeechError
from voiceguide.script import reader
from voiceguide.session import plan as session
from voiceguide.session import preview as drafting
from voiceguide.session.draft import Draft, sure_until
from voiceguide.speech.voicing import Voicing
from voiceguide.terminal.from_script import Rehearsed

SILENT = Voicing(engine="silent")


def drafts(name: str, **options) -> list[Draft]:
    found: list[Draft] = []
    script = reader.loads(SCRIPT, name=name) if name == "small" else session.load(name)
    drafting.draft(script, found.append, voicing=SILENT, **options)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", ["back-massage", "box-breathing", "small"])
@pytest.mark.parametrize("options", [{}, {"bed": "rain", "sleep": True}], ids=["plain", "rain"])
def test_what_sounds_early_is_what_the_whole_session_has_there(name, options):
    *early, whole = drafts(name, **options)
    assert whole.whole
    assert len(early) > 2
    for draft in early:
        until_ms = draft.until_ms
        assert render(draft.scene, 0, until_ms) == render(whole.scene, 0, until_ms)


def test_it_can_begin_before_anything_is_spoken_and_then_word_by_word():
    found = drafts("back-massage")
    first = found[0]
    assert first.until_ms == first.timeline.cues[0].phrases[0].start_ms
    assert any(render(first.scene, 0, first.until_ms))
    known = [draft.until_ms for draft in found]
    assert known == sorted(known)


def test_the_last_draft_is_what_plan_gives():
    assert drafts("box-breathing")[-1].timeline == session.plan("box-breathing", voicing=SILENT)


def test_a_word_that_is_spoken_out_of_turn_waits_for_those_before_it():
    timeline = session.plan("box-breathing", voicing=SILENT)
    first, second, *_ = timeline.cues[0].phrases
    assert sure_until(timeline, {second.text}) == first.start_ms
    assert sure_until(timeline, {first.text}) == second.start_ms


def test_when_speaking_fails_what_is_known_is_heard_and_then_the_reason_is_raised():
    draft = drafts("small")[0]

    def rehearse(take, report):
        take(draft)
        raise SpeechError("step 1", "Breathe.", "the engine died")

    piece = Rehearsed(rehearse)
    assert piece.wait(0, 10)
    assert len(piece.read(0, 100) or b"") == 100 * 96
    piece._worker.join()
    with pytest.raises(SpeechError, match="the engine died"):
        piece.read(draft.until_ms, draft.until_ms + 100)


def test_a_script_that_fails_at_once_raises_before_it_plays():
    def rehearse(take, report):
        raise SpeechError("step 1", "Breathe.", "there is no voice")

    with pytest.raises(SpeechError, match="there is no voice"):
        Rehearsed(rehearse).wait(0, 10)


def test_to_leave_stops_the_speaking():
    draft, left = drafts("small")[0], threading.Event()

    def rehearse(take, report):
        take(draft)
        try:
            while True:
                report("speak", 1, 3)
        finally:
            left.set()

    piece = Rehearsed(rehearse)
    assert piece.wait(0, 10)
    piece.close()
    assert left.is_set()
