"""The playing loop: keys and remote controls act on the transport, the screen shows moments."""

import time

from voiceguide.errors import PlaybackError
from voiceguide.terminal.bookmarks import Bookmark
from voiceguide.terminal.face import Controls
from voiceguide.terminal.keyboard import Keyboard
from voiceguide.terminal.keys import Key
from voiceguide.terminal.moment import moment
from voiceguide.terminal.remote import Remote
from voiceguide.terminal.screen import Show
from voiceguide.terminal.transport import Transport
from voiceguide.timecode import clock

_TICK_S = 0.1
_SKIP_MS = 10_000
_LOUDER = 0.05
_KEPT_EVERY_S = 10.0
"""The time between two bookmarks: at most this much is heard again after a power cut."""

_NOTED_MS = 8000
_DEVICE_GONE_S = 5.0
"""A device that pulls no samples for this long is gone."""

_LONGEST_TICK_S = 0.2
"""The most that the time between two looks counts: during a longer one, the laptop was asleep."""


class Loop:
    """Connects a transport, started at `began_ms`, to keyboard, screen, remote and bookmark."""

    def __init__(
        self,
        transport: Transport,
        keyboard: Keyboard,
        show: Show,
        remote: Remote,
        bookmark: Bookmark,
        began_ms: int,
    ) -> None:
        self._transport = transport
        self._keyboard = keyboard
        self._show = show
        self._remote = remote
        self._bookmark = bookmark
        self._help = False
        self._quit = False
        self._kept_at = time.monotonic()
        self._began_ms = began_ms
        self._note = (
            f"Continuing from {clock(self._began_ms)}; --from-start starts over"
            if self._began_ms
            else ""
        )

    def run(self) -> None:
        """Plays to the end, or until somebody quits or presses Ctrl-C.

        Raises PlaybackError if the device is gone, and whatever the source raises.
        """
        pulls, idle_s, looked = -1, 0.0, time.monotonic()
        try:
            while not self._quit and not self._transport.ended:
                self._transport.check()
                since, looked = looked, time.monotonic()
                idle_s += min(looked - since, _LONGEST_TICK_S)
                if self._transport.pulls != pulls:
                    pulls, idle_s = self._transport.pulls, 0.0
                if idle_s > _DEVICE_GONE_S:
                    raise PlaybackError(
                        "the sound output is gone. Reconnect it and run the same command: it "
                        "continues from here"
                    )
                self._update()
                for key in self._keyboard.keys(_TICK_S):
                    self._press(key)
                self._quit = self._quit or self._remote.quit_asked
        except KeyboardInterrupt:
            return
        finally:
            self._keep()

    def _press(self, key: Key) -> None:
        transport = self._transport
        match key:
            case Key.TOGGLE:
                transport.play(on=not transport.playing)
                self._keep()
            case Key.NEXT:
                transport.next()
            case Key.AGAIN:
                transport.again()
            case Key.FORWARD:
                transport.skip(_SKIP_MS)
            case Key.BACK:
                transport.skip(-_SKIP_MS)
            case Key.LOUDER:
                transport.louder(_LOUDER)
            case Key.SOFTER:
                transport.louder(-_LOUDER)
            case Key.HELP:
                self._help = not self._help
            case Key.QUIT:
                self._quit = True

    def _update(self) -> None:
        transport = self._transport
        now = moment(transport.source.timeline, transport.position_ms)
        controls = Controls(
            playing=transport.playing,
            volume=transport.volume,
            note=self._note if abs(transport.position_ms - self._began_ms) < _NOTED_MS else "",
            waiting=transport.source.status if transport.waiting else "",
            help=self._help,
        )
        self._show(now, controls)
        self._remote.update(now, playing=transport.playing)
        if time.monotonic() - self._kept_at > _KEPT_EVERY_S:
            self._keep()

    def _keep(self) -> None:
        total_ms = self._transport.source.timeline.total_ms
        at_ms = total_ms if self._transport.ended else self._transport.position_ms
        self._bookmark.put(at_ms, total_ms)
        self._kept_at = time.monotonic()
