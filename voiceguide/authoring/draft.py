"""A script before it is written, with comments for the person who then edits it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DraftCue:
    """Words in the middle of a step; `at` is in the form that authors write, such as 50% or 40s."""

    at: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStep:
    """A step. `times` has its time in ms at each length; an empty line of `lines` is a new idea.

    The comments are above the step, its words and its cues.
    """

    id: str
    title: str
    times: Mapping[str, int]
    lines: tuple[str, ...]
    cues: tuple[DraftCue, ...] = ()
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    comments_on_words: tuple[str, ...] = ()
    comments_on_cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A whole script. `lengths` has its lengths in ms by name; `default` is the name of one.

    `comments` are at the top, `comments_on_lengths` above the lengths.
    """

    title: str
    language: str
    lengths: Mapping[str, int]
    default: str
    steps: tuple[DraftStep, ...]
    chimes: bool = True
    announce: str = ""
    pronounce: Mapping[str, str] = field(default_factory=dict)
    comments: tuple[str, ...] = ()
    comments_on_lengths: tuple[str, ...] = ()
    comments_on_chimes: tuple[str, ...] = ()
    comments_on_pronounce: tuple[str, ...] = ()
