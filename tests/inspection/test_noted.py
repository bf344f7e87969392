"""Notes are not spoken: `inspect` finds them in captions and lyrics, and nowhere else."""

from pathlib import Path

import pytest

import voiceguide
from tests.session.small import SILENT, TEXT
from voiceguide.inspection.check import Verdict
from voiceguide.script import reader
from voiceguide.track.sidecars.captions import captions

NOTED = TEXT.replace("    say: Let your", "    notes: Not above 38 °C. Not now.\n    say: Let your")


@pytest.mark.slow
def test_a_track_with_notes_agrees_with_its_plan(tmp_path: Path) -> None:
    script = reader.loads(NOTED)
    made = voiceguide.make(
        script, tmp_path / "a.mp3", voicing=SILENT, sidecars=["captions", "lyrics", "timeline"]
    )
    plain = voiceguide.estimate(reader.loads(TEXT))
    checks = {check.name: check for check in voiceguide.inspect(made.track).checks}
    for name in ("lyrics", "chapters", "tags", "files beside it"):
        assert checks[name].verdict is Verdict.PASS, name
    assert checks["lyrics"].value == "4 times"
    assert checks["files beside it"].value == "4 of 4 agree"
    assert len(captions(made.timeline)) == len(captions(plain)) + 1
