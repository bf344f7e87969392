"""A picture as SVG text; equal pictures give equal bytes.

The SVG contains only elements with attributes: writing it needs no library, pages can
show it as an image, and nothing in it can run.
"""

import re
from collections.abc import Iterator, Mapping
from functools import singledispatch
from xml.sax.saxutils import escape, quoteattr

from voiceguide.plot import palette
from voiceguide.plot.shapes import Circle, Path, Picture, Rect, Shape, Text

SANS = (
    "'Avenir Next', 'Segoe UI', 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, "
    "'DejaVu Sans', sans-serif"
)
SERIF = f"'Iowan Old Style', 'Palatino Linotype', Georgia, 'Noto Serif', 'DejaVu Serif', {SANS}"
_ASIDE = 0.87

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't contain, not even escaped."""


def svg(picture: Picture) -> str:
    """Returns the whole file as text."""
    return "\n".join(_lines(picture)) + "\n"


def _lines(picture: Picture) -> Iterator[str]:
    width, height = picture.width, picture.height
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc" '
        f'font-family="{SANS}">'
    )
    yield f'<title id="title">{_safe(picture.title)}</title>'
    yield f'<desc id="desc">{_safe(picture.description)}</desc>'
    yield from map(_element, picture.shapes)
    yield "</svg>"


@singledispatch
def _element(shape: Shape) -> str:
    raise TypeError(f"no way to write {shape!r}")


@_element.register
def _rect(shape: Rect) -> str:
    return _tag(
        "rect",
        shape,
        {
            "x": shape.x,
            "y": shape.y,
            "width": shape.width,
            "height": shape.height,
            "rx": shape.radius,
            "fill": shape.fill,
            "stroke": shape.stroke,
        },
    )


@_element.register
def _circle(shape: Circle) -> str:
    return _tag(
        "circle", shape, {"cx": shape.x, "cy": shape.y, "r": shape.radius, "fill": shape.fill}
    )


@_element.register
def _path(shape: Path) -> str:
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
    attributes: dict[str, str | float] = {"points": points, "fill": shape.fill or "none"}
    if shape.stroke:
        attributes |= {"stroke": shape.stroke, "stroke-width": shape.thickness}
        attributes |= {"stroke-linejoin": "round"}
    if shape.opacity < 1:
        attributes |= {"opacity": shape.opacity}
    return _tag("polygon" if shape.fill else "polyline", shape, attributes)


@_element.register
def _text(shape: Text) -> str:
    attributes: dict[str, str | float] = {
        "x": shape.x,
        "y": shape.y,
        "font-size": shape.size,
        "fill": shape.fill,
    }
    if shape.anchor != "start":
        attributes |= {"text-anchor": shape.anchor}
    if shape.heading:
        attributes |= {"font-family": SERIF}
    aside = (
        f'\u2002<tspan font-size="{_number(shape.size * _ASIDE)}" fill="{palette.MUTED}">'
        f"{_safe(shape.aside)}</tspan>"
        if shape.aside
        else ""
    )
    return _tag("text", shape, attributes, _safe(shape.text) + aside)


def _tag(name: str, shape: Shape, attributes: Mapping[str, str | float], content: str = "") -> str:
    given = {"class": shape.role, **attributes} if shape.role else attributes
    written = "".join(
        f" {key}={quoteattr(value if isinstance(value, str) else _number(value))}"
        for key, value in given.items()
        if value
    )
    content += f"<title>{_safe(shape.tip)}</title>" if shape.tip else ""
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _number(value: float) -> str:
    """Formats a number to a tenth of a pixel.

    >>> _number(12.04), _number(0.75), _number(-0.01)
    ('12', '0.8', '0')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _safe(text: str) -> str:
    return escape(_UNWRITABLE.sub(" ", text))
