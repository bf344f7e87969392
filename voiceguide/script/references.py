"""Checks that every name used in a script exists: lengths, steps, reminders, sides, placeholders.

Works on the plain data, not on the model, so that these faults are reported
together with all the others. Values of the wrong type are skipped here: the model
reports them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from voiceguide.errors import Problem, nearest
from voiceguide.script import narration
from voiceguide.script.source import Path, Source
from voiceguide.wording import counting
from voiceguide.wording import language as languages

_TEXTS = ("say", "sleep", "ahead")


def problems(source: Source) -> Iterator[Problem]:
    """Yields every reference that leads nowhere, and every repeated id."""
    data = _mapping(source.data)
    yield from _lengths(source, data)
    yield from _columns(source, data)
    yield from _ids(source, data)
    yield from _sides(source, data)
    yield from _placeholders(source, data)
    yield from _time_left(source, data)


def _lengths(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    lengths = _mapping(data.get("lengths"))
    names = _length_names(data)
    if "lengths" in data and isinstance(data["lengths"], Mapping) and not names:
        yield source.problem(
            ("lengths",), "no length is named; write at least one, such as standard: 20m"
        )
    default = lengths.get("default")
    if isinstance(default, str) and default not in names:
        message = f"unknown length {default!r}{nearest(default, names)}"
        yield source.problem(("lengths", "default"), message)
    elif names and default is None and len(names) > 1:
        yield source.problem(("lengths",), "missing key 'default'; it names the usual length")


def _columns(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Checks that columns and `only` name lengths, and that a column of times names them all."""
    names = _length_names(data)
    for path, value in _walk(data, ()):
        key = path[-1] if path else ""
        if not names or not isinstance(value, Mapping) or path[:-1] == ("reminders",):
            continue  # a reminder may be named time or quiet
        if key in (*_TEXTS, "time", "quiet"):
            unknown = [name for name in value if name not in names]
            for name in unknown:
                message = f"unknown length {name!r}{nearest(name, names)}"
                yield source.problem((*path, name), message, key=True)
        if key == "time" and (missing := [name for name in names if name not in value]):
            yield source.problem(path, f"missing length{_s(missing)} {', '.join(missing)}")
        if key == "only":
            yield from _bounds(source, path, value, names)


def _bounds(
    source: Source, path: Path, only: Mapping[str, Any], names: list[str]
) -> Iterator[Problem]:
    for bound in ("from", "below"):
        name = only.get(bound)
        if isinstance(name, str) and name not in names:
            yield source.problem((*path, bound), f"unknown length {name!r}{nearest(name, names)}")


def _ids(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    steps = _steps(data)
    ids = [step.get("id") for _, step in steps]
    counts = Counter(name for name in ids if isinstance(name, str))
    seen: set[str] = set()
    for path, step in steps:
        name = step.get("id")
        if isinstance(name, str) and counts[name] > 1 and name in seen:
            yield source.problem((*path, "id"), f"the id {name!r} is already used by another step")
        if isinstance(name, str):
            seen.add(name)
    pools = _mapping(data.get("reminders"))
    for name, pool in pools.items():
        for index, step_id in enumerate(_list(_mapping(pool).get("steps"))):
            if isinstance(step_id, str) and step_id not in seen:
                message = f"unknown step {step_id!r}{nearest(step_id, sorted(seen))}"
                yield source.problem(("reminders", name, "steps", index), message)
    for path, owner in (*steps, *(cue for step in steps for cue in _cues(*step))):
        for index, pool_id in enumerate(_list(owner.get("reminds"))):
            if isinstance(pool_id, str) and pool_id not in pools:
                message = f"unknown reminder {pool_id!r}{nearest(pool_id, pools)}"
                yield source.problem((*path, "reminds", index), message)


def _sides(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    for path, step in _steps(data):
        names = [
            name
            for name in _list(_mapping(step.get("sides")).get("names"))
            if isinstance(name, str)
        ]
        for cue_path, cue in _cues(path, step):
            side = cue.get("side")
            if isinstance(side, str) and side not in names:
                hint = nearest(side, names) if names else "; this step has no sides"
                yield source.problem((*cue_path, "side"), f"unknown side {side!r}{hint}")
        if len(names) == 2 and names[0] == names[1]:
            yield source.problem((*path, "sides", "names"), "the two sides have the same name")


def _placeholders(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Checks that each placeholder is used only in texts where it has a value."""
    for path, text in _walk(data, ()):
        if not isinstance(text, str) or not (keys := [part for part in path if type(part) is str]):
            continue
        allowed = _allowed(path, keys, data)
        if allowed is None:
            continue
        for name in sorted(narration.placeholders(text) - allowed):
            if name in narration.PLACEHOLDERS:  # others are reported as unknown
                hint = "; this step has no sides" if _lacks_sides(name, path, data) else ""
                message = f"{{{name}}} has no value here{hint}"
                yield source.problem(path, message, snippet=f"{{{name}}}")


def _lacks_sides(placeholder: str, path: Path, data: Mapping[str, Any]) -> bool:
    """Whether {side} has no value only because the step has no sides."""
    if placeholder != "side" or path[0] != "steps" or path[2:3] == ("ahead",):
        return False
    return isinstance(path[1], int) and not _mapping(data["steps"][path[1]]).get("sides")


def _time_left(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Checks that the language has words for the time left; not every language has them yet."""
    language = data.get("language", "en")
    if not isinstance(language, str) or counting.knows_minutes(languages.of(language)):
        return
    for path, text in _walk(data, ()):
        if isinstance(text, str) and "left" in narration.placeholders(text):
            message = f"the time left can't be said in {language!r} yet; leave {{left}} out"
            yield source.problem(path, message, snippet="{left}")


def _allowed(path: Path, keys: list[str], data: Mapping[str, Any]) -> frozenset[str] | None:
    """Returns the placeholders that the narration at `path` may use; None if it isn't narration."""
    if keys == ["announce"]:
        return frozenset(("number", "title"))
    if keys == ["halfway"]:
        return frozenset(("left", "title"))
    if not set(keys) & set(_TEXTS) or keys[0] not in ("steps", "reminders"):
        return None
    if keys[0] == "steps" and isinstance(path[1], int):
        step = _mapping(_list(data["steps"])[path[1]])
        if not step.get("sides") or keys[1] == "ahead":
            return frozenset()
        return frozenset(("side", "left") if keys[1:3] == ["sides", "say"] else ("side",))
    return frozenset()


def _length_names(data: Mapping[str, Any]) -> list[str]:
    return [name for name in _mapping(data.get("lengths")) if name != "default"]


def _steps(data: Mapping[str, Any]) -> list[tuple[Path, Mapping[str, Any]]]:
    steps = enumerate(_list(data.get("steps")))
    return [(("steps", index), step) for index, step in steps if isinstance(step, Mapping)]


def _cues(path: Path, step: Mapping[str, Any]) -> list[tuple[Path, Mapping[str, Any]]]:
    cues = enumerate(_list(step.get("cues")))
    return [((*path, "cues", index), cue) for index, cue in cues if isinstance(cue, Mapping)]


def _walk(value: object, path: Path) -> Iterator[tuple[Path, Any]]:
    yield path, value
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _walk(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _walk(inner, (*path, index))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _s(items: Sequence[object]) -> str:
    return "s" if len(items) > 1 else ""
