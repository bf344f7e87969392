"""A picture as PNG, rendered by resvg, which needs nothing from the system but its fonts.

Equal pictures and equal fonts give equal bytes.
"""

import resvg_py

from voiceguide.errors import OutputError
from voiceguide.plot.svg import SANS

_ZOOM = 2
"""The scale factor, for sharp pictures on double-density screens."""

_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
_LETTER = f'<text y="9" font-family="{SANS}">M</text>'


def png(svg: str) -> bytes:
    """Renders an SVG text as PNG. Raises OutputError, for instance if the system has no font."""
    if _pixels(_PROBE.format(_LETTER)) == _pixels(_PROBE.format("")):
        raise OutputError(
            "a PNG needs a font, and this system has none; install one (such as DejaVu Sans), "
            "or choose a name that ends in .svg"
        )
    return _pixels(svg, _ZOOM)


def _pixels(svg: str, zoom: int = 1) -> bytes:
    try:
        return resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom)
    except ValueError as error:
        raise OutputError(f"the picture can't be drawn: {error}") from error
