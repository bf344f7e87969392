"""Reads and shows sizes as people write them: 500MB, 2 GB."""

import re

from voiceguide.errors import InputError

_SIZE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,6})?)\s*([kmgt]?)(i?)b?", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}
_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def parse_size(text: str) -> int:
    """Returns a size in bytes. A kB is 1,000 bytes, a KiB 1,024.

    Raises InputError for a text that is not a size, or has no unit.

    >>> parse_size("500MB"), parse_size("1.5 GiB")
    (500000000, 1610612736)
    """
    match = _SIZE.fullmatch(text.strip())
    if match is None or not (match[2] or text.strip() == "0"):
        raise InputError(f"{text!r} is not a size; expected one such as 500MB, 2GB, or none")
    base = 1024 if match[3] else 1000
    return int(float(match[1]) * base ** _POWERS[match[2].lower()])


def show_size(size: int) -> str:
    """Returns a size with one to three digits and a unit.

    >>> show_size(0), show_size(999), show_size(1_540), show_size(2_000_000_000)
    ('0 bytes', '999 bytes', '1.5 kB', '2 GB')
    """
    value, power = float(size), 0
    while round(value) >= 1000 and power < len(_UNITS) - 1:
        value, power = value / 1000, power + 1
    digits = f"{value:.1f}".removesuffix(".0") if value < 10 else f"{value:.0f}"
    return f"{digits} {_UNITS[power]}"
