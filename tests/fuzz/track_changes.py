"""A small track of ours, and the changes that can be made to it or to its timeline."""

import io
import json
import random
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from voiceguide import resources
from voiceguide.audio.clip import Clip
from voiceguide.audio.scene import Placed, Scene
from voiceguide.cache.store import NOWHERE
from voiceguide.timecode import SAMPLES_PER_MS
from voiceguide.track.format import Written
from voiceguide.track.formats import FORMATS
from voiceguide.track.tags import Mark, Tags

_TOTAL_MS = 6_000
_PART = 10_000

_LARGEST = 2**24
"""Bytes of a track whose parts were repeated; many times repeated, it would fill the memory."""
"""Places in a file are given in so many parts of its length, so that they shrink."""

_MOST_PLACES = 20_000
"""In a larger timeline, nothing is repeated: it would take minutes to write."""

Change = tuple[Any, ...]


def _plan() -> dict[str, Any]:
    def phrase(text: str, start: int, end: int) -> dict[str, Any]:
        return {"text": text, "start_ms": start, "end_ms": end}

    def cue(kind: str, step: str, *phrases: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": f"{step}.{kind}",
            "kind": kind,
            "step": step,
            "text": " ".join(each["text"] for each in phrases),
            "start_ms": phrases[0]["start_ms"],
            "end_ms": phrases[-1]["end_ms"],
            "phrases": [*phrases],
            "reminds": ["breath"],
        }

    sides = [
        {"name": "the first side", "start_ms": 3_300, "end_ms": 4_200},
        {"name": "the other side", "start_ms": 4_400, "end_ms": 5_300},
    ]
    picture = {"strokes": [{"stroke": "line", "where": ["lower-back", "upper-back"]}]}
    return {
        "version": 2,
        "title": "Six seconds",
        "language": "en-GB",
        "total_ms": _TOTAL_MS,
        "chapters": [
            {"step": "a", "number": None, "title": "Hello", "start_ms": 0, "end_ms": 3_000},
            {
                "step": "b",
                "number": 1,
                "title": "Back",
                "start_ms": 3_000,
                "end_ms": 6_000,
                "sides": sides,
                "picture": picture,
            },
        ],
        "cues": [
            cue("opening", "a", phrase("Rest.", 600, 1_100), phrase("Breathe.", 1_300, 1_900)),
            cue("ahead", "a", phrase("Next, your back.", 2_000, 2_700)),
            cue("halfway", "b", phrase("Half.", 4_000, 4_150)),
            cue("reminder", "b", phrase("Let go of your back.", 4_500, 5_200)),
        ],
        "chimes": [
            {"kind": "next-step", "step": "a", "start_ms": 0, "end_ms": 500},
            {"kind": "switch", "step": "b", "start_ms": 4_200, "end_ms": 4_400},
            {"kind": "end", "step": "b", "start_ms": 5_400, "end_ms": 5_800},
        ],
        "quiet_ms": 2_000,
        "promises": [{"id": "breath", "every_ms": 2_000, "steps": ["a", "b"]}],
        "bed": {
            "name": "rain",
            "level_lu": -20.0,
            "gain": [{"at_ms": 0, "db": -6.0}, {"at_ms": 2_000, "db": 0.0}],
            "fade_in_ms": 500,
            "fade_out_ms": 1_000,
        },
    }


@cache
def _sound() -> Clip:
    """Noise that is loud where the plan has words or chimes."""
    chance = random.Random(1)
    loud = [(600, 1_900), (2_000, 2_700), (4_000, 5_200), (0, 500), (5_400, 5_800)]
    samples = array("h")
    for ms in range(_TOTAL_MS):
        level = 4_000 if any(a <= ms < b for a, b in loud) else 40
        samples.extend(chance.choices(range(-level, level), k=SAMPLES_PER_MS))
    return Clip("noise", samples.tobytes())


def _tags() -> Tags:
    plan = _plan()
    return Tags(
        title=plan["title"],
        artist="voiceguide",
        comment="For trying.",
        lyrics="[00:00.60]Rest.\n[00:01.30]Breathe.\n",
        cover=(resources.audio_assets() / "cover.jpg").read_bytes()[:9_000],
        chapters=tuple(
            Mark(start_ms=each["start_ms"], end_ms=each["end_ms"], title=each["title"])
            for each in plan["chapters"]
        ),
    )


@cache
def _parts() -> tuple[bytes, bytes]:
    """Returns the start of an MP3, with its tags but without a timeline, and its frames."""
    written, data = _written(".mp3", _tags())
    return written.head, data[len(written.head) :]


def _written(suffix: str, tags: Tags) -> tuple[Written, bytes]:
    stream = io.BytesIO()
    scene = Scene(total_ms=_TOTAL_MS, placed=(Placed(0, _sound()),))
    written = FORMATS[suffix].write(
        stream, scene, tags, NOWHERE, workers=1, on_progress=lambda _done, _total: None
    )
    return written, stream.getvalue()


def track(timeline: bytes | None, suffix: str = ".mp3") -> bytes:
    """Returns the track, with a timeline inside it. Only an MP3 has it byte by byte."""
    if suffix == ".mp3":
        return _mp3(timeline)
    text = (timeline or b"").decode("utf-8", "replace")
    return _written(suffix, replace(_tags(), timeline=text))[1]


def _mp3(timeline: bytes | None) -> bytes:
    head, frames = _parts()
    if timeline is None:
        return head + frames
    tag = bytes(head[6:10])
    size = sum(byte << shift for byte, shift in zip(tag, (21, 14, 7, 0), strict=True))
    body = b"\0application/json\0timeline.json\0\0" + timeline
    frame = b"GEOB" + len(body).to_bytes(4, "big") + b"\0\0" + body
    whole = size + len(frame)
    length = bytes(whole >> shift & 0x7F for shift in (21, 14, 7, 0))
    return head[:6] + length + head[10 : 10 + size] + frame + head[10 + size :] + frames


_TIMES = st.sampled_from([-1, 0, 1, 500, 3_000, 6_000, 6_001, 86_400_000, 10**15, 10**400])
_NUMBERS = st.integers() | st.floats() | st.sampled_from(["1e400", "-1e400", "NaN", "9" * 5_000])
_ODD = st.sampled_from(["\x1b[2J", "\u202e", "\x9b31m", "\ud800", "x" * 3_000, "", "\0", "\n"])
_SCALARS = st.none() | st.booleans() | _TIMES | _NUMBERS | _ODD | st.text(max_size=8)
_VALUES = _SCALARS | st.lists(_SCALARS, max_size=4) | st.dictionaries(st.text(max_size=6), _SCALARS)
_AT = st.integers(0, 300)
_PLACE = st.integers(0, _PART)

IN_TIMELINE = st.one_of(
    st.tuples(st.just("set"), _AT, _VALUES),
    st.tuples(st.just("remove"), _AT),
    st.tuples(st.just("empty"), _AT),
    st.tuples(st.just("repeat"), _AT, st.sampled_from([2, 50, 3_000])),
    st.tuples(st.just("reverse"), _AT),
    st.tuples(st.just("wrap"), _AT, st.sampled_from([1, 60, 250, 50_000])),
    st.tuples(st.just("swap"), _AT, _AT),
)
IN_FILE = st.one_of(
    st.tuples(st.just("flip"), _PLACE, st.integers(0, 7)),
    st.tuples(st.just("flip-head"), st.integers(0, 600), st.integers(0, 7)),
    st.tuples(st.just("cut"), _PLACE),
    st.tuples(st.just("drop"), _PLACE, _PLACE),
    st.tuples(st.just("double"), _PLACE, _PLACE, st.integers(1, 20)),
    st.tuples(st.just("fill"), _PLACE, _PLACE, st.integers(0, 255)),
    st.tuples(st.just("put"), _PLACE, st.binary(min_size=1, max_size=40)),
    st.tuples(st.just("size"), st.integers(0, 3_000), st.sampled_from([0, 1, 2**31, 2**32 - 1])),
    st.tuples(st.just("behind"), st.sampled_from([b"\xff", b"\0", b"\xff\xfb\x94\xc4", b"TAG"])),
)


def built(where: str, changes: Sequence[Change], suffix: str = ".mp3") -> tuple[bytes, bytes]:
    """Returns the changed timeline, and the changed file."""
    document: Any = _plan()
    inside = [change for change in changes if change[0] in _TIMELINE_CHANGES]
    deep = 0
    for change in inside:
        if change[0] == "wrap" and change[2] > 500:
            deep = change[2]
            continue
        places = list(_places(document))
        if not places:
            break
        if change[0] == "repeat" and len(places) > _MOST_PLACES:
            continue
        holder, key = places[change[1] % len(places)]
        _TIMELINE_CHANGES[change[0]](holder, key, change, places)
    text = json.dumps(document).replace('"1e400"', "1e400").replace('"-1e400"', "-1e400")
    timeline = ("[" * deep + text + "]" * deep).encode("utf-8", "surrogatepass")
    data = bytearray(track(timeline if where == "inside" else None, suffix))
    for change in changes:
        if change[0] in _FILE_CHANGES:
            _FILE_CHANGES[change[0]](data, *change[1:])
    return timeline, bytes(data)


def _places(document: Any) -> Iterator[tuple[Any, Any]]:
    items = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in list(items):
        yield document, key
        if isinstance(value, (dict, list)):
            yield from _places(value)


def _set(holder: Any, key: Any, change: Change, _: Any) -> None:
    holder[key] = change[2]


def _remove(holder: Any, key: Any, _change: Change, _: Any) -> None:
    del holder[key]


def _empty(holder: Any, key: Any, _change: Change, _: Any) -> None:
    if isinstance(holder[key], (dict, list)):
        holder[key] = type(holder[key])()


def _repeat(holder: Any, key: Any, change: Change, _: Any) -> None:
    if isinstance(holder[key], list):
        holder[key] = holder[key] * change[2]
    elif isinstance(holder, list):
        holder[key:key] = [holder[key]] * change[2]


def _reverse(holder: Any, key: Any, _change: Change, _: Any) -> None:
    if isinstance(holder[key], list):
        holder[key] = holder[key][::-1]


def _wrap(holder: Any, key: Any, change: Change, _: Any) -> None:
    for _step in range(change[2]):
        holder[key] = [holder[key]]


def _swap(holder: Any, key: Any, change: Change, places: list[tuple[Any, Any]]) -> None:
    other, name = places[change[2] % len(places)]
    if not isinstance(holder[key], (dict, list)) and not isinstance(other[name], (dict, list)):
        holder[key], other[name] = other[name], holder[key]


def _at(data: bytearray, place: int) -> int:
    return place * len(data) // _PART


def _between(data: bytearray, one: int, other: int) -> slice:
    return slice(*sorted((_at(data, one), _at(data, other))))


def _flip(data: bytearray, place: int, bit: int) -> None:
    if data:
        data[min(_at(data, place), len(data) - 1)] ^= 1 << bit


def _flip_head(data: bytearray, place: int, bit: int) -> None:
    if place < len(data):
        data[place] ^= 1 << bit


def _cut(data: bytearray, place: int) -> None:
    del data[_at(data, place) :]


def _drop(data: bytearray, one: int, other: int) -> None:
    del data[_between(data, one, other)]


def _double(data: bytearray, one: int, other: int, times: int) -> None:
    part = _between(data, one, min(other, one + _PART // 20))
    if len(data) + times * (part.stop - part.start) <= _LARGEST:
        data[part] = data[part] * (times + 1)


def _fill(data: bytearray, one: int, other: int, byte: int) -> None:
    part = _between(data, one, other)
    data[part] = bytes([byte]) * (part.stop - part.start)


def _put(data: bytearray, place: int, content: bytes) -> None:
    at = _at(data, place)
    data[at : at + len(content)] = content


def _size(data: bytearray, at: int, size: int) -> None:
    """Puts an absurd size where a part of the file may have its own."""
    data[at : at + 4] = size.to_bytes(4, "big")


def _behind(data: bytearray, content: bytes) -> None:
    data += content * (1_000_000 // len(content))


_TIMELINE_CHANGES: dict[str, Callable[..., None]] = {
    "set": _set,
    "remove": _remove,
    "empty": _empty,
    "repeat": _repeat,
    "reverse": _reverse,
    "wrap": _wrap,
    "swap": _swap,
}
_FILE_CHANGES: dict[str, Callable[..., None]] = {
    "flip": _flip,
    "flip-head": _flip_head,
    "cut": _cut,
    "drop": _drop,
    "double": _double,
    "fill": _fill,
    "put": _put,
    "size": _size,
    "behind": _behind,
}
