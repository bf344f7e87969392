"""A script's session, played while a thread is still making it."""

import threading
import time
from collections.abc import Callable

from voiceguide.progress import OnProgress, Progress
from voiceguide.session.draft import Draft
from voiceguide.terminal.source import of_draft
from voiceguide.timeline.model import Timeline
from voiceguide.wording import language as languages

_POLL_S = 0.05
_PARTING_S = 3.0

Preview = Callable[[Callable[[Draft], None], OnProgress], None]
"""Makes a session; its arguments receive the drafts and the progress."""


class _LeftEarlyError(Exception):
    """The player was closed before the session was complete."""


class FromScript:
    """A source that plays the drafts from `preview`; `read` raises the errors of `preview`."""

    def __init__(self, preview: Preview) -> None:
        self._draft: Draft | None = None
        self._fault: Exception | None = None
        self._left = False
        self._spoken = 0.0
        self._changed = threading.Event()
        self._worker = threading.Thread(
            target=self._work, args=(preview,), name="voiceguide-preview", daemon=True
        )
        self._worker.start()

    def wait(self, ms: int, timeout_s: float) -> bool:
        """Waits until the sound at `ms` is known; False if that takes longer than `timeout_s`.

        It waits in short steps, which Ctrl-C can end on every system. Raises the error of
        `preview`, if any.
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
        """The timeline of the latest draft."""
        return self._latest().timeline

    @property
    def channels(self) -> int:
        """1, or 2 with a stereo bed."""
        return self._latest().scene.channels

    @property
    def status(self) -> str:
        """The share spoken, as text; empty once everything is spoken."""
        if self.spoken >= 1:
            return ""
        shown = languages.of(self._latest().timeline.language).shown
        return shown.text("terminal", "speaking", percent=f"{self.spoken:.0%}")

    @property
    def spoken(self) -> float:
        """The share of sentences spoken, from 0 to 1."""
        return self._spoken

    def read(self, start_ms: int, end_ms: int) -> bytes | None:
        """See `Source.read`."""
        found = of_draft(self._latest(), start_ms, end_ms)
        if found == b"" and self._fault is not None:
            raise self._fault
        return found

    def close(self) -> None:
        """Stops speaking. Cues spoken so far stay in the cache."""
        self._left = True
        self._worker.join(_PARTING_S)

    def _knows(self, ms: int) -> bool:
        return self._draft is not None and (self._draft.whole or self._draft.until_ms > ms)

    def _latest(self) -> Draft:
        if self._draft is None:
            raise RuntimeError("there is no draft yet; call wait() first")
        return self._draft

    def _work(self, preview: Preview) -> None:
        try:
            preview(self._take, self._report)
        except _LeftEarlyError:
            return
        except Exception as error:  # raised again by wait() and read()
            self._fault = error
        self._changed.set()

    def _take(self, draft: Draft) -> None:
        self._draft = draft
        self._changed.set()

    def _report(self, progress: Progress) -> None:
        if self._left:
            raise _LeftEarlyError
        self._spoken = progress.share
