"""The steps' drawings as data from which a page builds them.

They share body and hands, so packing them together reduces them to a tenth. The page
builds each drawing element by element. Unlike parsing mark-up, that can't run anything
and needs no permission in the page's policy. Hands that are elements of the page can be
stopped, and move without redrawing the page.
"""

import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from voiceguide.drawing import colours
from voiceguide.drawing.legend import Sign, signs
from voiceguide.drawing.picture import picture_svg
from voiceguide.script.picture import Picture

_AROUND: Final = 42
"""The margin with which a circle around the drawing contains all signs, even in the corners."""

_NAMESPACE: Final = "{http://www.w3.org/2000/svg}"

Tree = list[Any]
"""An element: its name, its attributes by name, then its children (elements and texts)."""

_LEAST_SHARED: Final = 100
"""In characters; sharing anything shorter saves nothing."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The drawings of a page; each is stored once, however many steps and lengths show it."""

    language: str
    trees: list[Tree] = field(default_factory=list)
    _known: dict[tuple[Picture, str], int] = field(default_factory=dict)

    def index(self, picture: Picture, label: str) -> int:
        """Returns the index in `trees` of the picture's drawing with this label."""
        if (picture, label) not in self._known:
            self._known[picture, label] = len(self.trees)
            svg = picture_svg(
                picture,
                label=label,
                colour=colours.screen,
                around=_AROUND,
                language=self.language,
            )
            self.trees.append(tree(svg))
        return self._known[picture, label]

    @property
    def key(self) -> list[tuple[Tree, str, str]]:
        """The legend of the drawings' signs: a small drawing, a name and the meaning of each."""
        return [(tree(sign.mark), sign.name, sign.meaning) for sign in self._signs]

    @property
    def signs(self) -> list[list[int]]:
        """For each drawing, the indices in `key` of its signs."""
        names = [sign.name for sign in self._signs]
        return [
            [names.index(sign.name) for sign in self._signs_of(picture)]
            for picture, _ in self._known
        ]

    @property
    def _signs(self) -> list[Sign]:
        return self._signs_of(*(picture for picture, _ in self._known))

    def _signs_of(self, *pictures: Picture) -> list[Sign]:
        return signs(pictures, colours.screen, self.language)


def shared(trees: Sequence[Tree]) -> tuple[list[Tree | str], list[Tree]]:
    """Returns the parts that recur in drawings, and the drawings with numbers in place of them.

    Deflate finds them too, but encodes every occurrence as a series of short copies.
    """
    texts = Counter(_text(part) for tree in trees for part in _parts(tree))
    parts: list[Tree | str] = []
    numbers: dict[str, int] = {}

    def shortened(tree: Tree) -> Tree:
        return [*tree[:2], *map(numbered, tree[2:])]

    def numbered(part: Tree | str) -> Tree | str | int:
        short = part if isinstance(part, str) else shortened(part)
        text = _text(part)
        if texts[text] == 1 or len(text) < _LEAST_SHARED:
            return short
        if text not in numbers:
            numbers[text] = len(parts)
            parts.append(short)
        return numbers[text]

    drawings = [shortened(tree) for tree in trees]
    return parts, drawings


def _parts(part: Tree | str) -> Iterator[Tree | str]:
    yield part
    if isinstance(part, list):
        for inner in part[2:]:
            yield from _parts(inner)


def _text(part: Tree | str) -> str:
    return json.dumps(part, ensure_ascii=False)


def tree(svg: str) -> Tree:
    """Parses a drawing into nested elements.

    >>> tree('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/><title>Up</title></svg>')
    ['svg', {}, ['path', {'d': 'M0 0'}], ['title', {}, 'Up']]
    """
    return _tree(ET.fromstring(svg))  # noqa: S314 - drawn by voiceguide


def _tree(element: ET.Element) -> Tree:
    name = element.tag.removeprefix(_NAMESPACE)
    text = [element.text] if element.text else []
    return [name, dict(element.attrib), *text, *map(_tree, element)]
