"""The timeline as JSON, for programs: everything that sounds, with its times.

The fields are those of `timeline.model`; times are whole milliseconds from the start of the track.
A phrase has its `text`, and `voice` and `pace` unless they are the session's own; `on_beat` marks a
word of a count or a breath. `guidance` is there unless it is full, and `excerpt` only in an
excerpt. `version` changes when a field
changes its meaning, or when files made from it change. Version 1 had no `voice` and `pace`; version
2 had no `notes` in chapters, which captions and lyrics show.
"""

import json
from dataclasses import asdict
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from voiceguide.errors import InputError
from voiceguide.script.guidance import FULL
from voiceguide.script.narration import PLAIN
from voiceguide.timeline.consistency import contradiction
from voiceguide.timeline.model import Timeline

VERSION = 3
_READABLE = (1, 2, 3)
MOST_BYTES: Final = 8 * 2**20
"""A session of an hour takes 60 kB, and one of a day with a cue every four seconds 5 MB."""

_BOM: Final = b"\xef\xbb\xbf"
_SHOWN: Final = 200
_MANNER = ("pace", "on_beat")
_OF_SENTENCE = ("text", "voice", *_MANNER)


def timeline_json(timeline: Timeline) -> str:
    """Returns the whole timeline as a JSON file."""
    return json.dumps(_document(timeline), ensure_ascii=False, indent=2) + "\n"


def compact_timeline_json(timeline: Timeline) -> str:
    """Returns the same on one line, for storing inside a track."""
    return json.dumps(_document(timeline), ensure_ascii=False, separators=(",", ":"))


def read_timeline(text: str | bytes) -> Timeline:
    """Returns the timeline that `timeline_json` wrote.

    Everything in it is checked against `timeline.bounds` and `timeline.consistency`, so callers
    need not check again. Raises InputError for any other text, or a later version.
    """
    data = text if isinstance(text, bytes) else text.encode(errors="surrogatepass")
    if len(data) > MOST_BYTES:
        raise InputError(f"this timeline is larger than {MOST_BYTES >> 20} MB")
    try:
        # Unlike Python's own reader, this one limits how deep lists may be nested.
        document = from_json(data.removeprefix(_BOM), allow_inf_nan=False)
        version = document.pop("version", None) if isinstance(document, dict) else None
        if version not in _READABLE:
            raise InputError(
                f"this timeline has version {_short(repr(version))}, and this voiceguide reads "
                f"versions up to {VERSION}; make the session again, or install a newer voiceguide"
            )
        timeline = _model().validate_python(_with_sentences(document))
    except (ValueError, ValidationError) as error:
        raise _not_ours(_first(error)) from error
    if fault := contradiction(timeline):
        raise _not_ours(fault)
    return timeline


@cache
def _model() -> TypeAdapter[Timeline]:
    """Returns the model of a timeline, which takes longer to build than to use."""
    return TypeAdapter(Timeline)


def _not_ours(reason: str) -> InputError:
    return InputError(f"this is not a timeline that voiceguide wrote: {_short(reason)}")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _document(timeline: Timeline) -> dict[str, Any]:
    document = {"version": VERSION, **asdict(timeline)}
    if timeline.guidance == FULL:
        del document["guidance"]
    if not timeline.excerpt:
        del document["excerpt"]
    for cue in document["cues"]:
        cue["phrases"] = [_flat(phrase) for phrase in cue["phrases"]]
    for chapter in document["chapters"]:
        if chapter["each_ms"] is None:
            del chapter["each_ms"]
    for chime in document["chimes"]:
        if not chime["sound"]:
            del chime["sound"]
    if not timeline.beds:
        del document["beds"]
    return document


def _flat(phrase: dict[str, Any]) -> dict[str, Any]:
    """Returns a phrase with the fields of its sentence beside its times."""
    sentence = phrase["sentence"]
    flat = {"text": sentence["text"]}
    if sentence["voice"]:
        flat["voice"] = sentence["voice"]
    usual = asdict(PLAIN)
    flat |= {name: value for name, value in sentence["manner"].items() if value != usual[name]}
    return {**flat, "start_ms": phrase["start_ms"], "end_ms": phrase["end_ms"]}


def _with_sentences(document: dict[str, Any]) -> dict[str, Any]:
    """Returns the document with its phrases in the model's shape.

    Leaves any other shape for the model to refuse.
    """
    cues = document.get("cues")
    for cue in cues if isinstance(cues, list) else ():
        if isinstance(cue, dict) and isinstance(cue.get("phrases"), list):
            cue["phrases"] = [_nested(phrase) for phrase in cue["phrases"]]
    return document


def _nested(phrase: Any) -> Any:
    if not isinstance(phrase, dict):
        return phrase
    sentence = {name: phrase[name] for name in ("text", "voice") if name in phrase}
    if manner := {name: phrase[name] for name in _MANNER if name in phrase}:
        sentence["manner"] = manner
    rest = {name: value for name, value in phrase.items() if name not in _OF_SENTENCE}
    return {**rest, "sentence": sentence}


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        fault = error.errors()[0]
        return f"{'.'.join(map(str, fault['loc']))}: {fault['msg'].lower()}"
    return str(error)
