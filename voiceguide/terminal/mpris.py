"""MPRIS, the desktop's media controls on Linux: https://specifications.freedesktop.org/mpris-spec/

Only this module and `mpris_interfaces` know dbus-fast. The bus has its own thread, and no error
there stops the sound.
"""

import asyncio
import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voiceguide.terminal.moment import Moment
from voiceguide.terminal.transport import Transport

if TYPE_CHECKING:
    from voiceguide.terminal.mpris_interfaces import PlayerInterface

_NAME = "org.mpris.MediaPlayer2.voiceguide"
_PATH = "/org/mpris/MediaPlayer2"
_CONNECT_S = 2.0
_PARTING_S = 2.0


@contextmanager
def session_bus(transport: Transport) -> Iterator["BusRemote | None"]:
    """Yields the transport's controls on the session bus; None without a bus or dbus-fast.

    They connect in the background, so that the sound never waits for a bus.
    """
    address = _address()
    if address is None or find_spec("dbus_fast") is None:
        yield None
        return
    found = BusRemote(transport, address)
    try:
        yield found
    finally:
        found.close()


def _address() -> str | None:
    named = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    if named:
        return named
    usual = Path(f"/run/user/{os.getuid()}/bus")
    return f"unix:path={usual}" if usual.is_socket() else None


class BusRemote:
    """A connection to the bus, with a thread that answers its calls."""

    def __init__(self, transport: Transport, address: str) -> None:
        self._transport = transport
        self._address = address
        self._asked = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._interface: PlayerInterface | None = None
        self._latest: tuple[Moment, bool] | None = None
        self._task = self._loop.create_task(self._serve())
        self._thread = threading.Thread(target=self._run, name="voiceguide-mpris", daemon=True)
        self._thread.start()

    @property
    def quit_asked(self) -> bool:
        """See `Remote.quit_asked`."""
        return self._asked.is_set()

    def update(self, now: Moment, *, playing: bool) -> None:
        """See `Remote.update`."""
        self._latest = (now, playing)
        interface = self._interface
        if interface is not None:
            self._call(lambda: interface.tell(now, playing=playing))

    def close(self) -> None:
        """Leaves the bus."""
        self._call(self._task.cancel)
        self._thread.join(_PARTING_S)

    def _call(self, what: Callable[[], object]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended: the bus is gone
            self._loop.call_soon_threadsafe(what)

    def _run(self) -> None:
        try:
            # Whatever happens on the bus, the session continues.
            with contextlib.suppress(Exception, asyncio.CancelledError):
                self._loop.run_until_complete(self._task)
        finally:
            self._interface = None
            self._loop.close()

    async def _serve(self) -> None:
        from dbus_fast import RequestNameReply
        from dbus_fast.aio import MessageBus

        from voiceguide.terminal.mpris_interfaces import PlayerInterface, RootInterface

        bus: Any = MessageBus(bus_address=self._address)
        try:
            async with asyncio.timeout(_CONNECT_S):
                await bus.connect()
            interface = PlayerInterface(self._transport)
            if self._latest:
                now, playing = self._latest
                interface.tell(now, playing=playing)
            bus.export(_PATH, RootInterface(self._asked.set))
            bus.export(_PATH, interface)
            reply = await bus.request_name(_NAME)
            if reply is not RequestNameReply.PRIMARY_OWNER:
                # Another voiceguide is playing: use the specification's name for further instances.
                await bus.request_name(f"{_NAME}.instance{os.getpid()}")
            self._interface = interface
            await bus.wait_for_disconnect()
        finally:
            bus.disconnect()
