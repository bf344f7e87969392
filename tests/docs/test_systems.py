"""docs/systems.md says for every extra where it can be installed."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "systems.md").read_text(encoding="utf-8")
FOR_DEVELOPERS = {"test", "browser", "dev"}


def rows() -> list[list[str]]:
    lines = [line for line in PAGE.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_extra_has_a_row() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = set(project["optional-dependencies"]) - FOR_DEVELOPERS
    assert extras <= {name for row in rows() for name in re.findall(r"`(\w+)`", row[0])}


def test_every_row_has_an_answer_for_every_system() -> None:
    head, _, *others = rows()
    assert len(head) == 8
    for row in others:
        assert len(row) == len(head)
        assert all(re.match(r"yes|no|x86-64 only", cell) for cell in row[1:])


def test_every_no_says_what_to_do() -> None:
    notes = set(re.findall(r"^(\d)\. ", PAGE, re.MULTILINE))
    named = {note for row in rows() for cell in row for note in re.findall(r"\((\d)\)", cell)}
    assert named == notes
    bare = [cell for row in rows()[2:] for cell in row[1:] if cell == "no"]
    assert bare == []
