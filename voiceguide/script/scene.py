"""A picture at its moment in a session, with the giver's position.

No key of a script sets the position; it follows from the earlier switches.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Self

from voiceguide.script.picture import Picture


class Stand(StrEnum):
    """The giver's position: the side where they began, or the opposite side."""

    HERE = "here"
    ACROSS = "across"

    @property
    def other(self) -> "Stand":
        """The other position."""
        return Stand.HERE if self is Stand.ACROSS else Stand.ACROSS


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene(Picture):
    """A picture at its moment in a session: the giver's position when the step begins, and whether
    the giver walks round at its switch."""

    giver: Stand = Stand.HERE
    moves: bool = False

    @classmethod
    def seen(cls, picture: Picture) -> "Scene":
        """Returns the picture if it is a scene; otherwise, with the giver at the starting
        position."""
        return picture if isinstance(picture, Scene) else cls.of(picture)

    @classmethod
    def of(cls, picture: Picture, *, giver: Stand = Stand.HERE, moves: bool = False) -> Self:
        """Returns the picture as a scene."""
        plain = {field.name: getattr(picture, field.name) for field in fields(Picture)}
        return cls(**plain, giver=giver, moves=moves)
