"""Names for the parts of a script, made from their titles."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

_MOST = 40
_TITLE = 36


def slug(title: str) -> str:
    """Returns a title in lower-case letters, digits and hyphens; empty if it has none of these.

    >>> slug("Über die Schultern: 2. Teil")
    'uber-die-schultern-2-teil'
    """
    plain = unicodedata.normalize("NFKD", title)
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower())[:_MOST].strip("-")


def ids(titles: Iterable[str]) -> Iterator[str]:
    """Yields a unique id for each title."""
    taken = set[str]()
    for number, title in enumerate(titles, 1):
        name = slug(title) or f"step-{number}"
        again = 1
        while name in taken:
            again += 1
            ending = f"-{again}"
            name = f"{(slug(title) or 'step')[: _MOST - len(ending)].rstrip('-')}{ending}"
        taken.add(name)
        yield name


def shortened(title: str, most: int = _TITLE) -> str:
    """Returns a title of at most `most` characters; a longer one is cut after a word.

    >>> shortened("All the way down to the soles of the feet")
    'All the way down to the soles of…'
    """
    title = " ".join(title.split())
    if len(title) <= most:
        return title
    cut = title[: most - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.-–—") + "…"
