"""A step's picture as SVG, drawn from one body and a few kinds of hands and strokes.

Picture ──picture_svg──▶ SVG text

Written as elements with attributes, so that it needs no library and holds
nothing that could run.
"""
