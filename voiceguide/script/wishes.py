"""What a listener wishes of a session: how much is said, and which steps go or last longer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from voiceguide.errors import InputError
from voiceguide.script.guidance import FULL, checked

_LONGEST_SUFFIX = 100
"""Characters; a file's name has 255 bytes at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The amount of `guidance`, and the ids of steps: to go `without`, and to have `more` of."""

    guidance: str = FULL
    without: tuple[str, ...] = ()
    more: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, *, guidance: str = FULL, without: Iterable[str] = (), more: Iterable[str] = ()
    ) -> Self:
        """Returns wishes as a caller gives them. Raises UnknownNameError or InputError."""
        return cls(
            guidance=checked(guidance),
            without=_ids("without", without),
            more=_ids("more", more),
        )

    @property
    def change_times(self) -> bool:
        """Whether steps last longer or shorter because of them."""
        return bool(self.without or self.more)

    @property
    def suffix(self) -> str:
        """What they add to a file's name, such as `-bare-without-oil`; empty if there are none."""
        parts = [
            *([self.guidance] if self.guidance != FULL else []),
            *(f"without-{name}" for name in self.without),
            *(f"more-{name}" for name in self.more),
        ]
        suffix = "".join(f"-{part}" for part in parts)
        return suffix if len(suffix) <= _LONGEST_SUFFIX else f"{suffix[:_LONGEST_SUFFIX]}~"


def _ids(option: str, ids: object) -> tuple[str, ...]:
    """Returns the ids of steps in order, each once, so that their order makes no difference."""
    if isinstance(ids, str):
        return (ids,)
    found = tuple(ids) if isinstance(ids, Iterable) else (None,)
    if not all(isinstance(each, str) for each in found):
        raise InputError(f"{option}={ids!r}: expected the ids of steps")
    return tuple(sorted(set(map(str, found))))


NONE = Wishes()
