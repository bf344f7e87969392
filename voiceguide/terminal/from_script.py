"""A script's session, played while it is still being made in a thread beside."""

import threading
import time
from collections.abc import Callable

from voiceguide.progress import OnProgress, Progress
from voiceguide.session.draft import Draft
from voiceguide.terminal.source import of_draft
from voiceguide.timeline.model import Timeline

_POLL_S = 0.05
_PARTING_S = 3.0

Rehearse = Callable[[Callable[[Draft], None], OnProgress], None]
"""Makes a session: given what takes drafts and what is told of progress."""


class _LeftEarlyError(Exception):
    """Nobody wants to hear the rest."""


class FromScript:
    """A piece whose drafts come from `rehearse`; what that raises is raised by `read`."""

    def __init__(self, rehearse: Rehearse) -> None:
        self._draft: Draft | None = None
        self._fault: Exception | None = None
        self._left = False
        self._spoken = 0.0
        self._changed = threading.Event()
        self._worker = threading.Thread(
            target=self._work, args=(rehearse,), name="voiceguide-rehearsal", daemon=True
        )
        self._worker.start()

    def wait(self, ms: int, timeout_s: float) -> bool:
        """Until the sound at `ms` is known; False where it takes longer than `timeout_s`.

        In short waits, which Ctrl-C can end on every system. Raises what stands in the way.
        """
        until = time.monotonic() + timeout_s
        while not self._knows(ms):
            if self._fault is not None:
                raise self._fault
            if time.monotonic() >= until:
                return False
            self._changed.wait(_POLL_S)
            self._changed.clear()
        return True

    @property
    def timeline(self) -> Timeline:
        """The latest draft's."""
        return self._latest().timeline

    @property
    def channels(self) -> int:
        """One, or two with a bed in stereo."""
        return self._latest().scene.channels

    @property
    def status(self) -> str:
        """How much is spoken, while some is missing."""
        return f"speaking: {self.spoken:.0%}" if self.spoken < 1 else ""

    @property
    def spoken(self) -> float:
        """The share of its sentences that is spoken, from 0 to 1."""
        return self._spoken

    def read(self, start_ms: int, end_ms: int) -> bytes | None:
        """As `Source.read` says."""
        found = of_draft(self._latest(), start_ms, end_ms)
        if found == b"" and self._fault is not None:
            raise self._fault
        return found

    def close(self) -> None:
        """Stop speaking; what was spoken is kept."""
        self._left = True
        self._worker.join(_PARTING_S)

    def _knows(self, ms: int) -> bool:
        return self._draft is not None and (self._draft.whole or self._draft.until_ms > ms)

    def _latest(self) -> Draft:
        if self._draft is None:
            raise RuntimeError("there is no draft yet: wait for it")
        return self._draft

    def _work(self, rehearse: Rehearse) -> None:
        try:
            rehearse(self._take, self._report)
        except _LeftEarlyError:
            return
        except Exception as error:  # in a thread nobody would hear of it
            self._fault = error
        self._changed.set()

    def _take(self, draft: Draft) -> None:
        self._draft = draft
        self._changed.set()

    def _report(self, progress: Progress) -> None:
        if self._left:
            raise _LeftEarlyError
        self._spoken = progress.share
