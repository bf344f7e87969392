"""The lengths that a script names."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

from voiceguide.script.values import Duration, LengthName

WHOLE = "full"
"""The name of the length of a script that names none."""


class Lengths(BaseModel):
    """The session's lengths by name, such as `standard: 20m`; any length between the shortest and
    the longest can be asked for in minutes."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[LengthName, Duration]

    default: LengthName | None = Field(
        None,
        description="The name of the length used if you don't choose one; may be left out if there "
        "is only one.",
    )

    @property
    def named(self) -> Mapping[str, int]:
        """Every named length in milliseconds, shortest first."""
        return dict(sorted(self.__pydantic_extra__.items(), key=lambda item: (item[1], item[0])))

    @property
    def default_name(self) -> str:
        """The name of the length that is used by default."""
        return self.default or next(iter(self.named))

    @property
    def least(self) -> int:
        """The shortest possible session, in milliseconds."""
        return min(self.named.values())

    @property
    def most(self) -> int:
        """The longest possible session, in milliseconds."""
        return max(self.named.values())
