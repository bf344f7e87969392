"""The time left, in digits that can be read from across the room."""

_ROWS = {
    "0": "███ █ █ █ █ █ █ ███",
    "1": " █  ██   █   █  ███",
    "2": "███   █ ███ █   ███",
    "3": "███   █ ███   █ ███",
    "4": "█ █ █ █ ███   █   █",
    "5": "███ █   ███   █ ███",
    "6": "███ █   ███ █ █ ███",
    "7": "███   █   █   █   █",
    "8": "███ █ █ ███ █ █ ███",
    "9": "███ █ █ ███   █ ███",
    ":": "     █       █     ",
}
"""Five rows of three, with a space between."""

ROWS = 5


def big(text: str, block: str = "█") -> list[str]:
    """A time such as `1:30` as five rows; each point is two of `block` wide.

    >>> print("\\n".join(row.rstrip() for row in big("1:7", "#")))
      ##            ######
    ####      ##        ##
      ##                ##
      ##      ##        ##
    ######              ##
    """
    rows = []
    for row in range(ROWS):
        points = [_ROWS[char].ljust(19)[row * 4 : row * 4 + 3] for char in text]
        wide = ["".join(point * 2 for point in three) for three in points]
        rows.append("  ".join(wide).replace("█", block))
    return rows
