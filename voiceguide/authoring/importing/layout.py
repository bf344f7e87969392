"""Lays out a text's sections as steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voiceguide.authoring.importing.cleaner import Cleaner
from voiceguide.authoring.importing.cut import pieces
from voiceguide.authoring.importing.lines import MOST_CHARACTERS, Lines
from voiceguide.authoring.importing.parts import Section
from voiceguide.authoring.importing.source import Item, Phrase
from voiceguide.authoring.names import shortened


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A step without its time; `ms` is about how long its words take."""

    title: str
    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()
    ms: int


def parts(sections: Sequence[Section], title: str, cleaner: Cleaner) -> Iterator[Part]:
    """Yields the steps of a text. `title` is the title of words before the first heading.

    Raises InputError if the text can't be said in its language.
    """
    for number, section in enumerate(sections, 1):
        heading = cleaner.shown(section.title)
        heading = heading if any(map(str.isalnum, heading)) else ""
        name = shortened(heading or title)
        is_said = bool(heading) and (len(heading) > len(name) or not section.has_words)
        if not any(map(str.isalnum, name)):
            name = str(number)
        yield from _divided(name, heading if is_said else "", section.items, cleaner)


def _divided(name: str, said: str, items: Sequence[Item], cleaner: Cleaner) -> Iterator[Part]:
    """Yields a section as one step, or as several if it is too long for one."""
    held = Lines(cleaner)
    count = 1
    if said:
        held.say(said)
        held.idea()
    for item in _short(items):
        if held.size > MOST_CHARACTERS:
            yield _part(name, count, held, cleaner)
            held, count = Lines(cleaner), count + 1
        held.add([item])
    yield from _last(name, said, count, held, cleaner)


def _short(items: Sequence[Item]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Phrase):
            yield from map(Phrase, pieces(item.text))
        else:
            yield item


def _last(name: str, said: str, count: int, held: Lines, cleaner: Cleaner) -> Iterator[Part]:
    """Yields the rest of a section, if it contains anything to say."""
    lines = held.done()
    if held.has_words:
        yield _part(name, count, held, cleaner)
    elif lines or said:
        again = Lines(cleaner)
        again.say(name)
        if again.has_words:
            again.lines[-1] = " ".join([again.lines[-1], *lines])
            again.ms += held.ms
            yield _part(name, count, again, cleaner)


def _part(name: str, count: int, held: Lines, cleaner: Cleaner) -> Part:
    title = name if count == 1 else f"{shortened(name, 30)} ({count})"
    return Part(title=title, lines=held.done(), notes=cleaner.unsaid(), ms=held.ms)
