"""The source of sound: read window by window, with its timeline."""

from typing import Protocol

from voiceguide.audio.mix import render
from voiceguide.session.draft import Draft
from voiceguide.timeline.model import Timeline


class Source(Protocol):
    """Sound with a timeline, read in consecutive windows, with jumps in between."""

    @property
    def timeline(self) -> Timeline:
        """The timeline as known so far; it may become more accurate during playback."""

    @property
    def channels(self) -> int:
        """1 or 2; never changes."""

    @property
    def status(self) -> str:
        """The work in progress, as text for people; empty if there is none."""

    def read(self, start_ms: int, end_ms: int) -> bytes | None:
        """Returns the 48 kHz s16le sound from `start_ms` to `end_ms`, in whole milliseconds.

        Returns less, or b"", while the rest is still being made; None after the end.
        Raises VoiceguideError.
        """

    def close(self) -> None:
        """Releases files and workers."""


def of_draft(draft: Draft, start_ms: int, end_ms: int) -> bytes | None:
    """Implements `Source.read` for a draft."""
    if start_ms >= draft.timeline.total_ms:
        return None
    end_ms = min(end_ms, draft.until_ms)
    return render(draft.scene, start_ms, end_ms) if end_ms > start_ms else b""
