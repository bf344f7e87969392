"""A script of two to four minutes."""

import voiceguide

TEXT = """\
voiceguide: 1
title: Two to four minutes
lengths: {default: standard, standard: 2m, long: 4m}
pronounce: {circles: surkles}
steps:
  - id: one
    title: One
    time: {standard: 1m, long: 2m}
    say: Let your head sink to one side.
  - id: two
    title: Two
    time: {standard: 1m, long: 2m}
    say: Draw circles. Now rest.
"""
SILENT = voiceguide.Voicing(engine="silent")
