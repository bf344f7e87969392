"""The voices of a script, besides the session's own voice."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field

from voiceguide.errors import Problem, nearest
from voiceguide.script import plain
from voiceguide.script.part import Part
from voiceguide.script.source import Path, Source
from voiceguide.script.values import Line, WordsPerMinute


class Role(Part):
    """Another voice. What is left out is as for the session's own voice."""

    voice: Line | None = Field(
        None,
        description="The voice's name or id, as `voiceguide voices` lists it. Default: the "
        "session's own, or the engine's first choice if there is an `engine`.",
    )
    engine: Line | None = Field(
        None, description="The engine that speaks with it, such as piper. Default: the session's."
    )
    rate: WordsPerMinute | None = Field(
        None,
        description="Its words a minute, such as 150. Default: as calm as the session's own voice.",
    )


def problems(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Yields a problem for every unknown voice. Works on the plain data."""
    roles = plain.mapping(data.get("voices"))
    steps = plain.steps(data)
    owners = [*steps, *(cue for step in steps for cue in plain.cues(*step))]
    pools = plain.mapping(data.get("reminders"))
    owners += [(("reminders", name), plain.mapping(pool)) for name, pool in pools.items()]
    for path, owner in owners:
        name = owner.get("voice")
        if isinstance(name, str) and name not in roles:
            yield _unknown(source, (*path, "voice"), name, roles)


def _unknown(source: Source, path: Path, name: str, roles: Mapping[str, Any]) -> Problem:
    hint = nearest(name, roles) if roles else "; name it under 'voices'"
    return source.problem(path, f"unknown voice {name!r}{hint}")
