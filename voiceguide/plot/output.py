"""The picture's file: SVG, or PNG where the package for it is installed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from voiceguide.atomic import replacing
from voiceguide.errors import OutputError, OutputPathError, nearest
from voiceguide.plot.shapes import Picture
from voiceguide.plot.svg import svg
from voiceguide.track import target

Writer = Callable[[Picture], bytes]


@dataclass(frozen=True, slots=True)
class Output:
    """A place for a picture that can be written to, and how its file is made."""

    path: Path
    _place: Path
    _writer: Writer

    @classmethod
    def at(cls, path: Path, inputs: Iterable[Path]) -> Self:
        """The file of that name, which is none of the `inputs`; nothing is touched yet.

        Raises OutputPathError.
        """
        suffix = path.suffix.lower()
        if suffix not in _WRITERS:
            found = f"{path.suffix} is not a picture voiceguide draws"
            hint = nearest(suffix, _WRITERS)
            raise OutputPathError(
                f"{path}: {found if path.suffix else 'the name has no suffix'}{hint}"
            )
        return cls(path, target.resolve(path, inputs), _WRITERS[suffix]())

    def publish(self, picture: Picture) -> None:
        """Write the file, whole or not at all. Raises OutputError."""
        content = self._writer(picture)
        try:
            with replacing(self._place) as stream:
                stream.write(content)
        except OSError as error:
            raise OutputError(
                f"could not write {self.path}: {error.strerror or error}. What stood there "
                "before is untouched"
            ) from error


def _svg_writer() -> Writer:
    return lambda picture: svg(picture).encode()


def _png_writer() -> Writer:
    from voiceguide.plot.png import png

    return lambda picture: png(svg(picture))


_WRITERS: dict[str, Callable[[], Writer]] = {".svg": _svg_writer, ".png": _png_writer}
