"""The texts of a script that a document shows, and what is left of the script without them."""

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any

Place = tuple[str | int, ...]
"""Where a text stands in a script: keys, and numbers from 0."""

Data = MutableMapping[str, Any]

_ARROW = "→ "
_HINT = re.compile(r" \(.*\)")


def of_script(data: Data) -> Iterator[tuple[Place, str]]:
    """Yields the texts that belong to no step: those that are said in many, and reminders."""
    yield from _values(("announce",), data.get("announce"))
    halfway = data.get("halfway")
    if isinstance(halfway, Mapping):  # with how much guidance they are said
        yield from _values(("halfway", "say"), halfway.get("say"))
    else:
        yield from _values(("halfway",), halfway)
    for name, pool in _mapping(data.get("reminders")).items():
        for key in ("first", "say"):
            yield from _values(("reminders", name, key), _mapping(pool).get(key))


def of_step(step: Data) -> Iterator[tuple[Place, str]]:
    """Yields the texts of a step in the order in which they are heard, its opening first."""
    for key in ("say", "brief", "bare", "sleep"):
        yield from _values((key,), step.get(key))
    sides = _mapping(step.get("sides"))
    for key in ("ahead", "say", "brief", "bare"):
        yield from _values(("sides", key), sides.get(key))
    cues = step.get("cues")
    for number, cue in enumerate(cues if isinstance(cues, list) else []):
        yield from _values(("cues", number, "say"), _mapping(cue).get("say"))
        breath = _mapping(_mapping(cue).get("breath"))
        yield from _values(("cues", number, "breath", "say"), breath.get("say"))
    yield from _values(("ahead",), step.get("ahead"))
    yield from _values(("notes",), step.get("notes"))


def label(place: Place, step: Data | None = None) -> str:
    """Returns the heading above a text: `→ cues 1 say (50%)`."""
    names = [str(part + 1 if isinstance(part, int) else part) for part in place]
    hint = ""
    if step is not None and place[0] == "cues":
        hint = f" ({step['cues'][place[1]].get('at')})"
    return f"{_ARROW}{' '.join(names)}{hint}"


def labelled(heading: str) -> Place | None:
    """Returns the place that a heading names; None if it is one of the author's."""
    if not heading.startswith(_ARROW):
        return None
    parts = _HINT.sub("", heading.removeprefix(_ARROW)).split()
    return tuple(int(part) - 1 if part.isdigit() else part for part in parts)


def found(data: Any, place: Place) -> Any:
    """Returns what stands at a place; None if nothing does."""
    for part in place:
        try:
            data = data[part]
        except (LookupError, TypeError):
            return None
    return data


def put(data: Any, place: Place, value: str) -> None:
    """Puts a text in its place, in a list also behind what is there. Raises ValueError if there is
    no such place."""
    *way, last = place
    for part in way:
        if isinstance(data, MutableMapping) and isinstance(part, str):
            data = data.setdefault(part, {})
        else:
            data = found(data, (part,))
    is_key = isinstance(data, MutableMapping) and isinstance(last, str)
    is_entry = isinstance(data, list) and isinstance(last, int) and 0 <= last < len(data)
    if not (is_key or is_entry):
        raise ValueError(f"there is no place for {label(place)!r}")
    data[last] = value


def without(data: Data, places: Iterable[Place]) -> Data:
    """Returns a copy without the texts at these places; in lists, null stands for them."""
    rest = copy.deepcopy(data)
    for *way, last in places:
        parent: Any = found(rest, tuple(way))
        if isinstance(parent, list):
            parent[last] = None  # type: ignore[index]
        else:
            del parent[last]
    return rest


def _values(place: Place, value: Any) -> Iterator[tuple[Place, str]]:
    """Yields a text, or those of a list or of a column by length."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _values((*place, name), each)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _values((*place, number), each)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
