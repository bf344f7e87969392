"""Every check on one file.

To add one, write it beside similar ones, and yield it from that module's function.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from voiceguide.audio.decode import count_channels, frames
from voiceguide.audio.stream import blocks
from voiceguide.inspection import stretches
from voiceguide.inspection.bed import bed_checks
from voiceguide.inspection.check import Check, Verdict
from voiceguide.inspection.defects import defect_checks
from voiceguide.inspection.file_facts import read_file_facts
from voiceguide.inspection.loudness import loudness_checks, mean_lufs
from voiceguide.inspection.measure import Sound, listen
from voiceguide.inspection.placing import placing_checks
from voiceguide.inspection.planned import duration_check, plan_checks
from voiceguide.inspection.stretches import Stretch
from voiceguide.inspection.tags import file_checks, sidecar_checks
from voiceguide.timeline.model import Timeline
from voiceguide.track.formats import recognised
from voiceguide.track.stored_timeline import find_timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The results for one file; `planned` if its timeline is known."""

    path: Path
    planned: bool
    checks: tuple[Check, ...]

    @property
    def good(self) -> bool:
        """Whether no check failed."""
        return not self.failed

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that failed."""
        return tuple(check for check in self.checks if check.verdict is Verdict.FAIL)


def inspect(path: str | Path) -> Report:
    """Checks a finished file against every rule that applies.

    Reads its timeline from the file itself, or from `<name>.timeline.json`
    beside it. Raises AudioError if it contains no sound, and InputError for a
    timeline that can't be read.
    """
    path = Path(path)
    count_channels(path)  # comes first: its error for a file without sound is the clearest
    with path.open("rb") as track:
        facts = read_file_facts(track, recognised(path))
    timeline = find_timeline(path)
    wanted = _Stretches.of(timeline)
    sound = listen(blocks(frames(path)), wanted.in_order)
    return Report(
        path=path,
        planned=timeline is not None,
        checks=(
            duration_check(timeline, sound.length_ms),
            *file_checks(facts, timeline),
            *sidecar_checks(path, timeline),
            *plan_checks(timeline),
            *_sound_checks(timeline, sound, wanted),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretches:
    """The stretches to measure, by kind."""

    speech: list[Stretch]
    chimes: list[Stretch]
    gaps: list[Stretch]

    @classmethod
    def of(cls, timeline: Timeline | None) -> Self:
        if timeline is None:
            return cls(speech=[], chimes=[], gaps=[])
        return cls(
            speech=stretches.speech(timeline),
            chimes=stretches.chimes(timeline),
            gaps=stretches.gaps(timeline),
        )

    @property
    def in_order(self) -> list[Stretch]:
        everything = [*self.speech, *self.chimes, *self.gaps]
        return sorted(everything, key=lambda stretch: stretch.start_ms)


def _sound_checks(timeline: Timeline | None, sound: Sound, wanted: _Stretches) -> Iterator[Check]:
    found = dict(zip(wanted.in_order, sound.loudness, strict=True))
    speech, chimes, gaps = (
        [found[stretch] for stretch in kind] for kind in (wanted.speech, wanted.chimes, wanted.gaps)
    )
    yield from placing_checks(timeline, sound)
    yield from loudness_checks(timeline, sound, speech, chimes)
    yield from bed_checks(timeline, sound, mean_lufs(speech), gaps)
    yield from defect_checks(timeline, sound)
