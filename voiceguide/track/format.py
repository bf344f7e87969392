"""What a format of track is: the one interface between voiceguide and a kind of sound file.

Nothing is imported here that only writing or reading needs, and a format's own module imports
such things inside its functions: naming a format must cost nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from voiceguide.audio.scene import Scene
    from voiceguide.cache.store import Store
    from voiceguide.track.tags import Tags


class Label(StrEnum):
    """What a track may say of itself: its texts are title, artist, album and comment."""

    TEXTS = "texts"
    COVER = "cover"
    CHAPTERS = "chapters"
    LYRICS = "lyrics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a file was put together from.

    The same file is `head`, followed by what the store holds under each of `blocks`. `blocks` is
    empty where a format keeps nothing, so that an unchanged session is encoded again. `encoded`
    counts the different blocks that were not in the store before.
    """

    encoded: int
    head: bytes = b""
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """How a file is built, without decoding it.

    `form` describes it for people, `wanted` how voiceguide builds such a file: equal where all is
    well. `length_ms` is how long a player says it sounds.
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
        """Write the file to `stream`, which is empty and can be read and rewound too.

        Decoded, its sample n is the scene's sample n, and the bytes depend on scene and tags
        alone. Of `store` and the number of `workers` (threads) a format makes what use it likes.
        `on_progress` takes the milliseconds done and the milliseconds in all. Raises AudioError;
        OSErrors of `stream` pass through.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: a row in the table of `voiceguide.track.formats`.

    `name` is for people, `suffix` has its dot and is in lower case. `timeline` returns the
    session's timeline as the file carries it (the JSON of `Tags.timeline`), None where it carries
    none. `facts` returns what `inspect` checks; it raises OSError or ValueError for what can't be
    read. Both get a file open for reading and may move in it. `labels` are those that the format
    holds, and ffmpeg reads back.
    """

    name: str
    suffix: str
    media_type: str
    write: Write
    timeline: Callable[[BinaryIO], bytes | None]
    facts: Callable[[BinaryIO], Facts]
    labels: frozenset[Label] = frozenset(Label)
