"""Drawings as JPEG, for places that take no SVG. The same drawing gives the same bytes.

resvg's binding holds the interpreter while it draws, a tenth of a second for some pictures, and
whatever else goes on would wait; so it draws in a process of its own.
"""

import io
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av

from voiceguide.errors import OutputError

_PATIENCE_S = 120.0
"""A thousand times what a picture takes."""


def jpegs(drawings: Sequence[tuple[str, int]], quality: int) -> list[bytes]:
    """Square drawings, each given as SVG and its pixels a side, as JPEG files.

    `quality` is the encoder's quantiser: 1 is the finest. Raises OutputError.
    """
    try:
        return [_jpeg(png, quality) for png in _pngs(drawings)]
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise OutputError(f"a picture can't be drawn: {_reason(error)}") from error


def _pngs(drawings: Sequence[tuple[str, int]]) -> Iterator[bytes]:
    """Run by its path, and -P keeps its folder and the user's from being imported from."""
    program = Path(__file__).with_name("resvg_program.py")
    done = subprocess.run(
        [sys.executable, "-P", str(program)],
        input=json.dumps(drawings).encode(),
        capture_output=True,
        timeout=_PATIENCE_S,
        check=True,
    )
    written = io.BytesIO(done.stdout)
    for _ in drawings:
        yield written.read(int.from_bytes(written.read(4), "little"))


def _jpeg(png: bytes, quality: int) -> bytes:
    with av.open(io.BytesIO(png), mode="r") as container:
        frame = next(container.decode(video=0)).reformat(format="yuvj444p")
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height = frame.width, frame.height
    encoder.pix_fmt, encoder.time_base = "yuvj444p", Fraction(1)
    encoder.qmin = encoder.qmax = quality
    encoder.thread_count = 1
    encoder.flags |= av.codec.context.Flags.bitexact
    frame.pts = 0
    return b"".join(map(bytes, [*encoder.encode(frame), *encoder.encode(None)]))


def _reason(error: Exception) -> str:
    """The last line that the program said, where it failed."""
    said = error.stderr if isinstance(error, subprocess.CalledProcessError) else b""
    lines = said.decode(errors="replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), f"{error}")
