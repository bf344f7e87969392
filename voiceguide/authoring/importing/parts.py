"""The sections of a text, which become steps, within a script's limits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voiceguide.authoring.importing.source import Heading, Idea, Item, Phrase

MOST_PARTS = 130
"""The most sections. Long ones are divided later; a script may have 200 steps."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (empty for the text before the first one), and the text under it."""

    title: str
    items: tuple[Item, ...]

    @property
    def has_words(self) -> bool:
        """Whether there is anything to say under the heading."""
        return any(isinstance(item, Phrase) for item in self.items)


def titled(items: Sequence[Item]) -> tuple[str, Sequence[Item]]:
    """Returns the title of a text, which is a heading above all others at the very top, and the
    rest.

    If words follow the title, it remains their heading as well.
    """
    headings = [item for item in items if isinstance(item, Heading)]
    first = next((item for item in items if not isinstance(item, Idea)), None)
    if not headings or first is not headings[0]:
        return "", items
    if any(other.level <= headings[0].level for other in headings[1:]):
        return "", items
    rest = items[items.index(headings[0]) + 1 :]
    following = next((item for item in rest if not isinstance(item, Idea)), None)
    return headings[0].text, rest if isinstance(following, Heading) else items


def sections(items: Sequence[Item]) -> list[Section]:
    """Returns the sections of a text, at most `MOST_PARTS`: if there are more headings, the lower
    ones are said instead."""
    levels = sorted({item.level for item in items if isinstance(item, Heading)}, reverse=True)
    found = list(_cut(items))
    for lowest in levels[:-1]:
        if len(found) <= MOST_PARTS:
            return found
        items = [_said(item) if _is_at(item, lowest) else item for item in items]
        found = list(_cut(items))
    return _joined(found)


def _cut(items: Sequence[Item]) -> Iterator[Section]:
    title, held = "", list[Item]()
    for item in items:
        if isinstance(item, Heading):
            if title or any(isinstance(one, Phrase) for one in held):
                yield Section(title, tuple(held))
                held = []
            title = item.text
        else:
            held.append(item)
    yield Section(title, tuple(held))


def _is_at(item: Item, level: int) -> bool:
    return isinstance(item, Heading) and item.level >= level


def _said(item: Item) -> Item:
    return Phrase(item.text) if isinstance(item, Heading) else item


def _joined(found: list[Section]) -> list[Section]:
    """Returns the sections, with neighbours joined if there are too many."""
    size = -(-len(found) // MOST_PARTS)
    if size == 1:
        return found
    groups = [found[start : start + size] for start in range(0, len(found), size)]
    return [
        Section(
            first.title,
            (
                *first.items,
                *(i for one in others for i in (Idea(), Phrase(one.title), Idea(), *one.items)),
            ),
        )
        for first, *others in groups
    ]
