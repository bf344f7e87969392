"""A script while it is being edited: its latest good version as a page, and its faults.

Whoever has the page open asks for the state now and then, and loads the page again once there is a
newer version.
"""

import json
import threading
from collections import deque
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from voiceguide.errors import VoiceguideError
from voiceguide.files.saves import Look, State, next_save
from voiceguide.page.build import session_of_track
from voiceguide.page.content import Content
from voiceguide.page.document import page_html
from voiceguide.server.files import File
from voiceguide.server.shelf import HTML, Text
from voiceguide.track.formats import DEFAULT

STATE: Final = "state.json"
"""The address of the state, relative to the page."""

_KEPT: Final = 2
"""How many versions' sounds are kept: a browser may still be loading the last one."""

_MAKING: Final = "Saved. Making the session again ..."
_NOT_MADE: Final = "The script can't be made as it was saved:"
_GOES_ON: Final = "The script can't be made as it was saved; this is the last good version:"

Make = Callable[[Path], None]
"""Makes the session as a file. Raises VoiceguideError."""

OnTry = Callable[[VoiceguideError | None], None]
"""Called after each try, with the error if there was one."""


class _StoppedError(Exception):
    """Nobody watches any longer."""


class Live:
    """Makes a session again at each save; `things` has what is served now, by address."""

    start = ""

    def __init__(self, make: Make, folder: Path, on_try: OnTry) -> None:
        self._make = make
        self._folder = folder
        self._on_try = on_try
        self._version = 0
        self._sounds = deque[tuple[str, File]](maxlen=_KEPT)
        self._page: Text | None = None
        self._stopped = threading.Event()
        self.things: Mapping[str, Text | File] = {}
        self._tell(_MAKING, "")

    def watch(self, look: Look) -> None:
        """Makes the session, and again whenever `look` finds a save, until `stop` is called."""
        try:
            seen = look()
            while True:
                self.remake()
                seen = self._next_save(look, seen)
                self._tell(_MAKING, "")
        except _StoppedError:
            return

    def stop(self) -> None:
        """Ends `watch`, once the session that is being made is done."""
        self._stopped.set()

    def remake(self) -> None:
        """Makes the session, and serves it in place of the last one; if it can't be made, serves
        that with the reason."""
        sound = self._folder / f"{self._version + 1}{DEFAULT.suffix}"
        try:
            self._make(sound)
            page = self._new_page(sound)
        except VoiceguideError as error:
            what = _GOES_ON if self._page else _NOT_MADE
            self._tell(what, "\n".join(error.lines()))
            self._on_try(error)
            return
        self._version += 1
        self._page = page
        self._tell("", "")
        self._on_try(None)

    def _new_page(self, sound: Path) -> Text:
        address = f"sound-{self._version + 1}{sound.suffix}"
        session = session_of_track(sound, address)
        page = page_html(Content(sessions=[session], live=self._version + 1))
        if len(self._sounds) == _KEPT:
            self._sounds[0][1].path.unlink(missing_ok=True)
        self._sounds.append((address, File.found(sound, DEFAULT.media_type)))
        return Text(kind=HTML, body=page.encode(errors="replace"))

    def _tell(self, what: str, text: str) -> None:
        """Serves the latest page and its sounds, and what is to be said about the script."""
        state = json.dumps({"version": self._version, "what": what, "text": text})
        self.things = {
            "": self._page or _without_session(what, text),
            STATE: Text(kind="application/json", body=state.encode()),
            **dict(self._sounds),
        }

    def _next_save(self, look: Look, seen: State) -> State:
        def sleep(seconds: float) -> None:
            if self._stopped.wait(seconds):
                raise _StoppedError

        return next_save(look, seen, sleep)


def _without_session(what: str, text: str) -> Text:
    """Returns the page while there is no session to play; it loads itself again every second."""
    template = (Path(__file__).parent / "live.html").read_text(encoding="utf-8")
    page = Template(template).substitute(what=escape(what), text=escape(text))
    return Text(kind=HTML, body=page.encode(errors="replace"))
