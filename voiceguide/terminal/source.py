"""What is played: sound by the window, and its plan."""

from typing import Protocol

from voiceguide.audio.mix import render
from voiceguide.session.draft import Draft
from voiceguide.timeline.model import Timeline


class Source(Protocol):
    """A sound with a timeline. Windows are read one after the other, or after a jump."""

    @property
    def timeline(self) -> Timeline:
        """As far as it is known; it may become more exact while it is played."""

    @property
    def channels(self) -> int:
        """1 or 2; always the same."""

    @property
    def status(self) -> str:
        """What is still being done, for people; empty when there is nothing."""

    def read(self, start_ms: int, end_ms: int) -> bytes | None:
        """48 kHz s16le from `start_ms` on, up to `end_ms`; a whole number of milliseconds.

        Less than asked for, or nothing, where more is still being made; None where there
        is no more. Raises VoiceguideError.
        """

    def close(self) -> None:
        """Let go of files and workers."""


def of_draft(draft: Draft, start_ms: int, end_ms: int) -> bytes | None:
    """`Source.read` for a draft."""
    if start_ms >= draft.timeline.total_ms:
        return None
    end_ms = min(end_ms, draft.until_ms)
    return render(draft.scene, start_ms, end_ms) if end_ms > start_ms else b""
