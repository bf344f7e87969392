"""The bundled sounds, and a bed of the user's own."""

from hashlib import sha256
from pathlib import Path

from voiceguide import resources
from voiceguide.audio import levels
from voiceguide.audio.clip import BYTES_PER_MS, Clip, Recording
from voiceguide.audio.decode import count_channels, decode
from voiceguide.audio.limiter import levelled
from voiceguide.audio.seam import seamless
from voiceguide.audio.shaping import whole_ms
from voiceguide.errors import AudioError, InputError, UnknownNameError
from voiceguide.timecode import SAMPLES_PER_MS

_CHIMES = ("next-step", "switch", "end")
ROOM_TONE = "room-tone"
"""The bed where none is chosen: hardly heard, it keeps loudspeakers awake and is never ducked."""

_BEDS = (ROOM_TONE,)

NO_BED = "none"
"""The name by which people ask for no bed at all."""


def chime(name: str) -> Clip:
    """The bundled chime of that name, at the level it was made for.

    Raises UnknownNameError, and AudioError where the installation is damaged.
    """
    if name not in _CHIMES:
        raise UnknownNameError("chime", name, _CHIMES)
    return _bundled(name)


def bed(name: str) -> Clip:
    """The bundled bed of that name: one turn of its loop, at its final level.

    Raises UnknownNameError, and AudioError where the installation is damaged.
    """
    if name not in _BEDS:
        raise UnknownNameError("bed", name, _BEDS)
    return _bundled(name)


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
        return _bundled(str(bed))
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

    More than one channel become stereo. Raises AudioError where it can't be
    read, is silent or is longer than an hour.
    """
    channels = min(2, count_channels(path))
    pcm = decode(path, channels=channels, longest_ms=levels.LONGEST_BED_MS)
    lufs = levels.BED_LUFS if channels == 1 else levels.STEREO_BED_LUFS
    try:
        sound = Recording(whole_ms(pcm, channels), channels=channels)
        pcm = levelled(sound, lufs=lufs, ceiling=levels.BED_PEAK_DBFS)
    except AudioError as error:
        raise AudioError(f"can't use {path} as a bed: {error}") from error
    seam_ms = min(levels.SEAM_MS, len(pcm) // (BYTES_PER_MS * channels) // 4)
    return _named("bed", seamless(pcm, seam_ms * SAMPLES_PER_MS, channels), channels)


def _bundled(name: str) -> Clip:
    path = resources.audio_assets() / f"{name}.flac"
    channels = count_channels(path)
    return _named(name, whole_ms(decode(path, channels=channels), channels), channels)


def _named(name: str, pcm: bytes, channels: int) -> Clip:
    """Named after its samples too, because one name means one sound, in every version."""
    return Clip(f"{name}-{sha256(pcm).hexdigest()[:16]}", pcm, channels)
