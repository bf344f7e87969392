"""A text as its reader found it, in the order of the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows; 1 is the highest level."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words said without a break: one or more sentences, or a line that is one by itself."""

    text: str


@dataclass(frozen=True, slots=True)
class Rest:
    """A pause."""

    ms: int


@dataclass(frozen=True, slots=True)
class Idea:
    """A new idea begins."""


Item = Heading | Phrase | Rest | Idea


@dataclass(frozen=True, slots=True)
class Said:
    """Words at a time. `end_ms` is when they are over, if the text says so."""

    at_ms: int
    text: str
    end_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text: `items`, or words at `times`.

    `title` and `language` are empty if the text has none. `respelt` has words that are said
    otherwise than written; `remarks` are what its author should know.
    """

    items: tuple[Item, ...] = ()
    times: tuple[Said, ...] = ()
    title: str = ""
    language: str = ""
    respelt: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All the text, to recognise its language by."""
        said = [item.text for item in self.items if isinstance(item, Phrase | Heading)]
        return " ".join([*said, *(said.text for said in self.times)])
