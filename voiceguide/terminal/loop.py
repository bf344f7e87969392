"""Playing from beginning to end: keys and remote controls to the player, moments to the screen."""

import time

from voiceguide.errors import PlaybackError
from voiceguide.terminal.bookmarks import Place
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
"""So much is heard again after a power cut."""

_NOTED_MS = 8000
_DEVICE_GONE_S = 5.0
"""A device that asks for nothing for so long won't any more."""

_LONGEST_TICK_S = 0.2
"""A look that took longer counts as this much: the laptop was asleep."""


class Loop:
    """A player with its controls, which began at `began_ms`.

    `perform` returns when it has ended or somebody quits.
    """

    def __init__(
        self,
        player: Transport,
        keyboard: Keyboard,
        show: Show,
        remote: Remote,
        place: Place,
        began_ms: int,
    ) -> None:
        self._player = player
        self._keyboard = keyboard
        self._show = show
        self._remote = remote
        self._place = place
        self._help = False
        self._quit = False
        self._kept_at = time.monotonic()
        self._began_ms = began_ms
        self._note = (
            f"Goes on from {clock(self._began_ms)}; --from-start begins anew"
            if self._began_ms
            else ""
        )

    def run(self) -> None:
        """Play; Ctrl-C quits. Raises PlaybackError when the device is gone, and what the sound
        raises."""
        pulls, idle_s, looked = -1, 0.0, time.monotonic()
        try:
            while not self._quit and not self._player.ended:
                self._player.check()
                since, looked = looked, time.monotonic()
                idle_s += min(looked - since, _LONGEST_TICK_S)
                if self._player.pulls != pulls:
                    pulls, idle_s = self._player.pulls, 0.0
                if idle_s > _DEVICE_GONE_S:
                    raise PlaybackError(
                        "the sound output is gone. Connect it again and play: it goes on from here"
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
        player = self._player
        match key:
            case Key.TOGGLE:
                player.play(on=not player.playing)
                self._keep()
            case Key.NEXT:
                player.next()
            case Key.AGAIN:
                player.again()
            case Key.FORWARD:
                player.skip(_SKIP_MS)
            case Key.BACK:
                player.skip(-_SKIP_MS)
            case Key.LOUDER:
                player.louder(_LOUDER)
            case Key.SOFTER:
                player.louder(-_LOUDER)
            case Key.HELP:
                self._help = not self._help
            case Key.QUIT:
                self._quit = True

    def _update(self) -> None:
        player = self._player
        now = moment(player.piece.timeline, player.position_ms)
        controls = Controls(
            playing=player.playing,
            volume=player.volume,
            note=self._note if abs(player.position_ms - self._began_ms) < _NOTED_MS else "",
            waiting=player.piece.status if player.waiting else "",
            help=self._help,
        )
        self._show(now, controls)
        self._remote.update(now, playing=player.playing)
        if time.monotonic() - self._kept_at > _KEPT_EVERY_S:
            self._keep()

    def _keep(self) -> None:
        total_ms = self._player.piece.timeline.total_ms
        at_ms = total_ms if self._player.ended else self._player.position_ms
        self._place.put(at_ms, total_ms)
        self._kept_at = time.monotonic()
