"""A session plays while it is being made, and sounds just as it will when it is finished."""

import threading

import pytest

from tests.terminal.sessions import SCRIPT
from voiceguide.audio.mix import render
from voiceguide.errors import SpeechError
from voiceguide.script import reader
from voiceguide.session.draft import Draft, final_until
from voiceguide.session.plan import load, plan
from voiceguide.session.preview import preview
from voiceguide.speech.voicing import Voicing
from voiceguide.terminal.from_script import FromScript

SILENT = Voicing(engine="silent")


def drafts(name: str, **options) -> list[Draft]:
    found: list[Draft] = []
    script = reader.loads(SCRIPT, name=name) if name == "small" else load(name)
    preview(script, found.append, voicing=SILENT, **options)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", ["back-massage", "box-breathing", "small"])
@pytest.mark.parametrize("options", [{}, {"bed": "rain", "sleep": True}], ids=["plain", "rain"])
def test_each_draft_sounds_like_the_whole_session(name, options):
    *early, whole = drafts(name, **options)
    assert whole.whole
    assert len(early) > 2
    for draft in early:
        until_ms = draft.until_ms
        assert render(draft.scene, 0, until_ms) == render(whole.scene, 0, until_ms)


@pytest.mark.slow
def test_it_can_begin_before_anything_is_spoken_and_then_word_by_word():
    found = drafts("back-massage")
    first = found[0]
    assert first.until_ms == first.timeline.cues[0].phrases[0].start_ms
    assert any(render(first.scene, 0, first.until_ms))
    known = [draft.until_ms for draft in found]
    assert known == sorted(known)


def test_the_last_draft_equals_the_plan():
    assert drafts("box-breathing")[-1].timeline == plan("box-breathing", voicing=SILENT)


def test_a_phrase_spoken_out_of_turn_waits_for_those_before_it():
    timeline = plan("box-breathing", voicing=SILENT)
    first, second, *_ = timeline.cues[0].phrases
    assert final_until(timeline, {second.sentence}) == first.start_ms
    assert final_until(timeline, {first.sentence}) == second.start_ms


def test_when_speaking_fails_it_plays_what_is_known_and_then_raises():
    draft = drafts("small")[0]

    def failing(take, report):
        take(draft)
        raise SpeechError("step 1", "Breathe.", "the engine died")

    source = FromScript(failing)
    assert source.wait(0, 10)
    assert len(source.read(0, 100) or b"") == 100 * 96
    source._worker.join()
    with pytest.raises(SpeechError, match="the engine died"):
        source.read(draft.until_ms, draft.until_ms + 100)


def test_a_script_that_fails_at_once_raises_before_it_plays():
    def failing(take, report):
        raise SpeechError("step 1", "Breathe.", "there is no voice")

    with pytest.raises(SpeechError, match="there is no voice"):
        FromScript(failing).wait(0, 10)


def test_closing_stops_the_speaking():
    draft, left = drafts("small")[0], threading.Event()

    def endless(take, report):
        take(draft)
        try:
            while True:
                report("speak", 1, 3)
        finally:
            left.set()

    source = FromScript(endless)
    assert source.wait(0, 10)
    source.close()
    assert left.is_set()
