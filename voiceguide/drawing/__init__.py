"""A step's picture as SVG: one body, with a few kinds of hands and strokes.

Picture ──picture_svg──▶ SVG text

The SVG consists of elements with attributes only: writing it needs no library,
and it contains nothing executable.
"""
