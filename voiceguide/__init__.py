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
    from voiceguide.made import Made
    from voiceguide.making import make
    from voiceguide.script.model import Script
    from voiceguide.session import load, plan
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
    "Made": "voiceguide.made",
    "Script": "voiceguide.script.model",
    "Timeline": "voiceguide.timeline.model",
    "Voice": "voiceguide.speech.engine",
    "VoiceguideError": "voiceguide.errors",
    "Voicing": "voiceguide.speech.voicing",
    "load": "voiceguide.session",
    "make": "voiceguide.making",
    "plan": "voiceguide.session",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
