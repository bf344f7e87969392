"""The content of the display at each moment."""

from dataclasses import replace

from tests.terminal.sessions import TIMELINE, chapter
from voiceguide.terminal.moment import moment


def test_it_has_the_step_the_next_step_and_the_time_left():
    now = moment(TIMELINE, 13_000)
    assert (now.title, now.step, now.next_step) == ("A short rest", "1. Neck", "2. Rest")
    assert (now.step_ms, now.step_left_ms) == (30_000, 27_000)
    assert (now.total_ms, now.left_ms) == (60_000, 47_000)


def test_words_are_in_step_with_the_sound():
    assert moment(TIMELINE, 999).words == ""
    assert moment(TIMELINE, 1000).words == "Lie down."
    assert moment(TIMELINE, 2999).words == "Lie down."
    assert moment(TIMELINE, 3000).words == "Close your eyes."


def test_the_last_words_stay_until_the_next_step():
    assert not moment(TIMELINE, 3999).said
    assert moment(TIMELINE, 4000).said
    assert moment(TIMELINE, 9_999).words == "Close your eyes."
    assert moment(TIMELINE, 10_000).words == ""


def test_a_steps_notes_are_there_in_printable_paragraphs():
    notes = (("No fever.", "Ask\x1b[2J first."), ("Lightly.",))
    first = replace(TIMELINE.chapters[0], notes=notes)
    timeline = replace(TIMELINE, chapters=(first, *TIMELINE.chapters[1:]))
    assert moment(timeline, 0).notes == ("No fever. Ask\\x1b[2J first.", "Lightly.")
    assert moment(timeline, 13_000).notes == ()


def test_after_the_end_no_time_is_left():
    now = moment(TIMELINE, 70_000)
    assert (now.next_step, now.step_left_ms, now.left_ms) == ("", 0, 0)


def test_a_title_cannot_control_the_terminal():
    hostile = "\x1b]0;owned\x07\x1b[2J\u202e\u2066 <b>🙂 שלום\r\n"
    timeline = replace(
        TIMELINE, title=hostile, chapters=(replace(chapter("x", None, 0, 60_000), title=hostile),)
    )
    now = moment(timeline, 0)
    assert now.title == now.step == r"\x1b]0;owned\x07\x1b[2J\u202e\u2066 <b>🙂 שלום"
