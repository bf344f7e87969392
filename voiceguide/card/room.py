"""Finds how large a card's text and pictures can be if everything is to fit on one sheet of paper.

It is a cautious estimate, because the browser's fonts are not known here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_GROWTHS: Final = (1.4, 1.3, 1.25, 1.2, 1.15, 1.1, 1.05)
_SMALL: Final = 0.94
"""The factor for text of 8 points, the smallest size that is easy to read on paper."""

_DRAWN: Final = (1.0, 0.95, 0.9, 0.85, 0.8)
"""In pictures below the last size, hands can't be told apart."""

_SHEET_MM: Final = 256.0
"""The usable height: US Letter, the shorter of the two, has 261 mm between its margins."""

_HEAD_AND_KEY_MM: Final = 20.0
_TITLE_MM: Final = 4.5
_LINE_MM: Final = 3.95
_LETTER_MM: Final = 1.52
"""These sizes are for text of the usual size in card.css."""

_FRAME_MM, _FRAME_WIDTH_MM, _FRAME_PICTURE_MM = 5.0, 187.0, 24.0
_GAP_MM, _STEP_WIDTH_MM, _STEP_PICTURE_MM = 1.5, 94.0, 29.5
_BESIDE_PICTURE_MM: Final = 2.5


@dataclass(frozen=True, slots=True)
class Part:
    """A step on the card: the number of characters in its title, in each paragraph of its text and
    in the names of its sides; and whether it has a picture and a frame."""

    title: int
    words: tuple[int, ...]
    is_drawn: bool
    is_framed: bool
    sides: int = 0


def growth(parts: Sequence[Part]) -> float:
    """Returns the factor by which the text can grow, from 1 to 1.4. It is less than 1 only if even
    small pictures leave too little space for text of the usual size."""
    fitting = (one for one in _GROWTHS if _height_mm(parts, one) <= _SHEET_MM)
    usual = 1.0 if _height_mm(parts, 1.0, _DRAWN[-1]) <= _SHEET_MM else _SMALL
    return next(fitting, usual)


def shrinkage(parts: Sequence[Part]) -> float:
    """Returns the factor by which pictures shrink beside text of the usual size, from 1 to 0.8."""
    fitting = (one for one in _DRAWN if _height_mm(parts, 1.0, one) <= _SHEET_MM)
    return next(fitting, _DRAWN[-1])


def _height_mm(parts: Sequence[Part], grown: float, drawn: float = 1.0) -> float:
    framed = [_part_mm(part, grown, drawn) + _FRAME_MM for part in parts if part.is_framed]
    steps = [_part_mm(part, grown, drawn) + _GAP_MM for part in parts if not part.is_framed]
    rows = [max(steps[at : at + 2]) for at in range(0, len(steps), 2)]
    return _HEAD_AND_KEY_MM + sum(framed) + sum(rows)


def _part_mm(part: Part, grown: float, drawn: float) -> float:
    width = _FRAME_WIDTH_MM if part.is_framed else _STEP_WIDTH_MM
    picture = drawn * (_FRAME_PICTURE_MM if part.is_framed else _STEP_PICTURE_MM)
    if part.is_drawn:
        width -= picture + _BESIDE_PICTURE_MM
    titles = math.ceil(part.title * 1.2 / _letters(width, grown))
    lines = sum(_lines(length, width, grown) for length in (*part.words, part.sides))
    words = (titles * _TITLE_MM + lines * _LINE_MM) * grown
    return max(words, picture) if part.is_drawn else words


def _lines(length: int, width: float, grown: float) -> int:
    return math.ceil(length / _letters(width, grown))


def _letters(width: float, grown: float) -> float:
    """Returns the number of letters that fit on a line."""
    return width / (_LETTER_MM * grown)
