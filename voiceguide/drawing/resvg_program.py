"""The process in which resvg draws: run as a program, never imported by voiceguide.

It reads a JSON list of drawings and their sizes on its standard input, and writes each as a
PNG file after its length, four bytes from the least on, on its standard output. It stands alone,
so that it starts without importing voiceguide.
"""

import json
import sys

import resvg_py


def main() -> None:
    for svg, size in json.load(sys.stdin.buffer):
        try:
            png = resvg_py.svg_to_bytes(
                svg_string=svg, width=size, height=size, skip_system_fonts=True
            )
        except ValueError as error:
            sys.exit(str(error))
        sys.stdout.buffer.write(len(png).to_bytes(4, "little") + png)


if __name__ == "__main__":
    main()
