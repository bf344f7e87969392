"""Where a card is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from voiceguide.atomic import replacing
from voiceguide.errors import OutputError, OutputPathError, nearest
from voiceguide.track import target

_SUFFIXES: Final = (".html", ".htm")


@dataclass(frozen=True, slots=True)
class Output:
    """A place for a card that can be written to."""

    path: Path
    _place: Path

    @classmethod
    def at(cls, path: Path, inputs: Iterable[Path]) -> Self:
        """The file of that name, which is none of the `inputs`; nothing is touched yet.

        Raises OutputPathError.
        """
        suffix = path.suffix.lower()
        if suffix not in _SUFFIXES:
            found = f"{path.suffix} is not a page" if path.suffix else "the name has no suffix"
            raise OutputPathError(f"{path}: {found}{nearest(suffix, _SUFFIXES)}")
        return cls(path, target.resolve(path, inputs))

    def publish(self, page: str) -> None:
        """Write the file, whole or not at all. Raises OutputError."""
        try:
            with replacing(self._place) as stream:
                stream.write(page.encode(errors="replace"))
        except OSError as error:
            raise OutputError(
                f"could not write {self.path}: {error.strerror or error}. What stood there "
                "before is untouched"
            ) from error
