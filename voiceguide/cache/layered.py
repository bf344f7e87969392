"""Puts a reliable backing in front of one that may lose content at any time."""

from dataclasses import dataclass

from voiceguide.cache.backing import Backing


@dataclass(frozen=True, slots=True)
class Layered:
    """The content of `back`; everything that is read or stored is also put into `front`."""

    front: Backing
    back: Backing

    def get(self, name: str) -> bytes | None:
        """Returns the content from the front, or copies it there from the back."""
        content = self.front.get(name)
        if content is None and (content := self.back.get(name)) is not None:
            self.front.put(name, content)
        return content

    def put(self, name: str, content: bytes) -> None:
        """Stores the content in both."""
        self.front.put(name, content)
        self.back.put(name, content)

    def size(self, name: str) -> int | None:
        """Returns the length of the content in bytes, or None if both lack it."""
        size = self.front.size(name)
        return self.back.size(name) if size is None else size

    def drop(self, name: str) -> None:
        """Removes the content from both."""
        self.front.drop(name)
        self.back.drop(name)
