"""A session that can be made: all its inputs have been checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from voiceguide.files import output as files
from voiceguide.script.model import Script
from voiceguide.session.request import Request, Sounds
from voiceguide.timeline.excerpt import Excerpt
from voiceguide.timeline.parts import Outline
from voiceguide.track.format import Format
from voiceguide.track.formats import format_of
from voiceguide.track.sidecars.kinds import Sidecar, named


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A script, its `outline`, the wanted `excerpt`, the request, its sounds, and the files to
    write.

    The `track` and the files `beside` it are checked to be writable. `output` is the track's name
    for people; its suffix chose the `kind`. The session's receipt is stored under `receipt_key`.
    """

    script: Script
    outline: Outline
    request: Request
    sounds: Sounds
    output: Path
    excerpt: Excerpt
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
        sounds: Sounds,
        output: Path,
        inputs: Iterable[Path],
        *,
        receipt_key: str | None,
    ) -> Self:
        """Returns the job, if its files can be written. Changes nothing.

        Raises UnknownNameError, also for a step, and OutputPathError.
        """
        spared = tuple(inputs)
        return cls(
            script=script,
            outline=outline,
            request=request,
            sounds=sounds,
            output=output,
            excerpt=Excerpt.of(script, outline, request.step),
            kind=format_of(output),
            track=files.resolve(output, spared),
            beside=tuple(
                (kind, files.resolve(kind.path(output), spared)) for kind in named(request.sidecars)
            ),
            receipt_key=receipt_key,
        )
