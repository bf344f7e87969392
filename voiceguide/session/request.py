"""The request as one value: everything about a session except its script and its files."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from voiceguide.audio.catalogue import is_own_bed, is_own_set, own_files
from voiceguide.errors import InputError
from voiceguide.script.wishes import NONE, Wishes
from voiceguide.session.choices import Choices
from voiceguide.sounds import BED_LEVEL_LU, CHIMES, NO_BED, ROOM_TONE
from voiceguide.speech.automatic import AUTO, ChosenVoice, configured
from voiceguide.speech.voicing import Voicing, settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounds:
    """The sounds of a session except its voice, once all choices are made.

    The script's beds for its steps apply only if `by_step`; `step_beds` are those that are files of
    the author's. `moments` are the author's own chimes, by their names in the script.
    """

    bed: str | Path = ROOM_TONE
    bed_level_lu: float = BED_LEVEL_LU
    chimes: str | Path = CHIMES
    by_step: bool = True
    step_beds: tuple[Path, ...] = ()
    moments: tuple[tuple[str, Path], ...] = ()

    @property
    def is_bundled(self) -> bool:
        """Whether all are bundled and at the default level, so that they can't fail."""
        own = is_own_bed(self.bed) or is_own_set(self.chimes)
        own = own or bool(self.step_beds or self.moments)
        return not own and self.bed_level_lu == BED_LEVEL_LU

    def files(self) -> list[Path]:
        """Returns the user's and the author's own sounds that the session uses."""
        moments = (path for _, path in self.moments)
        return [*own_files(self.bed, self.chimes), *self.step_beds, *moments]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The session's sound and files; the fields are as for `make`.

    If a field is None, the script's choice applies, or else the default.
    """

    voicing: Voicing = field(default_factory=Voicing)
    bed: str | Path | None = None
    bed_level_lu: float | None = None
    chimes: str | Path | None = None
    sleep: bool = False
    wishes: Wishes = NONE
    sidecars: tuple[str, ...] = ()
    inspect: bool = True
    step: str | None = None

    def __post_init__(self) -> None:
        """Raises InputError for values of another type."""
        if not isinstance(self.voicing, Voicing):
            raise InputError(f"voicing={self.voicing!r}: expected a voiceguide.Voicing")
        for name in ("bed", "chimes"):
            if not isinstance(getattr(self, name), str | Path | None):
                raise InputError(f"{name}={getattr(self, name)!r}: expected a name or a path")

    def sounds(self, script: Choices) -> Sounds:
        """Returns the sounds: the requested ones, or else the script's, or else the defaults.

        A requested bed also replaces those of steps. Raises InputError for a level without a bed.
        """
        by_step = self.bed is None
        bed = _first(self.bed, script.bed, ROOM_TONE)
        step_beds = script.step_beds if by_step else ()
        is_without = str(bed) == NO_BED and not step_beds
        if is_without and self.bed_level_lu not in (None, BED_LEVEL_LU):
            raise InputError(
                "there is a bed level but no bed; choose a bed, or leave out the level"
            )
        level = BED_LEVEL_LU if is_without else script.bed_level_lu
        levels = (self.bed_level_lu, level, BED_LEVEL_LU)
        return Sounds(
            bed=bed,
            bed_level_lu=next(one for one in levels if one is not None),
            chimes=_first(self.chimes, script.chimes, CHIMES),
            by_step=by_step,
            step_beds=tuple(one for one in step_beds if isinstance(one, Path)),
            moments=script.moments,
        )


def voicing_of(
    asked: Voicing,
    script: Choices,
    language: str,
    on_voice: Callable[[ChosenVoice], None] | None = None,
) -> Voicing:
    """Returns the settled voicing: the requested one, or else the script's.

    The script's voice applies only if neither a voice nor an engine was requested. Calls `on_voice`
    and raises as `settled` does.
    """
    rate = script.rate if asked.rate is None else asked.rate
    is_open = asked.voice is None and configured(asked.engine) == AUTO
    if script.voice is None or not is_open:
        return settled(replace(asked, rate=rate), language, on_voice)

    def tell(chosen: ChosenVoice) -> None:
        if on_voice is not None:
            on_voice(replace(chosen, by_script=True))

    return settled(replace(asked, rate=rate, voice=script.voice), language, tell)


def _first(asked: str | Path | None, script: str | Path | None, usual: str) -> str | Path:
    return next((one for one in (asked, script) if one is not None), usual)
