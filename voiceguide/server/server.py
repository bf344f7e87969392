"""The server, which runs until it is stopped or its time is up."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import uvicorn

from voiceguide.server.app import App, Things
from voiceguide.server.connections import Patient

_FAREWELL_S: Final = 1
"""How long downloads may continue when the server stops."""
_GLANCE_S: Final = 0.01


@dataclass(frozen=True, slots=True)
class Serving:
    """A server whose address is open from the start; `run` answers requests."""

    listener: socket.socket
    token: str
    app: App
    start: str

    @property
    def address(self) -> str:
        """The URL to open first."""
        host, port = self.listener.getsockname()[:2]
        return f"http://{host}:{port}/{self.token}/{self.start}"

    def run(self, on_ready: Callable[[], None], seconds: float | None = None) -> None:
        """Answers until Ctrl-C, or for `seconds`. Calls `on_ready` once Ctrl-C can stop it.

        Ctrl-C then also raises KeyboardInterrupt here, unless the program ignores it.
        """
        config = uvicorn.Config(
            self.app,
            http=Patient,
            ws="none",
            loop="asyncio",
            lifespan="off",
            # Requests from strangers must not fill the terminal.
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_FAREWELL_S,
        )
        asyncio.run(_answer(uvicorn.Server(config), self.listener, on_ready, seconds))


def serving(shelf: Things, listener: socket.socket, token: str) -> Serving:
    """Returns a server of that shelf, for requests with the token."""
    return Serving(listener, token, App(shelf, token), shelf.start)


async def _answer(
    server: uvicorn.Server,
    listener: socket.socket,
    on_ready: Callable[[], None],
    seconds: float | None,
) -> None:
    def stop() -> None:
        server.should_exit = True

    if seconds is not None:
        asyncio.get_running_loop().call_later(seconds, stop)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    while not (server.started or running.done()):
        await asyncio.sleep(_GLANCE_S)
    on_ready()
    await running
