"""The keys of the format in each place, and what an author meant by one that isn't there."""

from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from voiceguide.errors import nearest
from voiceguide.script.cue import Cue
from voiceguide.script.model import Script
from voiceguide.script.sound import Sound
from voiceguide.script.source import Path
from voiceguide.script.step import Step

_GUESSES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("duration", "minutes", "seconds"), ("time",)),
    "length": ("time", "lengths"),
    **dict.fromkeys(("text", "words", "speak", "narration"), ("say",)),
    "name": ("title",),
    **dict.fromkeys(("rounds", "reps", "sets", "times"), ("repeat",)),
    **dict.fromkeys(("repeat", "for"), ("rounds",)),
    **dict.fromkeys(("music", "background"), ("bed",)),
    "volume": ("bed_level",),
    **dict.fromkeys(("speed", "pace"), ("rate",)),
    "sound": ("bed", "chime"),
    **dict.fromkeys(("bell", "gong", "beep"), ("chime",)),
    "countdown": ("count",),
    "inhale": ("in",),
    "exhale": ("out",),
    **dict.fromkeys(("hold_out", "pause", "rest"), ("wait",)),
    **dict.fromkeys(("when", "start", "time"), ("at",)),
    "speaker": ("voice",),
    "author": ("credits",),
}
"""Other words for a key, with the keys that they may stand for."""

_PLACES: Mapping[type[BaseModel], str] = {
    Cue: "in a cue",
    Step: "in a step",
    Script: "outside the steps",
    Sound: "under 'sound'",
}


def meant_by(key: str, path: Path) -> str:
    """Returns what to write instead of a key that the mapping at `path` doesn't have.

    That is a key of this mapping that it is another word for, the place where it belongs, or the
    nearest name.
    """
    here = list(_fields_at(path))
    guesses = _GUESSES.get(key, ())
    if guess := next((guess for guess in guesses if guess in here), None):
        return f"; did you mean {guess!r}?"
    twin = next((name for name in here if f"{name}s" == key or name == f"{key}s"), None)
    if place := _place(key, is_inside=bool(path)):
        return f"; it belongs {place}" + (f", or did you mean {twin!r}?" if twin else "")
    for guess in guesses:
        if place := _place(guess, is_inside=bool(path)):
            return f"; did you mean {guess!r}, {place}?"
    return nearest(key, here)


def example(path: Path) -> str:
    """Returns an example of keys and values for `path`, or for the names that contain it."""
    known = (end for end in range(len(path), 0, -1) if path[end - 1] in _fields_at(path[: end - 1]))
    end = next(known, 0)
    field = _fields_at(path[: end - 1])[str(path[end - 1])] if end else None
    if isinstance(field, FieldInfo) and field.examples:
        return f"; for example {path[end - 1]}: {_flow(field.examples[0])}"
    return ""


def _place(key: str, *, is_inside: bool) -> str:
    """Returns where a key belongs, if it has one place that authors know; inside a step, the
    nearest one."""
    models: Iterable[type[BaseModel]] = _PLACES if is_inside else (Sound, Step, Cue)
    found = next((model for model in models if key in _fields(model)), None)
    return _PLACES[found] if found else ""


def _fields_at(path: Path) -> Mapping[str, Any]:
    """Returns the keys allowed in the mapping at `path`."""
    fields = _fields(Script)
    for part in path:
        if isinstance(part, str) and part in fields:
            field = fields[part]
            fields = _fields(field.annotation if isinstance(field, FieldInfo) else field)
    return fields


def _fields(annotation: object) -> Mapping[str, Any]:
    """Returns the keys of the first model in an annotation, with the field or type of each."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {info.alias or name: info for name, info in annotation.model_fields.items()}
    if isinstance(annotation, type) and is_dataclass(annotation):
        return get_type_hints(annotation)
    return next(filter(None, map(_fields, get_args(annotation))), {})


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_flow(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return str(value)
