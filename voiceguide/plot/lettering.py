"""Approximate widths of words, without measuring a font.

A picture is shown in whatever font its viewer has. The widths are those of a wide
font (DejaVu Sans), so text that fits here fits there too.
"""

from unicodedata import combining, east_asian_width

_ASCII = (
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75,
    79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35,
    63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
)  # fmt: skip
"""Widths from space to tilde, in hundredths of the font size."""

_LOWER, _OTHER = 66, 100


def width(text: str, size: float) -> float:
    """Estimates the greatest width of a text in pixels, at a font size in pixels.

    >>> width("Shoulders", 10)
    49.6
    """
    return size * sum(map(_hundredths, text)) / 100


def fitted(text: str, size: float, room: float) -> str:
    """Returns the text, or as much of its beginning as fits in `room` pixels, with an ellipsis.

    >>> fitted("Shoulders", 10, 40), fitted("Shoulders", 10, 60)
    ('Shoul…', 'Shoulders')
    """
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _hundredths(character: str) -> int:
    code = ord(character) - 32
    if 0 <= code < len(_ASCII):
        return _ASCII[code]
    if combining(character):
        return 0
    if character.islower() and east_asian_width(character) not in "WF":
        return _LOWER
    return _OTHER
