"""`voiceguide serve --edit`: a script's session in the browser, made again at each save."""

import threading
import time
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voiceguide.cli.asked import Asked
from voiceguide.cli.spoken_by import spoken_by
from voiceguide.console.say import say, say_error
from voiceguide.errors import VoiceguideError

if TYPE_CHECKING:
    import socket

    from voiceguide.server.live import Live

_PARTING_S = 3.0


@dataclass(frozen=True, slots=True)
class Editing:
    """A script that is being edited, and how its session is to sound."""

    script: Path
    asked: Asked

    @classmethod
    def of(cls, source: str, asked: Asked) -> "Editing":
        """Returns it for a script that is there. Raises click's UsageError and VoiceguideError."""
        from voiceguide.script import contents, library

        path = library.find(source)
        if not contents.can_be_read_again(path):
            raise click.UsageError("--edit needs a script in a file, which can be saved again")
        contents.read(path)
        return cls(path, asked)

    def run(
        self,
        listener: "socket.socket",
        token: str,
        on_ready: Callable[[str], None],
        seconds: float | None,
    ) -> None:
        """Serves its session until Ctrl-C or for `seconds`; calls `on_ready` with the address."""
        from voiceguide.files.temporary import temporary_folder
        from voiceguide.server.server import serving
        from voiceguide.session.watched import look_at

        look = look_at(self.script, self.asked["bed"], self.asked["chimes"])
        with temporary_folder() as folder:
            live = self._live(folder)
            server = serving(live, listener, token)
            watcher = threading.Thread(
                target=live.watch,
                args=(look,),
                name="voiceguide-edit",
                daemon=True,
            )
            watcher.start()
            try:
                server.run(lambda: on_ready(server.address), seconds)
            finally:
                live.stop()
                watcher.join(_PARTING_S)

    def _live(self, folder: Path) -> "Live":
        from voiceguide.server.live import Live
        from voiceguide.session.make import make

        on_voice = spoken_by()

        def made(sound: Path) -> None:
            make(self.script, sound, on_voice=on_voice, inspect=False, **self.asked)

        return Live(made, folder, _tell)


def _tell(error: VoiceguideError | None) -> None:
    now = time.strftime("%H:%M:%S")
    if error is None:
        say(f"{now} made")
    else:
        say(f"{now} not made:", err=True)
        say_error(error)


def open_browser(address: str) -> None:
    """Opens the address in the user's browser, if it has a window of its own: one that runs in the
    terminal would take that."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    if type(browser) is not webbrowser.GenericBrowser:
        threading.Thread(target=browser.open, args=(address,), daemon=True).start()
