"""A spoken session, made once."""

from dataclasses import dataclass
from pathlib import Path

import pytest

import voiceguide
from tests.inspection.spoiling import SCRIPT, Samples, samples
from voiceguide.timeline.model import Timeline


@dataclass(frozen=True)
class Spoken:
    """A finished track, with its plan and its sound."""

    path: Path
    timeline: Timeline
    sound: Samples


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    folder = tmp_path_factory.mktemp("spoken")
    script = folder / "small.yaml"
    script.write_text(SCRIPT, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICEGUIDE_CACHE", str(folder / "cache"))
        made = voiceguide.make(script, folder / "small.mp3")
    return Spoken(path=made.track, timeline=made.timeline, sound=samples(made.track))


@pytest.fixture
def timeline(spoken: Spoken) -> Timeline:
    return spoken.timeline
