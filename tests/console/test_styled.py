"""Output with colours: our own styles and cursor moves pass, but no one else's."""

import re
import sys
from dataclasses import replace

import pytest
from rich.panel import Panel
from rich.text import Text

from tests.console.test_visible import commands
from tests.terminal.sessions import TIMELINE
from voiceguide.console.streams import doors
from voiceguide.console.styled import styled_console
from voiceguide.console.visible import visible
from voiceguide.terminal.face import Controls, draw
from voiceguide.terminal.moment import moment

ODD = "\x1b[31mA\x1b]0;own B\x9b2JC\u202eD\x7fE"
STYLES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("renderable", [Text(ODD), Panel(Text(ODD))])
def test_text_of_others_is_visible_inside_our_styles(renderable, monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with doors():
        styled_console().print(renderable, style="red")
    out = capsys.readouterr().out
    assert "\x1b[31m" in out
    assert visible(ODD) in out.replace("\n", "")
    assert set(commands(STYLES.sub("", out))) <= {"\n"}


@pytest.mark.parametrize("name", ["COLUMNS", "LINES"])
def test_a_size_of_nought_is_no_size(name, monkeypatch):
    monkeypatch.setenv(name, "0")
    with doors():
        size = styled_console().size
    assert size.width > 1
    assert size.height > 1


@pytest.mark.parametrize("width", [80, 30])
def test_the_players_face_is_visible_and_in_its_place(width):
    now = replace(moment(TIMELINE, 13_000), title=ODD, step=ODD, words=ODD, next_step=ODD)
    controls = Controls(playing=True, volume=1, note=ODD, waiting=ODD)
    drawn = draw(now, controls, width, 40, ascii_only=False)
    assert set(commands(drawn.plain)) <= {"\n"}
    assert all(len(line) <= width for line in drawn.plain.split("\n"))


def test_the_door_is_open_only_while_a_command_runs():
    before = sys.stdout, sys.stderr
    with doors():
        assert (sys.stdout, sys.stderr) != before
    assert (sys.stdout, sys.stderr) == before
