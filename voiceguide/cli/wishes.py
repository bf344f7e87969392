"""The options for what a listener wishes of a session: how much guidance, and which steps."""

import functools
from collections.abc import Callable
from typing import Any, TypedDict

import click

from voiceguide.script.guidance import AMOUNTS, FULL


class Wished(TypedDict):
    """The wishes, as `make` and its relatives take them."""

    guidance: str
    without: tuple[str, ...]
    more: tuple[str, ...]


_OPTIONS = (
    click.option(
        "--guidance",
        type=click.Choice(AMOUNTS),
        default=FULL,
        show_default=True,
        help="How much is said: all, in brief, or the bare minimum, as far as the script says so.",
    ),
    click.option(
        "--without",
        multiple=True,
        metavar="ID",
        help="Leave out the step with this id, if the script allows it. May be repeated.",
    ),
    click.option(
        "--more",
        multiple=True,
        metavar="ID",
        help="Give the step with this id half as much time again, if the script allows it. May be "
        "repeated.",
    ),
)
"""In the order of the help."""


def wishes(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--guidance`, `--without` and `--more`, and passes them as one argument `wished`."""

    @functools.wraps(command)
    def wishing(
        *arguments: Any,
        guidance: str,
        without: tuple[str, ...],
        more: tuple[str, ...],
        **others: Any,
    ) -> Any:
        wished = Wished(guidance=guidance, without=without, more=more)
        return command(*arguments, wished=wished, **others)

    for option in reversed(_OPTIONS):
        wishing = option(wishing)
    return wishing
