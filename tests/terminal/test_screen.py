"""The display without a screen: lines."""

from dataclasses import replace

from tests.terminal.sessions import TIMELINE
from voiceguide.terminal.face import Controls
from voiceguide.terminal.moment import moment
from voiceguide.terminal.screen import screen


def test_a_steps_notes_are_written_once_when_it_begins(capsys):
    first, second, *rest = TIMELINE.chapters
    notes = (("No fever.", "No wound."), ("Ask first.",))
    timeline = replace(TIMELINE, chapters=(replace(first, notes=notes), second, *rest))
    with screen() as show:
        for ms in (0, 500, 9_000, 13_000):
            show(moment(timeline, ms), Controls(playing=True, volume=1.0))
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:4] == [f"0:00  {first.label}, 0:10", "No fever. No wound.", "Ask first."]
    assert lines[4:] == [f"0:13  {second.label}, 0:30"]
