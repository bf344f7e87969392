"""Styles of sessions: by which bands `inspect` judges how fast and how much is said.

Everything else that it judges is what every listener needs, or what the script asks for itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Style:
    """`pace` is the fastest speech that can be followed, relative to a language's calm words a
    minute, and `least` the slowest that still holds attention.

    `shares` has the least and the most speech, in percent, of sessions from one number of minutes
    to another: (from, to, least, most).
    """

    pace: float = 1.0
    least: float = 1.0
    shares: tuple[tuple[float, float, int, int], ...] = ()


STYLES: Final[Mapping[str, Style]] = {
    "guided-touch": Style(
        shares=((9.5, 12, 32, 48), (19, 21, 25, 35), (38, 42, 17, 25), (57, 63, 12, 19))
    ),
    "breath": Style(least=0.7),
    "rest": Style(least=0.7),
    "workout": Style(pace=1.25, least=0.75),
}
"""By name. The shares come from sessions that guide hands; for other lengths there is no target. In
a workout, short orders are called out as fast as in a conversation; people who rest, or follow
the breath, are in no hurry."""

_NONE: Final = Style()


def style_of(name: str) -> Style:
    """Returns a style; calm, and without bands, if it is not known."""
    return STYLES.get(name, _NONE)
