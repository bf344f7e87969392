"""The sounds of a session that nobody speaks: its bed and its chimes, found and levelled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from voiceguide.audio import levels
from voiceguide.audio.clip import Clip, KeptLoop, Loop
from voiceguide.audio.levels import BED_LEVEL_LU, LOUDEST_BED_LU, SOFTEST_BED_LU
from voiceguide.audio.library import find_bed, find_chimes
from voiceguide.audio.loudness import momentary_max_lufs
from voiceguide.audio.selection import BEDS, CHIMES, NO_BED, is_own_set
from voiceguide.cache.store import NOWHERE, Store
from voiceguide.errors import InputError
from voiceguide.timeline.model import ChimeKind

FAINT_LU = 2.0
"""So far under its level a sound is too soft: the room that `inspect` gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backdrop:
    """The bed, by the name it was asked for by, and how the session ends.

    `bed` is at `BED_LEVEL_LU`; `level_lu` is what it is to be at. A file of the user's
    may have the name of a bed that is `bundled`.
    """

    bed: Loop | None
    name: str
    bundled: bool
    level_lu: float = BED_LEVEL_LU
    sleep: bool = False


def backdrop(bed: str | Path, level_lu: float, *, sleep: bool, store: Store = NOWHERE) -> Backdrop:
    """A bundled bed, a sound file or "none", at `level_lu` against speech.

    What is made of a sound file is kept in `store`. Raises InputError for a level that no
    bed can have; what finding the bed raises passes.
    """
    if not SOFTEST_BED_LU <= level_lu <= LOUDEST_BED_LU:
        raise InputError(
            f"a bed can't be at {level_lu:g} LU against speech; choose from "
            f"{SOFTEST_BED_LU:g} to {LOUDEST_BED_LU:g}"
        )
    if str(bed) == NO_BED and level_lu != BED_LEVEL_LU:
        raise InputError("a level was asked for, but no bed; choose a bed, or leave the level out")
    return Backdrop(
        bed=find_bed(bed, store),
        name=Path(bed).name,
        bundled=str(bed) in BEDS,
        level_lu=level_lu,
        sleep=sleep,
    )


def signals(chimes: str | Path = CHIMES) -> Mapping[ChimeKind, Clip]:
    """A bundled set of chimes, or the sounds in a folder, by what they say."""
    return {ChimeKind(name): clip for name, clip in find_chimes(chimes).items()}


def faint(setting: Backdrop, chimes: str | Path, chosen: Mapping[ChimeKind, Clip]) -> Iterator[str]:
    """What of the user's own sounds is softer than it should be, in words, and why.

    `chosen` are the clips of `chimes`. Only a sound with moments far louder than the rest can
    be: more would be too loud there.
    """
    found = dict[str, float]()
    if isinstance(setting.bed, KeptLoop):
        stereo = setting.bed.channels > 1
        wanted = levels.STEREO_BED_LUFS if stereo else levels.BED_LUFS
        found[f"the bed {setting.name}"] = wanted - setting.bed.lufs
    if is_own_set(chimes):
        for kind, clip in chosen.items():
            loudness = momentary_max_lufs(clip.pcm)
            found[f"the chime {kind}"] = levels.CHIME_LUFS[kind] - loudness
    for name, short in found.items():
        if short > FAINT_LU:
            yield (
                f"{name} is {short:.0f} LU softer than it should be: its loudest moments leave "
                "no more room; an evener sound is heard better"
            )
