"""The process in which resvg draws; run as a program.

It reads a JSON list of drawings and their sizes on its standard input, and writes each as a
PNG file after its length, four bytes from the least on, on its standard output. It stands alone,
so that it starts without importing voiceguide.
"""

import json
import sys

import resvg_py


def main() -> None:
    for svg, size in json.load(sys.stdin.buffer):
        drawn = png(svg, size)
        sys.stdout.buffer.write(len(drawn).to_bytes(4, "little") + drawn)


def png(svg: str, size: int) -> bytes:
    """A drawing, `size` pixels a side. Raises ValueError for what is none."""
    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=svg, width=size, height=size, skip_system_fonts=True
    )
    return drawn


if __name__ == "__main__":
    main()
