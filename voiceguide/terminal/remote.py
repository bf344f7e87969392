"""Controls from outside the terminal: media keys, headsets, the desktop's lock screen."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from voiceguide.terminal.moment import Moment
from voiceguide.terminal.transport import Transport


class Remote(Protocol):
    """A remote control: it shows what is playing, and acts on the transport by itself."""

    @property
    def quit_asked(self) -> bool:
        """Whether somebody asked to quit."""

    def update(self, now: Moment, *, playing: bool) -> None:
        """Reports what is playing now; cheap if nothing has changed."""


class NoRemote:
    """Stands in for a missing remote control."""

    quit_asked = False

    def update(self, now: Moment, *, playing: bool) -> None:
        """Does nothing."""


@contextmanager
def remote(transport: Transport) -> Iterator[Remote]:
    """Yields MPRIS if there is a session bus and dbus-fast is installed, else `NoRemote`."""
    if sys.platform != "linux":
        yield NoRemote()
        return
    from voiceguide.terminal.mpris import session_bus

    with session_bus(transport) as found:
        yield found or NoRemote()
