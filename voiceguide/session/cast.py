"""The cast: the voices of a script, besides the session's own."""

from collections.abc import Mapping
from dataclasses import replace

from voiceguide.script.model import Script
from voiceguide.speech.voicing import Voicing


def cast(script: Script, own: Voicing) -> Mapping[str, Voicing]:
    """Returns the voicing of each of the script's voices. Settings that the script leaves out come
    from the session's own voicing, except that another engine gets none of its options."""
    found = {}
    for name, role in script.voices.items():
        base = own
        if role.engine is not None and role.engine != own.engine:
            base = replace(own, engine=role.engine, voice=None, options={})
        found[name] = replace(base, voice=role.voice or base.voice, rate=role.rate or own.rate)
    return found
