"""Lyrics as LRC (.lrc): every phrase with the time at which it is spoken.

The same text goes into the track's lyrics tag, for players that show
synchronised words.
"""

from voiceguide.timeline.model import Timeline

_ARTIST = "voiceguide"


def lrc(timeline: Timeline) -> str:
    """Returns the session's words as an LRC file."""
    lines = [
        f"[ti:{_one_line(timeline.title)}]",
        f"[ar:{_ARTIST}]",
        f"[length:{_moment(timeline.total_ms)[:-3]}]",
    ]
    lines += [
        f"[{_moment(phrase.start_ms)}]{_one_line(phrase.text)}"
        for cue in timeline.cues
        for phrase in cue.phrases
    ]
    return "\n".join(lines) + "\n"


def _moment(ms: int) -> str:
    """Returns `mm:ss.xx`, rounded down, so never late; minutes exceed 99, as LRC has no hours."""
    minutes, rest = divmod(ms, 60_000)
    seconds, millis = divmod(rest, 1000)
    return f"{minutes:02}:{seconds:02}.{millis // 10:02}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
