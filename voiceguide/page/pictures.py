"""The steps' drawings, in the form from which a page builds them.

They share body and hands, so packing them together reduces them to a tenth. The page
builds each drawing element by element: unlike parsing mark-up, that can't run anything
and needs no permission in the page's policy. As elements of the page, hands can be
stopped, and move without the page being redrawn.
"""

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import Final

from voiceguide.drawing import colours
from voiceguide.drawing.legend import signs
from voiceguide.drawing.picture import picture_svg
from voiceguide.script.picture import Picture

_AROUND: Final = 42
"""With this margin, a circle around the drawing contains all signs, even those in the corners."""

_NAMESPACE: Final = "{http://www.w3.org/2000/svg}"

Tree = list[object]
"""An element: its name, its attributes by name, then its children (elements and texts)."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The drawings of a page, each once, however many steps and lengths show it."""

    trees: list[Tree] = field(default_factory=list)
    _known: dict[tuple[Picture, str], int] = field(default_factory=dict)

    def index(self, picture: Picture, label: str) -> int:
        """Returns the index in `trees` of the picture's drawing with this label."""
        if (picture, label) not in self._known:
            self._known[picture, label] = len(self.trees)
            svg = picture_svg(picture, label=label, colour=colours.screen, around=_AROUND)
            self.trees.append(tree(svg))
        return self._known[picture, label]

    @property
    def key(self) -> list[tuple[Tree, str]]:
        """The legend of the drawings' signs: a small drawing and words for each."""
        shown = signs((picture for picture, _ in self._known), colours.screen)
        return [(tree(sign.mark), sign.words) for sign in shown]


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
