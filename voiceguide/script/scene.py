"""A picture at its moment in a session: where the giver stands.

No key of a script says that; it follows from the switches before.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Self

from voiceguide.script.picture import Picture


class Stand(StrEnum):
    """Where the giver stands: on the side where they began, or across from it."""

    HERE = "here"
    ACROSS = "across"

    @property
    def other(self) -> "Stand":
        """The other of the two."""
        return Stand.HERE if self is Stand.ACROSS else Stand.ACROSS


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene(Picture):
    """A picture at its moment in a session: where the giver stands as the step begins, and whether
    the giver comes round at its switch."""

    giver: Stand = Stand.HERE
    moves: bool = False

    @classmethod
    def seen(cls, picture: Picture) -> "Scene":
        """Returns the picture if it is a scene, else with the giver where they began."""
        return picture if isinstance(picture, Scene) else cls.of(picture)

    @classmethod
    def of(cls, picture: Picture, *, giver: Stand = Stand.HERE, moves: bool = False) -> Self:
        """Returns the picture as a scene."""
        plain = {field.name: getattr(picture, field.name) for field in fields(Picture)}
        return cls(**plain, giver=giver, moves=moves)
