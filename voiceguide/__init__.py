"""Voice-guided audio sessions from a script.

    import voiceguide

    script = voiceguide.load("back-massage")
    timeline = voiceguide.plan(script, minutes=20)
    voiceguide.make(script, "massage.mp3", minutes=20, sidecars=["captions"])

Names are looked up when they are first used, so that importing this costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voiceguide.errors import VoiceguideError
    from voiceguide.script.model import Script
    from voiceguide.session.make import make
    from voiceguide.session.plan import load, plan
    from voiceguide.session.result import Made
    from voiceguide.speech.engine import Engine, EngineSettings, Voice
    from voiceguide.speech.voicing import Voicing
    from voiceguide.timeline.model import Timeline

__all__ = [
    "Engine",
    "EngineSettings",
    "Made",
    "Script",
    "Timeline",
    "Voice",
    "VoiceguideError",
    "Voicing",
    "load",
    "make",
    "plan",
]

_HOMES = {
    "Engine": "voiceguide.speech.engine",
    "EngineSettings": "voiceguide.speech.engine",
    "Made": "voiceguide.session.result",
    "Script": "voiceguide.script.model",
    "Timeline": "voiceguide.timeline.model",
    "Voice": "voiceguide.speech.engine",
    "VoiceguideError": "voiceguide.errors",
    "Voicing": "voiceguide.speech.voicing",
    "load": "voiceguide.session.plan",
    "make": "voiceguide.session.make",
    "plan": "voiceguide.session.plan",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
