"""Captions as WebVTT (.vtt), the web's caption format: https://www.w3.org/TR/webvtt1/."""

from voiceguide.timecode import timestamp
from voiceguide.timeline.model import Timeline
from voiceguide.track.sidecars.captions import captions

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def webvtt(timeline: Timeline) -> str:
    """Returns the session's captions as a WebVTT file."""
    blocks = ["WEBVTT\n"]
    for caption in captions(timeline):
        times = f"{timestamp(caption.start_ms)} --> {timestamp(caption.end_ms)}"
        text = "\n".join(caption.lines).translate(_ESCAPES)
        blocks.append(f"{times}\n{text}\n")
    return "\n".join(blocks)
