"""A script that is written is read back unchanged, whatever its texts look like to YAML."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.authoring.draft import Draft, DraftCue, DraftStep
from voiceguide.authoring.written import text, written
from voiceguide.script import reader, source

LINES = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"]) | st.sampled_from(" #:-'\"|>%@&*!?{}[],`"),
    min_size=1,
).filter(lambda line: line.strip())


def draft(line: str, words: str = "Rest.") -> Draft:
    step = DraftStep(
        id="one",
        title="One",
        times={"standard": 60_000},
        lines=(words, "", "Go on."),
        cues=(DraftCue("50%", ("Soft.",)), DraftCue("80%", ("Soft.", "Still."))),
        comments=(line,),
        comments_on_words=(line,),
        comments_on_cues=(line,),
    )
    return Draft(
        title=line,
        language="en",
        lengths={"standard": 60_000},
        default="standard",
        steps=(step,),
        pronounce={line: line},
        comments=(line,),
    )


@given(LINES)
def test_any_text_is_read_back_as_it_was(line: str) -> None:
    parsed = source.parse(written(draft(line, line)))
    assert parsed.problems == ()
    data: Any = parsed.data
    assert data["title"] == line
    assert data["pronounce"] == {line: line}
    assert data["steps"][0]["say"].split() == [*line.split(), "Go", "on."]


@pytest.mark.parametrize(
    "line", ["yes", "No", "null", "1", "1.5", "~", "- a", "a: b", "a #b", "=", "<<", "1_0", "0x1F"]
)
def test_what_yaml_would_take_for_something_else_is_quoted(line: str) -> None:
    assert source.parse(f"a: {text(line)}").data == {"a": line}


def test_a_draft_is_a_script() -> None:
    script = reader.loads(written(draft("Down and up")))
    assert [cue.say for cue in script.steps[0].cues] == ["Soft.", "Soft.\nStill.\n"]


def test_comments_stay_on_their_line() -> None:
    shown = written(draft("a\nb: c\x1b"))
    assert not re.search(r"^\s*b: c", shown, re.MULTILINE)
    assert "\x1b" not in "\n".join(line for line in shown.splitlines() if "#" in line)
