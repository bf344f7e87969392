"""A step's picture as SVG: one body, with a few kinds of hands and strokes.

Picture ──picture_svg──▶ SVG text

The SVG contains only elements with attributes: writing it needs no library, and
nothing in it can run.
"""
