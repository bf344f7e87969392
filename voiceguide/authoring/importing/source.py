"""The content of a text, in the order of the file, as its reader returns it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of the items after it; 1 is the highest level."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words without a break: one or more sentences, or a line that is one."""

    text: str


@dataclass(frozen=True, slots=True)
class Rest:
    """A pause."""

    ms: int


@dataclass(frozen=True, slots=True)
class Idea:
    """The beginning of a new idea."""


Item = Heading | Phrase | Rest | Idea


@dataclass(frozen=True, slots=True)
class Said:
    """Words with a time. `end_ms` is their end, if the text states it."""

    at_ms: int
    text: str
    end_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text: `items`, or words with `times`.

    `title` and `language` are empty if the text has none. `respelt` has words that are said
    differently than written; `remarks` are for the author. `rest` is the YAML of all else in a
    script that was exported.
    """

    items: tuple[Item, ...] = ()
    times: tuple[Said, ...] = ()
    title: str = ""
    language: str = ""
    respelt: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    rest: str = ""

    @property
    def words(self) -> str:
        """The whole text, for recognising its language."""
        said = [item.text for item in self.items if isinstance(item, Phrase | Heading)]
        return " ".join([*said, *(said.text for said in self.times)])
