"""Controls from outside the terminal: media keys, headsets, the desktop's lock screen."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from voiceguide.terminal.moment import Moment
from voiceguide.terminal.transport import Transport


class Remote(Protocol):
    """Something that is told what is played and works the player by itself."""

    @property
    def quit_asked(self) -> bool:
        """Whether somebody wants the playing to end."""

    def update(self, now: Moment, *, playing: bool) -> None:
        """What is played now; cheap when nothing is new."""


class NoRemote:
    """There is none here."""

    quit_asked = False

    def update(self, now: Moment, *, playing: bool) -> None:
        """Nobody is told."""


@contextmanager
def remote(player: Transport) -> Iterator[Remote]:
    """MPRIS, where there is a session bus and what speaks to it is installed; else none."""
    if sys.platform != "linux":
        yield NoRemote()
        return
    from voiceguide.terminal.mpris import session_bus

    with session_bus(player) as found:
        yield found or NoRemote()
