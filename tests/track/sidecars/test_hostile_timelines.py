"""Timelines that no planner wrote: each is refused in one line when it is read."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.errors import InputError
from voiceguide.timeline.consistency import contradiction
from voiceguide.timeline.model import Timeline
from voiceguide.track.sidecars.timeline_json import MOST_BYTES, read_timeline, timeline_json

DAY_MS = 24 * 60 * 60 * 1000


def changed(timeline: Timeline, change: Callable[[dict[str, Any]], object]) -> str:
    document = json.loads(timeline_json(timeline))
    change(document)
    return json.dumps(document)


def refused(text: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_timeline(text)
    message = str(caught.value)
    assert len(message) < 400
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"version": 2, "title": ' * 3_000,
        '{"version": ' + "[" * 150 + "]" * 150 + "}",
        '{"version": "' + "x" * 100_000 + '"}',
        '{"version": ' + "9" * 5_000 + "}",
        '{"version": NaN}',
        '{"version": Infinity}',
        "9" * 100_000,
        '"\\ud800"',
        "\ud800",
        b"\xff\xfe{\x00}\x00",
        b"\0" * 1000,
        " " * (MOST_BYTES + 1),
    ],
    ids=range(13),
)
def test_what_is_nested_deep_or_no_json_is_refused(text: str | bytes) -> None:
    refused(text)


NUMBERS = ["1" + "0" * 400, "1e400", "-1e400", str(10**15), "-1", "0.5", "true", '"nan"', "[]"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "field",
    ['"total_ms": ', '"quiet_ms": ', '"level_lu": ', '"every_ms": ', '"fade_in_ms": ', '"db": '],
)
def test_every_number_has_its_range(timeline: Timeline, field: str, number: str) -> None:
    gain = [{"at_ms": 0, "db": 0.0}]
    bed = {"name": "b", "level_lu": 0.0, "fade_in_ms": 0, "fade_out_ms": 0, "gain": gain}

    def fill(document: dict[str, Any]) -> None:
        document.update(quiet_ms=0, bed=bed, promises=[{"id": "p", "every_ms": 0, "steps": []}])

    text = changed(timeline, fill)
    read_timeline(text)
    before, _, rest = text.partition(field)
    after = rest[re.search("[,}]", rest).start() :]
    text = f"{before}{field}{number}{after}"
    level, fine = field in ('"level_lu": ', '"db": '), number in ("0.5", "-1", "true")
    if (level and fine) or (number == "true" and field != '"total_ms": '):
        assert read_timeline(text).total_ms <= DAY_MS
    else:
        refused(text)


def _set(*path: str | int, to: object) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        place: Any = document
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_set("total_ms", to=10**15), "total_ms: input should be less than"),
        (_set("total_ms", to=0), "no length"),
        (_set("total_ms", to=6_000_000), "ends after the session"),
        (_set("chapters", to=[]), "no chapters"),
        (_set("chapters", to=[0] * 100_000), "chapters.0: "),
        (_set("cues", 0, "start_ms", to=-1), "cues.0.start_ms: "),
        (_set("cues", 0, "phrases", to=[]), "at least 1 item"),
        (_set("cues", 0, "phrases", 0, "end_ms", to=0), "ends before it starts"),
        (_set("cues", 0, "phrases", 0, "pace", to=1e300), "pace of 1e"),
        (_set("cues", 0, "phrases", 0, "text", to="a" * 2_000), "too many words"),
        (_set("cues", 0, "text", to="a" * 100_000), "at most 20000 characters"),
        (_set("cues", 1, "phrases", 0, "start_ms", to=0), "before the previous one has ended"),
        (_set("chapters", 1, "sides", 1, "start_ms", to=0), "the side at 0:00 starts before"),
        (_set("chapters", 1, "start_ms", to=3), "the chapter at 0:00 starts before"),
        (_set("chapters", 0, "notes", to=[[]]), "chapters.0.notes.0: "),
        (_set("chapters", 0, "notes", to=[["a" * 20_000] * 2, ["a"]]), "notes are too long"),
        (_set("chapters", 0, "notes", to=[["a"] * 10**5]), "chapters.0.notes.0: "),
        (_set("chimes", 0, "kind", to="gong"), "chimes.0.kind: "),
        (_set("title", to="t" * 2_000), "title: "),
        (_set("x" * 1_000, to=[[[]]]), None),
    ],
)
def test_what_contradicts_itself_is_refused_and_the_place_is_named(
    timeline: Timeline, change: Callable[[dict[str, Any]], None], message: str | None
) -> None:
    text = changed(timeline, change)
    if message is None:
        assert read_timeline(text) == timeline
    else:
        assert message in refused(text)


def test_a_file_with_the_mark_that_windows_writes_is_read(timeline: Timeline) -> None:
    assert read_timeline(timeline_json(timeline).encode("utf-8-sig")) == timeline


def test_a_plan_of_ours_contradicts_nothing(timeline: Timeline) -> None:
    assert contradiction(timeline) is None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(values=VALUES, at=st.integers(0, 200))
def test_any_value_anywhere_is_read_or_refused(values: object, at: int) -> None:
    places: list[tuple[Any, Any]] = []
    document = json.loads(SMALL)

    def walk(place: Any) -> None:
        each = place.items() if isinstance(place, dict) else enumerate(place)
        for name, value in list(each):
            places.append((place, name))
            if isinstance(value, (dict, list)):
                walk(value)

    walk(document)
    place, name = places[at % len(places)]
    place[name] = values
    with suppress(InputError):
        assert contradiction(read_timeline(json.dumps(document))) is None


SMALL = json.dumps(
    {
        "version": 2,
        "title": "Rest",
        "language": "en",
        "total_ms": 24_000,
        "chapters": [
            {
                "step": "a",
                "number": 1,
                "title": "A",
                "start_ms": 0,
                "end_ms": 24_000,
                "sides": [],
                "notes": [["Not with a fever.", "Ask first."]],
            }
        ],
        "cues": [
            {
                "id": "a.opening",
                "kind": "opening",
                "step": "a",
                "text": "Rest.",
                "start_ms": 0,
                "end_ms": 900,
                "phrases": [{"text": "Rest.", "pace": 0.9, "start_ms": 0, "end_ms": 900}],
                "reminds": ["breath"],
            }
        ],
        "chimes": [{"kind": "end", "step": "a", "start_ms": 9_000, "end_ms": 10_000}],
        "quiet_ms": 9_000,
        "promises": [{"id": "breath", "every_ms": 9_000, "steps": ["a"]}],
        "bed": {
            "name": "rain",
            "level_lu": -20,
            "gain": [{"at_ms": 0, "db": -6}],
            "fade_in_ms": 0,
            "fade_out_ms": 0,
        },
    }
)
