"""Checks a track's format, tags, chapters and lyrics, and the files beside it."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from voiceguide.inspection.check import Check, judged, places, unknown, unplanned
from voiceguide.inspection.file_facts import FileFacts
from voiceguide.timecode import clock
from voiceguide.timeline.model import Timeline
from voiceguide.track.format import Facts, Label
from voiceguide.track.sidecars.kinds import SIDECARS
from voiceguide.track.sidecars.lrc import lrc
from voiceguide.track.tags import CHAPTER_TITLE, short_title

AGREE_MS = 50
"""Lyrics and plan may differ by this much, since LRC counts hundredths of a second."""

_TEXTS = ("title", "artist", "album", "comment")

_TIMES = re.compile(
    r"(?:(\d{1,4}):)?(\d{1,6}):(\d\d)[.,](\d{2,3})(?=\]| -->|$)"  # LRC; WebVTT, SubRip (starts)
    r"|\"startTime\": (\d{1,9}(?:\.\d{1,9})?)",  # Podcasting 2.0 chapters
    re.MULTILINE | re.ASCII,
)

_MOST_TEXT = 16 * 2**20
"""The most bytes of a sidecar file to compare with the plan; ours take 100 kB per hour."""


def file_checks(facts: FileFacts, timeline: Timeline | None) -> Iterator[Check]:
    """Yields the checks that need no sound."""
    if facts.built is not None:
        yield _format(facts.built)
    for label, check in (
        (Label.TEXTS, _texts(facts)),
        (Label.COVER, _cover(facts)),
        (Label.CHAPTERS, _chapters(facts, timeline)),
        (Label.CHAPTERS, _titles(facts, timeline)),
        (Label.LYRICS, _lyrics(facts, timeline)),
    ):
        if facts.kind is None or label in facts.kind.labels:
            yield check
        else:
            yield unknown(check.name, check.target, f"{facts.kind.name} files hold no {label}")


def sidecar_checks(path: Path, timeline: Timeline | None) -> Iterator[Check]:
    """Yields one check for the sidecar files beside the track, if there are any."""
    beside = [
        (kind.path(path), kind)
        for kinds in SIDECARS.values()
        for kind in kinds
        if kind.path(path).is_file()
    ]
    if timeline is None or not beside:
        return
    wrong = [
        file.name for file, kind in beside if _apart_ms(_text(file), kind.text(timeline)) > AGREE_MS
    ]
    found = f"{len(beside) - len(wrong)} of {len(beside)} agree"
    target = f"agree with the track within {AGREE_MS} ms"
    yield judged("files beside it", target, found, good=not wrong, where=places(wrong))


def _text(path: Path) -> str:
    """Returns a file's text up to the limit; empty if the file can't be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(_MOST_TEXT).decode(errors="replace")
    except OSError:
        return ""


def _format(facts: Facts) -> Check:
    return judged("format", facts.wanted, facts.form, good=facts.form == facts.wanted)


def _texts(facts: FileFacts) -> Check:
    missing = [name for name in _TEXTS if not facts.tags.get(name)]
    found = "all there" if not missing else f"no {', '.join(missing)}"
    return judged("tags", ", ".join(_TEXTS), found, good=not missing)


def _cover(facts: FileFacts) -> Check:
    if facts.cover is None:
        return judged("cover", "a square picture", "none", good=False)
    width, height = facts.cover
    value = f"{width} x {height}"
    return judged("cover", "a square picture", value, good=0 < width == height)


def _chapters(facts: FileFacts, timeline: Timeline | None) -> Check:
    """Checks that chapters are contiguous from 0, and as planned if there is a plan."""
    target = "contiguous, from 0" + ("" if timeline is None else ", as planned")
    marks = facts.chapters
    if not marks:
        return judged("chapters", target, "none", good=False)
    wrong = [clock(marks[0].start_ms)] if marks[0].start_ms else []
    wrong += [clock(b.start_ms) for a, b in pairwise(marks) if a.end_ms != b.start_ms]
    if timeline is not None:
        found = dict.fromkeys((mark.start_ms, mark.end_ms) for mark in marks)
        meant = {(chapter.start_ms, chapter.end_ms): chapter for chapter in timeline.chapters}
        wrong += [
            f"{chapter.label} at {clock(chapter.start_ms)}"
            for times, chapter in meant.items()
            if times not in found
        ]
        wrong += [f"{clock(times[0])} is not in the plan" for times in found if times not in meant]
    return judged("chapters", target, str(len(marks)), good=not wrong, where=places(wrong))


def _titles(facts: FileFacts, timeline: Timeline | None) -> Check:
    target = f"one for each chapter, at most {CHAPTER_TITLE} characters"
    titles = [mark.title for mark in facts.chapters]
    wrong = [title for title in titles if not 0 < len(title) <= CHAPTER_TITLE]
    if timeline is not None:
        meant = [short_title(chapter.label) for chapter in timeline.chapters]
        wrong += [f"{title} is missing" for title in meant if title not in titles]
        if not wrong and titles != meant:
            wrong = ["they are in another order"]
    value = f"{len(titles)}, the longest {max(map(len, titles), default=0)}"
    good = bool(titles) and not wrong
    return judged("chapter titles", target, value, good=good, where=places(wrong))


def _lyrics(facts: FileFacts, timeline: Timeline | None) -> Check:
    target = f"as planned, within {AGREE_MS} ms"
    if timeline is None:
        return unplanned("lyrics", target)
    if not facts.lyrics:
        return judged("lyrics", target, "none", good=False)
    apart = _apart_ms(facts.lyrics, lrc(timeline))
    value = f"{len(_moments(facts.lyrics))} times"
    return judged("lyrics", target, value, good=apart <= AGREE_MS)


def _apart_ms(text: str, other: str) -> float:
    """Returns the largest difference between the times in two texts; inf if one has more."""
    a, b = _moments(text), _moments(other)
    if len(a) != len(b):
        return float("inf")
    return max((abs(x - y) for x, y in zip(a, b, strict=True)), default=0)


def _moments(text: str) -> list[float]:
    """Returns the times in a file of words or chapters, in milliseconds."""
    found = []
    for hours, minutes, seconds, parts, decimal in _TIMES.findall(text):
        if decimal:
            found.append(float(decimal) * 1000)
        else:
            whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
            found.append(whole * 1000 + int(parts.ljust(3, "0")))
    return found
