"""Captions as WebVTT (.vtt), the web's caption format: https://www.w3.org/TR/webvtt1/.

The notes are also at the top, in comment blocks, where they can be read without interruption.
"""

from collections.abc import Iterator

from voiceguide.timecode import timestamp
from voiceguide.timeline.model import Timeline
from voiceguide.track.sidecars.captions import captions

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def webvtt(timeline: Timeline) -> str:
    """Returns the session's captions as a WebVTT file."""
    blocks = ["WEBVTT\n", *_comments(timeline)]
    for caption in captions(timeline):
        times = f"{timestamp(caption.start_ms)} --> {timestamp(caption.end_ms)}"
        text = "\n".join(caption.lines).translate(_ESCAPES)
        blocks.append(f"{times}\n{text}\n")
    return "\n".join(blocks)


def _comments(timeline: Timeline) -> Iterator[str]:
    """Yields a block for each step with notes; a blank line or an arrow would end it."""
    for chapter in timeline.chapters:
        if chapter.notes:
            lines = (" ".join(text.split()) for text in (chapter.label, *chapter.paragraphs))
            yield "NOTE {}\n".format("\n".join(lines).replace("-->", "→"))
