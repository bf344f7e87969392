"""The files that can be written beside a track.

To add one, write a module with a function from Timeline to text, and add it to
SIDECARS under the name that users give.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from voiceguide.errors import UnknownNameError
from voiceguide.timeline.model import Timeline
from voiceguide.track.sidecars.chapters_json import chapters_json
from voiceguide.track.sidecars.lrc import lrc
from voiceguide.track.sidecars.subrip import subrip
from voiceguide.track.sidecars.timeline_json import timeline_json
from voiceguide.track.sidecars.webvtt import webvtt


@dataclass(frozen=True, slots=True)
class Sidecar:
    """One kind of file beside the track; its text is written as UTF-8."""

    suffix: str
    text: Callable[[Timeline], str]

    def path(self, output: Path) -> Path:
        """Returns its path: beside `output`, with the suffix replaced."""
        return output.with_suffix(self.suffix)


SIDECARS: dict[str, tuple[Sidecar, ...]] = {
    "captions": (Sidecar(".vtt", webvtt), Sidecar(".srt", subrip)),
    "chapters": (Sidecar(".chapters.json", chapters_json),),
    "timeline": (Sidecar(".timeline.json", timeline_json),),
    "lyrics": (Sidecar(".lrc", lrc),),
}
"""The names that users can give, and the files that each stands for."""


def named(names: Sequence[str]) -> list[Sidecar]:
    """Returns the sidecars of those names, each once. Raises UnknownNameError."""
    for name in names:
        if name not in SIDECARS:
            raise UnknownNameError("sidecar", name, SIDECARS)
    return [kind for name in dict.fromkeys(names) for kind in SIDECARS[name]]
