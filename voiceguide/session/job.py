"""A session that can be made: everything about it was found right."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from voiceguide.files import output as files
from voiceguide.script.model import Script
from voiceguide.session.request import Request
from voiceguide.timeline.parts import Outline
from voiceguide.track.format import Format
from voiceguide.track.formats import format_of
from voiceguide.track.sidecars.kinds import Sidecar, named


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A script, the `outline` of what is said, what was asked for, and where it goes.

    The `track`, and the files `beside` it, may be written where they are to stand; `output` is
    the track's name for people, whose suffix chose its `kind`. `receipt_key` is the key under
    which the cache keeps what the track was put together from.
    """

    script: Script
    outline: Outline
    request: Request
    output: Path
    kind: Format
    track: Path
    beside: tuple[tuple[Sidecar, Path], ...]
    receipt_key: str | None

    @classmethod
    def of(
        cls,
        script: Script,
        outline: Outline,
        request: Request,
        output: Path,
        inputs: Iterable[Path],
        *,
        receipt_key: str | None,
    ) -> Self:
        """Returns the job, if its files can be written. Nothing is touched.

        Raises UnknownNameError and OutputPathError.
        """
        spared = tuple(inputs)
        return cls(
            script=script,
            outline=outline,
            request=request,
            output=output,
            kind=format_of(output),
            track=files.resolve(output, spared),
            beside=tuple(
                (kind, files.resolve(kind.path(output), spared)) for kind in named(request.sidecars)
            ),
            receipt_key=receipt_key,
        )
