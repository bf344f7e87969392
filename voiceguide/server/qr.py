"""An address as a QR code of block characters."""

import io

import segno


def code(address: str) -> list[str]:
    """Returns the code's lines, light on dark, with the quiet border that cameras need."""
    stream = io.StringIO()
    segno.make_qr(address, error="l").terminal(stream, compact=True)
    return stream.getvalue().splitlines()
