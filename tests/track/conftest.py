"""A small session to write down, and sounds to encode."""

import array
import math
import random

import pytest

from voiceguide.audio.clip import Clip
from voiceguide.script.narration import Sentence
from voiceguide.timecode import SAMPLES_PER_MS
from voiceguide.timeline.model import (
    Chapter,
    Chime,
    ChimeKind,
    Cue,
    CueKind,
    Phrase,
    Side,
    Timeline,
)


@pytest.fixture
def timeline() -> Timeline:
    """Two steps, one with two sides; one phrase too long for one caption."""
    welcome = "Lie down & rest."
    long = (
        "With the fleshy part of both thumbs, make small strokes outwards <from the spine>, "
        "up to the base of the neck."
    )
    return Timeline(
        title="Back massage, tête-à-tête",
        language="en",
        total_ms=6_003_600,
        chapters=(
            Chapter(step="welcome", number=None, title="Welcome", start_ms=0, end_ms=9_750),
            Chapter(
                step="thumbs",
                number=1,
                title="Thumbs",
                start_ms=9_750,
                end_ms=6_003_600,
                sides=(
                    Side(name="the far side", start_ms=12_000, end_ms=15_000),
                    Side(name="the near side", start_ms=15_000, end_ms=18_000),
                ),
            ),
        ),
        cues=(
            _cue("welcome.opening", CueKind.OPENING, "welcome", (welcome, 1_500, 3_250)),
            _cue("thumbs.opening", CueKind.OPENING, "thumbs", (long, 6_000_000, 6_003_199)),
        ),
        chimes=(Chime(kind=ChimeKind.NEXT_STEP, step="thumbs", start_ms=10_000, end_ms=11_800),),
    )


def _cue(name: str, kind: CueKind, step: str, *spoken: tuple[str, int, int]) -> Cue:
    return Cue(
        id=name,
        kind=kind,
        step=step,
        text=" ".join(text for text, _, _ in spoken),
        start_ms=spoken[0][1],
        end_ms=spoken[-1][2],
        phrases=tuple(
            Phrase(sentence=Sentence(text), start_ms=a, end_ms=b) for text, a, b in spoken
        ),
    )


@pytest.fixture(scope="session")
def speechlike() -> Clip:
    """12 s of noise and tone that swell and fade, about as hard to encode as speech."""
    chance = random.Random(1)
    samples = array.array("h")
    noise = 0.0
    for n in range(12_000 * SAMPLES_PER_MS):
        swell = 0.5 + 0.5 * math.sin(n / 9_000) * math.sin(n / 37_000)
        noise = 0.9 * noise + chance.uniform(-1_500, 1_500) * swell
        samples.append(int(noise + 3_000 * swell * math.sin(n * 0.05)))
    return Clip("speechlike", samples.tobytes())


@pytest.fixture(scope="session")
def hiss() -> Clip:
    """A loop of 12 s of faint noise."""
    chance = random.Random(2)
    size = 12_000 * SAMPLES_PER_MS
    return Clip("hiss", array.array("h", chance.choices(range(-30, 31), k=size)).tobytes())


@pytest.fixture(scope="session")
def click() -> Clip:
    """1 ms: ten samples up and ten down, then silence; the click starts at sample 0."""
    return Clip("click", array.array("h", [20_000] * 10 + [-20_000] * 10 + [0] * 28).tobytes())
