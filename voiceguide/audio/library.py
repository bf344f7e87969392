"""The bundled sounds, and a bed of the user's own."""

from hashlib import sha256
from pathlib import Path

from voiceguide import resources
from voiceguide.audio import levels
from voiceguide.audio.clip import BYTES_PER_MS, Clip, Recording
from voiceguide.audio.decode import decode
from voiceguide.audio.limiter import levelled
from voiceguide.audio.seam import seamless
from voiceguide.audio.shaping import whole_ms
from voiceguide.errors import AudioError, InputError, UnknownNameError
from voiceguide.timecode import SAMPLES_PER_MS

_CHIMES = ("next-step", "switch", "end")
_CHIME_SETS = ("classic", "bowl", "wood", "glass")
_BEDS = ("room-tone", "rain", "sea", "warm-pad")

NO_BED = "none"
"""The name by which people ask for no bed at all."""


def chime(name: str, chime_set: str = "classic") -> Clip:
    """The chime of that name in a bundled set, at the level it was made for.

    Raises UnknownNameError, and AudioError where the installation is damaged.
    """
    if chime_set not in _CHIME_SETS:
        raise UnknownNameError("chime set", chime_set, _CHIME_SETS)
    if name not in _CHIMES:
        raise UnknownNameError("chime", name, _CHIMES)
    return _bundled(name, "chimes", chime_set)


def chime_sets() -> tuple[str, ...]:
    """The names of the bundled sets of chimes, the usual one first."""
    return _CHIME_SETS


def bed(name: str) -> Clip:
    """The bundled bed of that name: one turn of its loop, at its final level.

    Raises UnknownNameError, and AudioError where the installation is damaged.
    """
    if name not in _BEDS:
        raise UnknownNameError("bed", name, _BEDS)
    return _bundled(name, "beds")


def beds() -> tuple[str, ...]:
    """The names of the bundled beds."""
    return _BEDS


def find_bed(bed: str | Path) -> Clip | None:
    """The bed that was asked for: a bundled name, a sound file, or none (None).

    A bundled name wins over a file; what looks like a file is one. Raises
    UnknownNameError, or InputError for a file that can't serve.
    """
    if bed == NO_BED:
        return None
    if str(bed) in _BEDS:
        return _bundled(str(bed), "beds")
    path = Path(bed)
    if isinstance(bed, str) and len(path.parts) == 1 and not path.suffix and not path.exists():
        raise UnknownNameError("bed", bed, (*_BEDS, NO_BED), "Or give a sound file")
    try:
        return bed_from_file(path)
    except AudioError as error:
        raise InputError(
            f"{error}; give another sound file as bed, or {', '.join(_BEDS)}, {NO_BED}"
        ) from error


def bed_from_file(path: Path) -> Clip:
    """A sound file of the user's as a bed: 20 LU under speech, its end led into its beginning.

    Raises AudioError where it can't be read, is silent or is longer than an hour.
    """
    pcm = whole_ms(decode(path, longest_ms=levels.LONGEST_BED_MS))
    try:
        pcm = levelled(Recording(pcm), lufs=levels.BED_LUFS, ceiling=levels.BED_PEAK_DBFS)
    except AudioError as error:
        raise AudioError(f"can't use {path} as a bed: {error}") from error
    seam_ms = min(levels.SEAM_MS, len(pcm) // BYTES_PER_MS // 4)
    return _named("bed", seamless(pcm, seam_ms * SAMPLES_PER_MS))


def _bundled(name: str, *folders: str) -> Clip:
    path = resources.audio_assets().joinpath(*folders, f"{name}.flac")
    return _named(name, whole_ms(decode(path)))


def _named(name: str, pcm: bytes) -> Clip:
    """Named after its samples too, because one name means one sound, in every version."""
    return Clip(f"{name}-{sha256(pcm).hexdigest()[:16]}", pcm)
