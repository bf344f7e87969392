"""Drawings as JPEG, for formats that don't accept SVG. Equal drawings give equal bytes.

resvg's binding holds the GIL while it draws, which takes a quarter of a second for a session's
pictures and would block everything else. So it draws in a separate process, if possible.
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
"""A hundred times as long as a session's pictures take."""


def jpegs(drawings: Sequence[tuple[str, int]], quality: int) -> list[bytes]:
    """Encodes square drawings, each an SVG text with its width in pixels, as JPEG files.

    `quality` is the encoder's quantiser; 1 is the finest. Raises OutputError.
    """
    try:
        return [_jpeg(png, quality) for png in _pngs(drawings)]
    except (ValueError, av.FFmpegError) as error:
        raise OutputError(f"a picture can't be drawn: {error}") from error


def _pngs(drawings: Sequence[tuple[str, int]]) -> list[bytes]:
    """Draws in this process if a separate one fails. Raises ValueError for an invalid drawing."""
    try:
        return _drawn_apart(drawings)
    except (OSError, subprocess.SubprocessError):
        from voiceguide.drawing.resvg_program import png

        return [png(svg, size) for svg, size in drawings]


def _drawn_apart(drawings: Sequence[tuple[str, int]]) -> list[bytes]:
    """Draws in a separate process. Runs the program by its path; -P keeps its folder and the
    current one off sys.path."""
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
