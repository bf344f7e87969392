"""The timeline as JSON, for programs: everything that sounds, with its times.

The fields are those of `timeline.model`; times are whole milliseconds from the
start of the track. `version` changes when the meaning of a field does.
"""

import json
from dataclasses import asdict

from pydantic import TypeAdapter, ValidationError

from voiceguide.errors import InputError
from voiceguide.timeline.model import Timeline

VERSION = 1


def timeline_json(timeline: Timeline) -> str:
    """The whole timeline as a JSON file."""
    return json.dumps(_document(timeline), ensure_ascii=False, indent=2) + "\n"


def compact_timeline_json(timeline: Timeline) -> str:
    """The same on one line, to travel inside a track."""
    return json.dumps(_document(timeline), ensure_ascii=False, separators=(",", ":"))


def read_timeline(text: str | bytes) -> Timeline:
    """The timeline that `timeline_json` wrote.

    Raises InputError where it is none, or one of a later version.
    """
    try:
        document = json.loads(text)
        version = document.pop("version", None) if isinstance(document, dict) else None
        if version != VERSION:
            raise InputError(
                f"this timeline has version {version!r}, and this voiceguide reads version "
                f"{VERSION}; make the session again, or install a newer voiceguide"
            )
        return TypeAdapter(Timeline).validate_python(document)
    except (ValueError, ValidationError) as error:
        raise InputError(
            f"this is not a timeline that voiceguide wrote: {_first(error)}"
        ) from error


def _document(timeline: Timeline) -> dict[str, object]:
    return {"version": VERSION, **asdict(timeline)}


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        fault = error.errors()[0]
        return f"{'.'.join(map(str, fault['loc']))}: {fault['msg'].lower()}"
    return str(error)
