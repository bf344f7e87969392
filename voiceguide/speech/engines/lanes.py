"""Speaks several texts at once, in the memory that one long text needs.

It is used by the programs in which natural voices speak, and imports nothing from voiceguide. A
neural model is faster with one text per processor core than with all cores on one text, since no
core waits for another. But its memory grows with the length of the texts. So a text has to wait
until there is enough memory, and a shorter one may overtake it.
"""

import threading
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

WINDOW = 12
"""How many texts are spoken ahead of the next request: enough to find one that fits the memory.
They are about a minute of sound."""

Text = TypeVar("Text", bound=Hashable)
Sound = TypeVar("Sound")


class Lanes(Generic[Text, Sound]):
    """Threads that speak texts: first the requested ones, then the expected ones.

    `speak` is called by `count` threads at once. The sizes of the texts being spoken, by `size_of`,
    sum to at most `room`; a larger text is spoken alone.
    """

    def __init__(
        self,
        speak: Callable[[Text], Sound],
        *,
        count: int,
        room: float,
        size_of: Callable[[Text], float],
    ) -> None:
        self._speak = speak
        self._room = room
        self._size_of = size_of
        self._changed = threading.Condition()
        self._expected: list[Text] = []
        self._urgent: list[Text] = []
        self._sounds: dict[Text, Future[Sound]] = {}
        self._taken = 0.0
        for _ in range(count):
            threading.Thread(target=self._work, daemon=True).start()

    def expect(self, texts: Sequence[Text]) -> None:
        """Starts on the coming texts, in this order. Forgets earlier ones."""
        with self._changed:
            self._expected = list(dict.fromkeys(texts))
            awaited = {*self._expected, *self._urgent}
            self._sounds = {text: self._sounds[text] for text in awaited & self._sounds.keys()}
            self._changed.notify_all()

    def sound(self, text: Text) -> Sound:
        """Returns a text's sound once it has been spoken. Raises any error of `speak`."""
        with self._changed:
            if text in self._expected:
                self._expected.remove(text)
            if text not in self._sounds:
                self._sounds[text] = Future()
                self._urgent.append(text)
            sound = self._sounds[text]
            self._changed.notify_all()
        try:
            return sound.result()
        finally:
            with self._changed:
                self._sounds.pop(text, None)

    def _work(self) -> None:
        while True:
            with self._changed:
                while (text := self._next()) is None:
                    self._changed.wait()
                size = self._size_of(text)
                self._taken += size
                sound = self._sounds.setdefault(text, Future())
            try:
                sound.set_result(self._speak(text))
            except Exception as error:
                sound.set_exception(error)
            with self._changed:
                self._taken -= size
                self._changed.notify_all()

    def _next(self) -> Text | None:
        """Returns the next text that fits, if any. A requested text is never overtaken."""
        if self._urgent:
            return self._urgent.pop(0) if self._has_room_for(self._urgent[0]) else None
        for text in self._expected[:WINDOW]:
            if text not in self._sounds and self._has_room_for(text):
                return text
        return None

    def _has_room_for(self, text: Text) -> bool:
        return not self._taken or self._taken + self._size_of(text) <= self._room
