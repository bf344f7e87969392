"""The steps' drawings, as small as a page can carry them.

They share the body and the hands, so they are packed together: a tenth of
their size. The page builds each one element by element, which runs nothing and needs no
leave to, where a drawing's text would have to be read as mark-up; as parts of the page
the hands can be stopped, and move without the page being drawn anew.
"""

import base64
import json
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Mapping
from typing import Final

from voiceguide.drawing import colours
from voiceguide.drawing.picture import picture_svg
from voiceguide.timeline.model import Chapter

_AROUND: Final = 42
"""A circle round this much room has all signs in it, up to the corners' farthest."""

_NAMESPACE: Final = "{http://www.w3.org/2000/svg}"

Tree = list[object]
"""An element: its name, its attributes by name, then its children, elements and texts."""


def packed(chapters: Mapping[str, Chapter]) -> str:
    """The drawings of the chapters that have one, by the mapping's keys.

    JSON of trees, deflated (RFC 1950), in base64; empty where there is none.
    """
    trees = {
        name: tree(picture_svg(picture, label=one.title, colour=colours.screen, around=_AROUND))
        for name, one in chapters.items()
        if (picture := one.picture)
    }
    if not trees:
        return ""
    text = json.dumps(trees, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(errors="replace"), 9)).decode()


def tree(svg: str) -> Tree:
    """A drawing, element by element.

    >>> tree('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/><title>Up</title></svg>')
    ['svg', {}, ['path', {'d': 'M0 0'}], ['title', {}, 'Up']]
    """
    return _tree(ET.fromstring(svg))  # noqa: S314 - drawn by voiceguide


def _tree(element: ET.Element) -> Tree:
    name = element.tag.removeprefix(_NAMESPACE)
    text = [element.text] if element.text else []
    return [name, dict(element.attrib), *text, *map(_tree, element)]
