"""`voiceguide plan`."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import Run, contents, lines


@pytest.mark.slow
def test_the_table_has_a_row_for_each_step(run: Run) -> None:
    outcome = run("plan", "back-massage", "--length", "short", "--engine", "silent")
    assert outcome.code == 0
    title, header, _, *rows = lines(outcome.out)
    assert title.strip() == "Back massage in eleven steps, 10:00"
    assert re.split(r"\s{2,}", header.strip()) == [
        "Step",
        "Start",
        "Length",
        "Speech",
        "Quiet",
        "Longest quiet",
    ]
    cells = [re.split(r"\s{2,}", row.strip()) for row in rows]
    assert [row[0] for row in cells][:2] == ["Welcome and safety", "1. Position"]
    assert len(cells) == 13
    assert cells[0][1] == "0:00"


@pytest.mark.slow
def test_the_rows_add_up_to_the_whole_session(run: Run) -> None:
    outcome = run("plan", "--minutes", "37", "--engine", "silent")
    rows = [re.findall(r"\d+:\d\d", row) for row in lines(outcome.out)[3:]]
    seconds = [[int(cell[:-3]) * 60 + int(cell[-2:]) for cell in row] for row in rows]
    assert sum(row[1] for row in seconds) == pytest.approx(37 * 60, abs=len(rows))
    for start, length, speech, quiet, longest in seconds:
        assert speech + quiet == pytest.approx(length, abs=1)
        assert longest <= quiet
        assert start < 37 * 60


@pytest.mark.slow
def test_without_a_length_the_default_of_the_script_is_planned(run: Run) -> None:
    outcome = run("plan", "--engine", "silent")
    assert ", 20:00" in lines(outcome.out)[0]


def test_the_json_is_the_timeline_of_the_track(run: Run, work: Path) -> None:
    planned = run("plan", "small.yaml", "--json")
    assert planned.code == 0
    assert run("make", "small.yaml", "--with", "timeline", "--bed", "none").code == 0
    assert planned.out == (work / "small-2m.timeline.json").read_text(encoding="utf-8")
    assert json.loads(planned.out)["total_ms"] == 120_000


def test_planning_writes_nothing_but_spoken_cues(run: Run, work: Path, cache: Path) -> None:
    before = contents(work)
    assert run("plan", "small.yaml").code == 0
    assert contents(work) == before
    assert len(list(cache.rglob("*.clip"))) == 3


@pytest.mark.parametrize("minutes", ["6", "71"])
def test_a_length_out_of_range_is_refused(minutes: str, run: Run) -> None:
    outcome = run("plan", "--minutes", minutes, "--engine", "silent")
    assert outcome.code == 2
    assert "7 to 70 minutes" in outcome.err


def test_a_script_with_faults_is_not_planned(run: Run, work: Path) -> None:
    (work / "bad.yaml").write_text("voiceguide: 2\n", encoding="utf-8")
    outcome = run("plan", "bad.yaml", "--json")
    assert outcome.code == 2
    assert outcome.out == ""
    assert "bad.yaml:1:13: unknown format version 2; expected 1" in outcome.err
