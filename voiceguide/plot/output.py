"""The picture as a file: SVG or PNG, chosen by suffix."""

from collections.abc import Callable

from voiceguide.plot.shapes import Picture
from voiceguide.plot.svg import svg

KIND = "a picture voiceguide draws"


def _svg(picture: Picture) -> bytes:
    return svg(picture).encode()


def _png(picture: Picture) -> bytes:
    from voiceguide.plot.png import png

    return png(svg(picture))


WRITERS: dict[str, Callable[[Picture], bytes]] = {".svg": _svg, ".png": _png}
"""The writers, by suffix."""
