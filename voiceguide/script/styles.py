"""Styles of sessions: the ranges in which `inspect` expects the pace and the share of speech.

Everything else that it checks is needed by every listener, or required by the script itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Style:
    """A style of sessions. `pace` is the fastest pace that is easy to follow, relative to a
    language's calm pace, and `least` the slowest pace that still holds attention.

    `shares` has the least and the most speech, in percent, of sessions within a range of minutes:
    (from, to, least, most).
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
"""The styles by name. The shares come from sessions that guide hands; at other lengths there is no
target. In a workout, short orders are called out at the pace of a conversation; people who rest, or
follow the breath, are in no hurry."""

_NONE: Final = Style()


def style_of(name: str) -> Style:
    """Returns a style; for an unknown name, a calm one without ranges."""
    return STYLES.get(name, _NONE)
