"""A track format: the one interface between voiceguide and a kind of sound file.

Naming a format must be fast. So this module imports nothing that only writing or reading needs, and
a format's own module names its functions, `deferred`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Protocol

if TYPE_CHECKING:
    from voiceguide.audio.scene import Scene
    from voiceguide.cache.store import Store
    from voiceguide.track.tags import Tags


LONGEST_TIMELINE: Final = 16 * 1024 * 1024
"""The most bytes that a format returns of a timeline; the reader of timelines takes less."""


class Label(StrEnum):
    """The kinds of tags in a track; `TEXTS` are title, artist, album and comment."""

    TEXTS = "texts"
    COVER = "cover"
    CHAPTERS = "chapters"
    LYRICS = "lyrics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The parts that a file was assembled from.

    The file is `head`, followed by the store's content for each of `blocks`. A format that stores
    nothing has no `blocks`, and an unchanged session is then encoded again. `encoded` counts the
    distinct blocks that were not in the store before.
    """

    encoded: int
    head: bytes = b""
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """How a file is built, found without decoding it.

    `form` describes the file for people; `wanted` describes a file built by voiceguide. The two are
    equal if all is well. `length_ms` is the length that a player shows.
    """

    form: str
    wanted: str
    length_ms: float


class Write(Protocol):
    """Writes a scene with its tags to a new file."""

    def __call__(
        self,
        stream: BinaryIO,
        scene: "Scene",
        tags: "Tags",
        store: "Store",
        *,
        workers: int,
        on_progress: Callable[[int, int], None],
    ) -> Written:
        """Writes the file to `stream`, which is empty, readable and seekable.

        Decoded, sample n of the file must be sample n of the scene. The bytes may depend only on
        the scene and the tags. Using the `store` and the `workers` (threads) is up to the format.
        `on_progress` is called with the milliseconds done and in total. Raises AudioError;
        OSErrors of `stream` pass through.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: a row in the table of `voiceguide.track.formats`.

    `name` is for people; `suffix` includes the dot, in lower case. `timeline` returns the
    session's timeline as stored in the file (the JSON of `Tags.timeline`), or None if there is
    none. `facts` returns the facts that `inspect` checks; it raises OSError or ValueError for a
    file that can't be read. Both get a file open for reading, and may seek in it. `labels` are the
    tags that the format can hold and ffmpeg reads back.
    """

    name: str
    suffix: str
    media_type: str
    write: Write
    timeline: Callable[[BinaryIO], bytes | None]
    facts: Callable[[BinaryIO], Facts]
    labels: frozenset[Label] = frozenset(Label)


def deferred(module: str, name: str) -> Callable[..., Any]:
    """Returns a function that calls another by its name, and imports its module only then."""

    def call(*arguments: Any, **options: Any) -> Any:
        return getattr(import_module(module), name)(*arguments, **options)

    return call
