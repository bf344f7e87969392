"""The time left, in digits large enough to read from across the room."""

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
"""Five rows of three columns, separated by spaces."""

ROWS = 5


def big(text: str, block: str = "█") -> list[str]:
    """Returns a time such as `1:30` as five rows of text; each dot is two `block`s wide.

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
