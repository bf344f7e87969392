"""The example scripts: short, good, true to what they say."""

from pathlib import Path

import pytest

import voiceguide
from voiceguide.inspection.gate import broken_rules
from voiceguide.script import lint, reader
from voiceguide.session.plan import estimate, load
from voiceguide.session.rehearsal import rehearse
from voiceguide.timeline.kept_times import differences

EXAMPLES = sorted((Path(__file__).parents[2] / "docs" / "examples").glob("*.yaml"))


def test_there_are_examples_of_several_kinds() -> None:
    assert {load(path).style for path in EXAMPLES} >= {"workout", "rest", "breath"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_short_good_and_needs_no_advice(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 60
    script, source = reader.parse(text, name=path.name)
    assert lint.advise(script, source) == []
    found = rehearse(script)
    assert (found.refused, found.unsure, found.notes) == ((), (), ())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_keeps_its_times_and_rules_in_every_length(path: Path) -> None:
    script = load(path)
    assert len(script.lengths.named) >= 2
    for length in script.lengths.named:
        timeline = estimate(script, length=length)
        assert list(differences(timeline)) == []
        assert broken_rules(timeline) == ()


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_good_as_it_sounds(path: Path, tmp_path: Path) -> None:
    track = tmp_path / "track.mp3"
    made = voiceguide.make(path, track, voicing=voiceguide.Voicing(engine="pyttsx3"))
    assert made.notes == ()
    assert voiceguide.inspect(track).failed == ()
