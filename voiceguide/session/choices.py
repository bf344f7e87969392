"""The sounds that a script chooses, in a form that can be cached without the script."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from voiceguide.sounds import NO_BED

if TYPE_CHECKING:
    from voiceguide.script.model import Script


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The sounds that a script chooses; None where it leaves the choice to the listener.

    A bundled sound is a name, the author's own sound a path. `step_beds` are the beds of steps.
    `moments` are the author's own chimes, each with its name in the script.
    """

    bed: str | Path | None = None
    bed_level_lu: float | None = None
    chimes: str | Path | None = None
    voice: str | None = None
    rate: int | None = None
    step_beds: tuple[str | Path, ...] = ()
    moments: tuple[tuple[str, Path], ...] = ()

    @classmethod
    def of(cls, script: "Script") -> Self:
        """Returns the choices of a script."""
        from voiceguide.script.own_sounds import OwnSound, place

        sound = script.sound
        beds = [place(step.bed) for step in script.steps if step.bed is not None]
        cues = [cue.chime for step in script.steps for cue in step.cues]
        moments = {one.written: one.path for one in cues if isinstance(one, OwnSound)}
        return cls(
            bed=None if sound.bed is None else place(sound.bed),
            bed_level_lu=sound.bed_level,
            chimes=None if sound.chimes is None else place(sound.chimes),
            voice=sound.voice,
            rate=sound.rate,
            step_beds=tuple(dict.fromkeys(one for one in beds if one != NO_BED)),
            moments=tuple(moments.items()),
        )

    def pack(self) -> dict[str, Any]:
        """Returns the choices as plain data; a path becomes a list with one text."""
        return {
            "bed": _packed(self.bed),
            "bed_level_lu": self.bed_level_lu,
            "chimes": _packed(self.chimes),
            "voice": self.voice,
            "rate": self.rate,
            "step_beds": [_packed(bed) for bed in self.step_beds],
            "moments": [(name, str(path)) for name, path in self.moments],
        }

    @classmethod
    def unpack(cls, fields: dict[str, Any]) -> Self:
        """Returns the choices from data of `pack`. Raises ValueError, KeyError or TypeError for
        other data."""
        return cls(
            bed=None if fields["bed"] is None else _unpacked(fields["bed"]),
            bed_level_lu=None if fields["bed_level_lu"] is None else float(fields["bed_level_lu"]),
            chimes=None if fields["chimes"] is None else _unpacked(fields["chimes"]),
            voice=None if fields["voice"] is None else str(fields["voice"]),
            rate=None if fields["rate"] is None else int(fields["rate"]),
            step_beds=tuple(_unpacked(bed) for bed in fields["step_beds"]),
            moments=tuple((str(name), Path(path)) for name, path in fields["moments"]),
        )


def _packed(sound: str | Path | None) -> str | list[str] | None:
    return [str(sound)] if isinstance(sound, Path) else sound


def _unpacked(packed: Any) -> str | Path:
    if isinstance(packed, list):
        (path,) = packed
        return Path(path)
    return str(packed)
