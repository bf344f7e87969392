"""The pictures in docs/pictures.svg: run `python -m tests.drawing.sheet` to redraw them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from voiceguide.drawing import colours
from voiceguide.drawing.picture import picture_svg
from voiceguide.script.picture import (
    Direction,
    HandPart,
    Picture,
    Pressure,
    Side,
    Stroke,
    StrokeKind,
)
from voiceguide.script.views import Place, Thing, View, Zone

SHEET = Path(__file__).parents[2] / "docs" / "pictures.svg"

_LINE = (Place.UPPER_BACK, Place.LOWER_BACK)
_CELL, _LABEL, _COLUMNS = 200, 26, 4


def _one(kind: StrokeKind, *where: Place, view: View = View.BACK, **more: Any) -> Picture:
    return Picture(strokes=(Stroke(stroke=kind, where=where, **more),), view=view)


def _on_foot(kind: StrokeKind, *where: Place, show: tuple[Thing, ...] = (), **more: Any) -> Picture:
    return replace(_one(kind, *where, view=View.FOOT, **more), show=show)


SHOWN = {
    "line, heel, easing": _one(
        StrokeKind.LINE, *_LINE, hand=HandPart.HEEL, pressure=Pressure.EASING
    ),
    "line, palm, to-and-fro": _one(
        StrokeKind.LINE, Place.LOWER_BACK, Place.UPPER_BACK, direction=Direction.TO_AND_FRO
    ),
    "spread, palm": _one(StrokeKind.SPREAD, *_LINE),
    "fan, thumb": _one(StrokeKind.FAN, Place.MID_BACK, Place.NECK_BASE, hand=HandPart.THUMB),
    "circle, thumb, far": _one(
        StrokeKind.CIRCLE, Place.MID_BACK, Place.UPPER_BACK, hand=HandPart.THUMB, side=Side.FAR
    ),
    "knead, fingers": _one(StrokeKind.KNEAD, Place.SHOULDER_TOP, hand=HandPart.FINGERS),
    "shake, palm, swapping": _one(StrokeKind.SHAKE, Place.SHOULDER_BLADE, side=Side.SWAPPING),
    "hold, palm; avoid; show": Picture(
        strokes=(Stroke(stroke=StrokeKind.HOLD, where=(Place.LOWER_BACK,)),),
        avoid=tuple(Zone),
        show=(Thing.BOTTLE, Thing.TOWELS),
    ),
    "foot: line, thumb": _on_foot(StrokeKind.LINE, Place.HEEL, Place.BALL, hand=HandPart.THUMB),
    "foot: knead, fingers; show": _on_foot(
        StrokeKind.KNEAD, Place.HEEL, hand=HandPart.FINGERS, show=(Thing.PILLOW,)
    ),
    "foot: line to instep and ankle": _on_foot(
        StrokeKind.LINE, Place.TOES, Place.INSTEP, Place.ANKLE
    ),
    "foot: circle at the ankle": _on_foot(
        StrokeKind.CIRCLE, Place.ANKLE, hand=HandPart.FINGERS, show=(Thing.PILLOW,)
    ),
}


def sheet() -> str:
    """All of them in one SVG, each above its description."""
    rows = -(-len(SHOWN) // _COLUMNS)
    width, height = _COLUMNS * _CELL, rows * (_CELL + _LABEL)
    start = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="sans-serif" font-size="13">'
        f'<title>Strokes and hands</title><path d="M0 0H{width}V{height}H0z" fill="#fbf7f0"/>'
    )
    parts = [start]
    for index, (words, picture) in enumerate(SHOWN.items()):
        x, y = index % _COLUMNS * _CELL, index // _COLUMNS * (_CELL + _LABEL)
        drawn = picture_svg(
            picture, animated=False, label=words, prefix=f"p{index}", colour=colours.paper
        )
        size = _CELL - 8
        placed = drawn.replace("<svg ", f'<svg x="4" y="4" width="{size}" height="{size}" ', 1)
        parts.append(
            f'<g transform="translate({x} {y})">{placed}<text x="{_CELL // 2}" y="{_CELL + 13}" '
            f'text-anchor="middle" fill="#3a3029">{words}</text></g>'
        )
    return "\n".join([*parts, "</svg>\n"])


if __name__ == "__main__":
    SHEET.write_text(sheet(), encoding="utf-8")
