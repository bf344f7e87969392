"""Checks that every name used in a script exists: lengths, steps, reminders, sides, placeholders.

It works on the plain data, not on the model, so that these faults are reported
together with all the others. Values of the wrong type are skipped here, since the
model reports them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from voiceguide.errors import Problem, nearest
from voiceguide.script import length_names, narration, plain, roles, round_names, texts
from voiceguide.script.length_names import TEXTS
from voiceguide.script.source import Path, Source
from voiceguide.script.values import EACH, MOST_CUES, MOST_NOTES
from voiceguide.wording import counting
from voiceguide.wording import language as languages

MOST = 200
"""The most problems that are reported here; a real script never has so many."""


def problems(source: Source) -> Iterator[Problem]:
    """Yields a problem for every unknown name and every repeated id."""
    data = plain.mapping(source.data)
    yield from islice(_problems(source, data), MOST)


def _problems(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    yield from length_names.problems(source, data)
    yield from round_names.problems(source, data)
    yield from roles.problems(source, data)
    yield from _ids(source, data)
    yield from _reminders(source, data)
    yield from _sides(source, data)
    yield from _notes(source, data)
    yield from _placeholders(source, data)
    yield from _time_left(source, data)


def _ids(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    steps = plain.steps(data)
    ids = [step.get("id") for _, step in steps]
    counts = Counter(name for name in ids if isinstance(name, str))
    seen: set[str] = set()
    for path, step in steps:
        name = step.get("id")
        if isinstance(name, str) and counts[name] > 1 and name in seen:
            yield source.problem((*path, "id"), f"the id {name!r} is already used by another step")
        if isinstance(name, str):
            seen.add(name)


def _reminders(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Checks that reminders name steps, and that steps and cues name reminders."""
    steps = plain.steps(data)
    ids = {step["id"] for _, step in steps if isinstance(step.get("id"), str)}
    pools = plain.mapping(data.get("reminders"))
    for name, pool in pools.items():
        for index, step_id in enumerate(plain.listed(plain.mapping(pool).get("steps"))):
            if isinstance(step_id, str) and step_id not in ids:
                message = f"unknown step {step_id!r}{nearest(step_id, sorted(ids))}"
                yield source.problem(("reminders", name, "steps", index), message)
    cues = [cue for step in steps for cue in plain.cues(*step)]
    if len(cues) > MOST_CUES:
        yield source.problem(("steps",), f"too many cues: {len(cues)}; at most {MOST_CUES} in all")
    for path, owner in (*steps, *cues):
        for index, pool_id in enumerate(plain.listed(owner.get("reminds"))):
            if isinstance(pool_id, str) and pool_id not in pools:
                message = f"unknown reminder {pool_id!r}{nearest(pool_id, pools)}"
                yield source.problem((*path, "reminds", index), message)


def _sides(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    for path, step in plain.steps(data):
        names = [
            name
            for name in plain.listed(plain.mapping(step.get("sides")).get("names"))
            if isinstance(name, str)
        ]
        for cue_path, cue in plain.cues(path, step):
            side = cue.get("side")
            if isinstance(side, str) and side not in names and not (side == EACH and names):
                hint = nearest(side, names) if names else "; this step has no sides"
                yield source.problem((*cue_path, "side"), f"unknown side {side!r}{hint}")
        if EACH in names:
            message = f"a side can't be called {EACH!r}, which stands for both"
            yield source.problem((*path, "sides", "names", names.index(EACH)), message)
        if len(names) == 2 and names[0] == names[1]:
            yield source.problem((*path, "sides", "names"), "the two sides have the same name")


def _notes(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Checks the total length of the steps' notes, taking the longest text of each."""
    total = 0
    for _, step in plain.steps(data):
        written = step.get("notes")
        each = written.values() if isinstance(written, Mapping) else (written,)
        total += max((len(text) for text in each if isinstance(text, str)), default=0)
    if total > MOST_NOTES:
        message = f"the notes are too long: {total} characters; at most {MOST_NOTES} in all"
        yield source.problem(("steps",), message)


def _placeholders(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Checks that each placeholder is used only in texts where it has a value."""
    for path, text in plain.walk(data, ()):
        if not isinstance(text, str) or not (keys := [part for part in path if type(part) is str]):
            continue
        allowed = _allowed(path, keys, data)
        if allowed is None:
            continue
        for name in sorted(narration.placeholders(text) - allowed):
            if name in narration.PLACEHOLDERS:  # others are reported as unknown
                message = f"{{{name}}} has no value here{_lacks(name, path, data)}"
                yield source.problem(path, message, snippet=f"{{{name}}}")


def _lacks(placeholder: str, path: Path, data: Mapping[str, Any]) -> str:
    """Returns what the step lacks for the placeholder to have a value."""
    if path[0] != "steps" or not isinstance(path[1], int):
        return ""
    step = plain.mapping(plain.listed(data["steps"])[path[1]])
    if placeholder == "side" and path[2:3] != ("ahead",) and not step.get("sides"):
        return "; this step has no sides"
    if placeholder in round_names.PLACEHOLDERS and not round_names.repeats(step):
        return "; this step has no 'repeat' or 'group'"
    return ""


def _time_left(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Checks that the language has words for the time left, since not every language has."""
    language = data.get("language", "en")
    if not isinstance(language, str) or counting.knows_minutes(languages.of(language)):
        return
    for path, text in plain.walk(data, ()):
        if isinstance(text, str) and "left" in narration.placeholders(text):
            message = f"the time left can't be said in {language!r} yet; leave {{left}} out"
            yield source.problem(path, message, snippet="{left}")


def _allowed(path: Path, keys: list[str], data: Mapping[str, Any]) -> frozenset[str] | None:
    """Returns the placeholders that the narration at `path` may use; None if it isn't narration."""
    if keys == ["announce"]:
        return frozenset(("number", "title"))
    if keys[0] == "halfway":
        return frozenset(("left", "title"))
    if keys[0] == "reminders":
        return frozenset() if texts.is_narration(path) else None
    if not set(keys) & set(TEXTS) or keys[0] != "steps":
        return None
    if keys[0] == "steps" and isinstance(path[1], int):
        step = plain.mapping(plain.listed(data["steps"])[path[1]])
        is_filled = round_names.repeats(step) and keys[1] != "sides"
        in_rounds = round_names.PLACEHOLDERS if is_filled else frozenset[str]()
        if not step.get("sides") or keys[1] == "ahead":
            return in_rounds
        is_switch = keys[1] == "sides" and keys[2] in ("say", "brief", "bare")
        in_sides = ("side", "left") if is_switch else ("side",)
        return in_rounds | frozenset(in_sides)
    return frozenset()
