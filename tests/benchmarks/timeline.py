"""Reads a session's timeline for the other programs.

`voiceguide make --with timeline` writes it beside the track.
"""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """A "phrase" with its words, a "chime" with its name, or the "end"."""

    start_ms: int
    kind: str
    what: str = ""


def events(file: Path) -> list[Event]:
    """Returns everything audible in order of time, and the end."""
    timeline = json.loads(file.read_text(encoding="utf-8"))
    found = [
        Event(phrase["start_ms"], "phrase", phrase["text"])
        for cue in timeline["cues"]
        for phrase in cue["phrases"]
    ]
    found += [Event(chime["start_ms"], "chime", chime["kind"]) for chime in timeline["chimes"]]
    return [*sorted(found), Event(timeline["total_ms"], "end")]


def phrases(file: Path) -> list[str]:
    """Returns everything said, in order, with repetitions."""
    return [event.what for event in events(file) if event.kind == "phrase"]


def write_table(file: Path, target: Path) -> Path:
    """Writes the events as lines of three columns, for the shell."""
    lines = (f"{event.start_ms}\t{event.kind}\t{event.what}\n" for event in events(file))
    target.write_text("".join(lines), encoding="utf-8")
    return target
