"""How `voiceguide verify` shows what a recogniser misheard."""

import json
from dataclasses import replace

import pytest

from voiceguide.cli.app import app
from voiceguide.verification import verify as verification
from voiceguide.verification.differences import Difference
from voiceguide.verification.heard import Verification
from voiceguide.verification.intelligibility import CueHeard, Intelligibility


def cue(name: str, text: str, heard: str, *differences: Difference) -> CueHeard:
    words = len(text.split())
    return CueHeard(
        id=name, start_ms=61_500, text=text, heard=heard, words=words, differences=differences
    )


def difference(at: int, said: str, heard: str, wrong: int = 1) -> Difference:
    return Difference(at=at, said=tuple(said.split()), heard=tuple(heard.split()), wrong=wrong)


MISHEARD = (
    cue("good", "Rest your hands on the back", "Rest your hands on the back"),
    cue("soft", "Soften your knees", "Top in your knees", difference(0, "soften", "top in", 2)),
    cue(
        "light",
        "Stroke with flat light hands now",
        "Stroke with flat like hands and",
        difference(3, "light", "like"),
        difference(5, "now", ""),
        difference(6, "", "and"),
    ),
    *(cue(f"c{n}", "Breathe out", "Breathe", difference(1, "out", "")) for n in range(4)),
)
FOUND = Verification(
    cues=(),
    guessed=(),
    intelligibility=Intelligibility(recogniser="faster-whisper base", cues=MISHEARD),
)


@pytest.fixture
def shown(monkeypatch, capsys):
    """Returns a function that runs the command on a verification, and returns its output."""

    def run(found: Verification, *arguments: str) -> str:
        monkeypatch.setattr(verification, "verify", lambda *_, **__: found)
        app.main(["verify", "session.mp3", *arguments], standalone_mode=False)
        return capsys.readouterr().out

    return run


def test_the_words_misheard_are_counted_and_the_worst_cues_shown(shown):
    lines = shown(FOUND).splitlines()[1:]
    assert lines[0] == (
        "words misheard: 9 of 23 (39.1 %), first words wrong: 1; recogniser faster-whisper base"
    )
    assert lines[1:3] == [
        "  00:01:01.500 soft, 2 of 3: 'soften' heard as 'top in'",
        (
            "  00:01:01.500 light, 3 of 6: "
            "'light' heard as 'like'; 'now' not heard; 'and' heard, but not said"
        ),
    ]
    assert lines[-1] == "  and words in 1 more cue; --all lists them"
    assert len(lines) == 7


def test_all_cues_with_words_misheard_are_listed_on_request(shown):
    lines = shown(FOUND, "--all").splitlines()
    assert [line.split()[1] for line in lines if line.startswith("  ")][-4:] == [
        "c0,", "c1,", "c2,", "c3,",
    ]  # fmt: skip


def test_without_a_recogniser_one_line_says_how_to_get_it(shown):
    missing = replace(FOUND, intelligibility=None, uncounted="no recogniser. Install one")
    assert shown(missing).splitlines()[1:] == [
        "words misheard: not counted: no recogniser. Install one"
    ]


def test_the_json_has_what_was_heard_for_what_was_said(shown):
    words = json.loads(shown(FOUND, "--json"))["words"]
    assert (words["said"], words["misheard"], words["first_misheard"]) == (23, 9, 1)
    assert words["recogniser"] == "faster-whisper base"
    assert words["cues"][1]["differences"] == [{"word": 0, "said": "soften", "heard": "top in"}]
    assert json.loads(shown(replace(FOUND, intelligibility=None), "--json"))["words"] is None
