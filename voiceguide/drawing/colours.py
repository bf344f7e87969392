"""The colours of the pictures: dark and warm on a screen, light on paper.

On a screen every colour is a CSS custom property with a default, such as
`--vg-hand`, so that a page can override it.
"""

from collections.abc import Callable, Mapping
from typing import Final

Colour = Callable[[str], str]
"""Maps a colour's name to its value in the SVG."""

SCREEN: Final[Mapping[str, str]] = {
    "ground": "#17110e",
    "table": "#3a2c24",
    "rim": "#5d4a3d",
    "shadow": "#241914",
    "skin": "#8a5340",
    "shade": "#6f3f2f",
    "palm": "#a96d55",
    "hair": "#4a2f27",
    "cloth": "#d9cbb8",
    "fold": "#a8967f",
    "hand": "#f8dcc2",
    "ink": "#22130c",
    "sleeve": "#3f8f88",
    "path": "#ffd54a",
    "halo": "#22130c",
    "guide": "#f8dcc2",
    "outline": "#d9cbb8",
    "avoid": "#ff7466",
    "veil": "#22130c",
    "oil": "#f0b429",
    "water": "#6fb7d6",
}
PAPER: Final[Mapping[str, str]] = {
    "ground": "#ffffff",
    "table": "#efe6da",
    "rim": "#c9bba9",
    "shadow": "#d8cabb",
    "skin": "#dcab8b",
    "shade": "#b98463",
    "palm": "#e8c1a6",
    "hair": "#6b4a3c",
    "cloth": "#ffffff",
    "fold": "#8f7f6e",
    "hand": "#fff6ec",
    "ink": "#2a1710",
    "sleeve": "#2f7f79",
    "path": "#0b5d57",
    "halo": "#ffffff",
    "guide": "#4a382d",
    "outline": "#5b4a3f",
    "avoid": "#a3160c",
    "veil": "#ffffff",
    "oil": "#c98b12",
    "water": "#8cc4dc",
}


def properties(name: str) -> str:
    """The colour as a custom property that defaults to the screen colour."""
    return f"var(--vg-{name},{SCREEN[name]})"


def paper(name: str) -> str:
    """The colour for paper, as a literal value."""
    return PAPER[name]


def screen(name: str) -> str:
    """The colour for a screen, as a literal value."""
    return SCREEN[name]
