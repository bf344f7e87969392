"""Lyrics as LRC (.lrc): every phrase with its time, and the notes in between.

The same text goes into the track's lyrics tag, for players that show
synchronised words.
"""

from operator import itemgetter

from voiceguide.timeline.model import Timeline
from voiceguide.track.sidecars.notes import shown_notes

_ARTIST = "voiceguide"


def lrc(timeline: Timeline) -> str:
    """Returns the session's words as an LRC file."""
    lines = [
        f"[ti:{_one_line(timeline.title)}]",
        f"[ar:{_ARTIST}]",
        f"[length:{_moment(timeline.total_ms)[:-3]}]",
    ]
    words = [(phrase.start_ms, phrase.text) for cue in timeline.cues for phrase in cue.phrases]
    words += [(note.start_ms, " ".join(note.lines)) for note in shown_notes(timeline)]
    lines += [
        f"[{_moment(start_ms)}]{_one_line(text)}"
        for start_ms, text in sorted(words, key=itemgetter(0))
    ]
    return "\n".join(lines) + "\n"


def _moment(ms: int) -> str:
    """Returns `mm:ss.xx`, rounded down, so never late. Minutes may exceed 99: LRC has no hours."""
    minutes, rest = divmod(ms, 60_000)
    seconds, millis = divmod(rest, 1000)
    return f"{minutes:02}:{seconds:02}.{millis // 10:02}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
