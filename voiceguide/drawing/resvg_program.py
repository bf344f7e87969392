"""The program in which resvg draws, run as a separate process.

It reads a JSON list of drawings and their sizes from standard input. It writes each to standard
output as a PNG file, after the file's length as four little-endian bytes. It imports nothing from
voiceguide, so that it starts quickly.
"""

import json
import sys

import resvg_py


def main() -> None:
    for svg, size in json.load(sys.stdin.buffer):
        drawn = png(svg, size)
        sys.stdout.buffer.write(len(drawn).to_bytes(4, "little") + drawn)


def png(svg: str, size: int) -> bytes:
    """Renders a square drawing of `size` pixels. Raises ValueError if the SVG is invalid."""
    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=svg, width=size, height=size, skip_system_fonts=True
    )
    return drawn


if __name__ == "__main__":
    main()
