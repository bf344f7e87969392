"""Drawings as JPEG, for places that take no SVG. The same drawing gives the same bytes.

resvg's binding holds the interpreter while it draws, and whatever else goes on would wait: a
quarter of a second for a session's pictures. So it draws in a process of its own, if it can.
"""

import io
import json
import subprocess
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av

from voiceguide.errors import OutputError

_PATIENCE_S = 30.0
"""A hundred times what a session's pictures take."""


def jpegs(drawings: Sequence[tuple[str, int]], quality: int) -> list[bytes]:
    """Square drawings, each given as SVG and its pixels a side, as JPEG files.

    `quality` is the encoder's quantiser: 1 is the finest. Raises OutputError.
    """
    try:
        return [_jpeg(png, quality) for png in _pngs(drawings)]
    except (ValueError, av.FFmpegError) as error:
        raise OutputError(f"a picture can't be drawn: {error}") from error


def _pngs(drawings: Sequence[tuple[str, int]]) -> list[bytes]:
    """Here, where the process could not be had or failed. Raises ValueError for no drawing."""
    try:
        return _drawn_apart(drawings)
    except (OSError, subprocess.SubprocessError):
        from voiceguide.drawing.resvg_program import png

        return [png(svg, size) for svg, size in drawings]


def _drawn_apart(drawings: Sequence[tuple[str, int]]) -> list[bytes]:
    """Run by its path, and -P keeps its folder and the user's from being imported from."""
    if not sys.executable:
        raise FileNotFoundError("there is no Python to run")
    program = Path(__file__).with_name("resvg_program.py")
    done = subprocess.run(
        [sys.executable, "-P", str(program)],
        input=json.dumps(drawings).encode(),
        capture_output=True,
        timeout=_PATIENCE_S,
        check=True,
    )
    written = io.BytesIO(done.stdout)
    return [written.read(int.from_bytes(written.read(4), "little")) for _ in drawings]


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
