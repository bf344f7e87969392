"""A drawing as JPEG, for places that take no SVG. The same drawing gives the same bytes."""

import io
from fractions import Fraction

import av
import resvg_py

from voiceguide.errors import OutputError


def jpeg(svg: str, size: int, quality: int) -> bytes:
    """A square drawing as a JPEG file of `size` pixels a side. Raises OutputError.

    `quality` is the encoder's quantiser: 1 is the finest.
    """
    try:
        png = resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size, skip_system_fonts=True)
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
    except (ValueError, av.FFmpegError) as error:
        raise OutputError(f"a picture can't be drawn: {error}") from error
