"""A track's comment: the session's description, and the notes of its steps."""

import re
from collections.abc import Iterator
from typing import Final

from voiceguide.script.model import Script
from voiceguide.timeline.model import Timeline

LONGEST: Final = 8_000
"""In characters: more than any player shows. The captions, the card and the page have the rest."""


def comment(script: Script, timeline: Timeline) -> str:
    """Returns the description and the notes, one line per paragraph; the title if there are
    neither."""
    lines = [" ".join(line.split()) for line in _lines(script, timeline)]
    return _shortened("\n".join(filter(None, lines))) or script.title


def _lines(script: Script, timeline: Timeline) -> Iterator[str]:
    yield script.description
    for chapter in timeline.chapters:
        for index, paragraph in enumerate(chapter.paragraphs):
            yield paragraph if index else f"{chapter.title}: {paragraph}"


def _shortened(text: str) -> str:
    """Returns the text, cut after a whole word if it is too long."""
    if len(text) <= LONGEST:
        return text
    whole = re.sub(r"\s+\S*$", "", text[:LONGEST])
    return f"{whole[: LONGEST - 1]}…"
