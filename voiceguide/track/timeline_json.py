"""The timeline as JSON, for programs: everything that sounds, with its times.

The fields are those of `timeline.model`; times are whole milliseconds from the
start of the track. `version` changes when the meaning of a field does.
"""

import json
from dataclasses import asdict

from voiceguide.timeline.model import Timeline

VERSION = 1


def timeline_json(timeline: Timeline) -> str:
    """The whole timeline as a JSON file."""
    document = {"version": VERSION, **asdict(timeline)}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
