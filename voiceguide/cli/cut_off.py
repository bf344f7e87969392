"""The warning about a truncated track."""

from pathlib import Path

from voiceguide import timecode
from voiceguide.console.say import say


def warn_cut_off(source: str | Path, missing_ms: int, total_ms: int, instead: str) -> None:
    """Warns that part of a track is missing; `instead` says how the rest is used."""
    say(
        f"Warning: {source} is incomplete: {timecode.clock(missing_ms)} of "
        f"{timecode.clock(total_ms)} is missing; {instead}",
        err=True,
    )
