"""Tables fit the terminal: text wraps first, numbers are never cut."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.cli.running import Run
from voiceguide.cli.tables import Cell, Column, show_table

COLUMNS = [Column("Step"), Column("Start", is_number=True), Column("Longest quiet", is_number=True)]
WIDTHS = ("0", "1", "20", "40", "60")
TIMES = re.compile(r"\d+:\d\d")
MEASURED = re.compile(r"-?\d+(?:\.\d+)?")

WORDS = st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20), max_size=6)


def shown(rows, width: int, capsys) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", f"{width}")
        show_table(COLUMNS, rows, "Title")
    return capsys.readouterr().out


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS, minutes=st.integers(0, 10**6), width=st.integers(0, 120))
def test_no_word_and_no_number_is_cut(words, minutes, width, capsys):
    text = " ".join(words)
    number = f"{minutes}:05"
    out = shown([(text, number, "0:30"), ("two", "+12 ms", "-1")], width, capsys)
    found = out.split()
    assert all(any(word in one for one in found) for word in (*words, number, "0:30"))
    assert re.search(r"\+12\s+ms", out)


@pytest.mark.parametrize("width", range(30, 100, 7))
def test_a_table_is_no_wider_than_the_terminal(width, capsys):
    rows = [("Base of the neck and both shoulders", "0:45", "1:00:00")]
    assert all(cell_len(line) <= width for line in shown(rows, width, capsys).splitlines())


def test_markup_and_controls_of_others_are_text(capsys):
    rows = [("[link=file:///etc]go[/link] \x1b[31m\n", Cell("[bold]0:45[/bold]", "red"), "1")]
    out = shown(rows, 200, capsys)
    assert r"[link=file:///etc]go[/link] \x1b[31m\n" in out
    assert "[bold]0:45[/bold]" in out


def test_a_plan_has_all_its_numbers_at_every_width(run: Run, monkeypatch):
    wide = run("plan", "--engine", "silent").out
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", width)
        outcome = run("plan", "--engine", "silent")
        assert outcome.code == 0
        assert TIMES.findall(outcome.out) == TIMES.findall(wide)


def test_lists_are_the_same_at_every_width(run: Run, monkeypatch):
    lists = [["scripts"], ["engines"], ["cache"], ["check", "small.yaml"]]
    usual = [run(*words).out for words in lists]
    for width in ("0", "1", "20"):
        monkeypatch.setenv("COLUMNS", width)
        assert [run(*words).out for words in lists] == usual


@pytest.mark.slow
def test_inspect_has_all_its_numbers_at_every_width(run: Run, monkeypatch):
    assert run("make", "small.yaml", "--engine", "silent", "-o", "out.mp3").code == 0
    monkeypatch.setenv("COLUMNS", "300")
    wide = sorted(MEASURED.findall(run("inspect", "out.mp3").out))
    for width in (*WIDTHS, "80"):
        monkeypatch.setenv("COLUMNS", width)
        assert sorted(MEASURED.findall(run("inspect", "out.mp3").out)) == wide
