"""Captions as SubRip (.srt), which nearly every player reads."""

from voiceguide.timecode import timestamp
from voiceguide.timeline.model import Timeline
from voiceguide.track.sidecars.captions import captions


def subrip(timeline: Timeline) -> str:
    """Returns the session's captions as a SubRip file."""
    blocks = []
    for number, caption in enumerate(captions(timeline), start=1):
        start = timestamp(caption.start_ms, separator=",")
        end = timestamp(caption.end_ms, separator=",")
        text = "\n".join(caption.lines)
        blocks.append(f"{number}\n{start} --> {end}\n{text}\n")
    return "\n".join(blocks)
