"""The options for how a session is to sound, which all commands that make sessions share."""

import functools
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from voiceguide.cli import options
from voiceguide.cli.wishes import Wished, wishes

if TYPE_CHECKING:
    from voiceguide.speech.voicing import Voicing


class Asked(Wished):
    """How a session is to sound, as `make` and its relatives take it."""

    length: str | None
    minutes: Fraction | None
    voicing: "Voicing"
    bed: str | None
    bed_level_lu: float | None
    chimes: str | None
    sleep: bool


_OPTIONS = (
    options.voicing,
    options.bed,
    options.bed_level,
    options.chimes,
    options.sleep,
    wishes,
)
"""In the order of the help."""


def sounding(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--engine`, ..., `--bed`, ..., `--sleep` and the wishes, and passes them as one argument
    `asked`, with the length of `options.length`, which stands higher in the help."""

    @functools.wraps(command)
    def asking(
        *arguments: Any,
        length: str | None,
        minutes: Fraction | None,
        voicing: "Voicing",
        bed: str | None,
        bed_level_lu: float | None,
        chimes: str | None,
        sleep: bool,
        wished: Wished,
        **others: Any,
    ) -> Any:
        asked = Asked(
            length=length,
            minutes=minutes,
            voicing=voicing,
            bed=bed,
            bed_level_lu=bed_level_lu,
            chimes=chimes,
            sleep=sleep,
            **wished,
        )
        return command(*arguments, asked=asked, **others)

    for option in reversed(_OPTIONS):
        asking = option(asking)
    return asking
