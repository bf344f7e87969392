"""Puts the words of an exported document back into the rest of its script."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from voiceguide.authoring import texts
from voiceguide.authoring.dumped import dumped
from voiceguide.authoring.importing.fitting import rounded
from voiceguide.authoring.importing.source import Heading, Idea, Item, Phrase, Rest, Source
from voiceguide.authoring.names import shortened, slug
from voiceguide.authoring.texts import Data, Place
from voiceguide.errors import InputError
from voiceguide.script import source as yaml
from voiceguide.speech.default_voice import spoken_ms
from voiceguide.timecode import duration

_ORDER = ("id", "title", "group", "repeat", "numbered", "time", "fixed", "sides", "say", "cues")
_NEW_STEP_MS = 12_000
"""What a step that was added to a document takes besides its words."""


def restored(source: Source, comments: Iterable[str]) -> str:
    """Returns the script that was exported, with the words as they are now, and new comments.

    Raises InputError if its rest is damaged.
    """
    lines = [*(f"# {comment}" for comment in comments), "", *dumped(merged(source))]
    return "\n".join(lines) + "\n"


def merged(source: Source) -> Data:
    """Returns the same as data. Raises InputError."""
    data = _rest(source.rest)
    sections = list(_sections(source.items))
    if source.title and not _same(source.title, data.get("title")):
        data["title"] = source.title
    steps = _steps(data, [section for section in sections if section.place is None])
    here: Any = data
    made = list[Data]()
    for section in sections:
        if section.place is None:
            here = steps[len(made)]
            made.append(here)
            if not _same(section.heading, here.get("title")):
                here["title"] = shortened(section.heading)
            place: Place = ("say",)
        else:
            place = section.place
        _put(here, place, section.text)
    data["steps"] = [{key: step[key] for key in sorted(step, key=_order)} for step in made]
    return data


def _order(key: str) -> int:
    """Returns where a key of a step stands, as people write them."""
    return _ORDER.index(key) if key in _ORDER else len(_ORDER)


@dataclass(slots=True)
class _Section:
    """What stands under a heading; `place` is None under that of a step."""

    heading: str
    place: Place | None
    lines: list[str] = field(default_factory=list)

    def add(self, item: Item) -> None:
        match item:
            case Phrase(text):
                self.lines.append(text)
            case Rest(ms) if self.lines and self.lines[-1]:
                self.lines[-1] += f" [pause {duration(ms)}]"
            case Rest(ms):
                self.lines.append(f"[pause {duration(ms)}]")
            case Idea() if self.lines and self.lines[-1]:
                self.lines.append("")
            case _:
                pass

    @property
    def text(self) -> str:
        """The text, with a line break at its end if it has several lines or opens a step."""
        text = "\n".join(self.lines).strip()
        return f"{text}\n" if text and ("\n" in text or self.place is None) else text


def _sections(items: Iterable[Item]) -> Iterator[_Section]:
    held: _Section | None = None
    for item in items:
        if isinstance(item, Heading):
            if held is not None:
                yield held
            held = _Section(item.text, texts.labelled(item.text))
        elif held is not None:
            held.add(item)
        elif isinstance(item, Phrase):
            raise InputError(
                f"the words {item.text[:40]!r} stand above the first step; put them under a heading"
            )
    if held is not None:
        yield held


def _rest(text: str) -> Data:
    try:
        parsed = yaml.parse(text)
    except yaml.SourceError as error:
        raise _damaged() from error
    data = parsed.data
    if parsed.problems or not isinstance(data, dict) or not isinstance(data.get("steps"), list):
        raise _damaged()
    if not all(isinstance(step, dict) for step in data["steps"]):
        raise _damaged()
    return data


def _damaged() -> InputError:
    return InputError(
        "the block named 'voiceguide', which has the times of the steps and the like, is damaged; "
        "restore it, or remove all of it to import the words alone"
    )


def _steps(data: Data, sections: list[_Section]) -> list[Data]:
    """Returns the step of each heading: the one with that title, or at that place; else a new
    one."""
    known: list[Data] = data["steps"]
    if len(known) == len(sections):
        return known
    found = list[Data]()
    left = list(known)
    for section in sections:
        step = next((one for one in left if _same(section.heading, one.get("title"))), None)
        if step is None:
            step = _new(section, {str(one.get("id")) for one in (*known, *found)})
        else:
            left.remove(step)
        found.append(step)
    return found


def _new(section: _Section, taken: set[str]) -> Data:
    name = number = slug(section.heading) or "step"
    count = 1
    while number in taken:
        count += 1
        number = f"{name}-{count}"
    ms = rounded(spoken_ms(section.text) + _NEW_STEP_MS)
    return {"id": number, "title": shortened(section.heading), "time": duration(ms)}


def _put(here: Any, place: Place, text: str) -> None:
    """Puts a text in its place, unless the one that is there has the same words; if that is only
    space, the text ends with it."""
    before = texts.found(here, place)
    if not text or _same(text, before):
        return
    if isinstance(before, str) and not before.strip():
        text = text.rstrip() + before
    try:
        texts.put(here, place, text)
    except ValueError as error:
        raise InputError(str(error)) from error


def _same(one: str, other: Any) -> bool:
    return isinstance(other, str) and _words(one) == _words(other)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)
