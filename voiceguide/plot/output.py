"""The picture's file: SVG or PNG, by its suffix."""

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
"""What can be written, by suffix."""
