"""Finds beds and chimes: bundled ones, and the user's own."""

from hashlib import sha256
from pathlib import Path

from voiceguide import resources
from voiceguide.audio.catalogue import is_own_set
from voiceguide.audio.clip import Clip, Loop
from voiceguide.audio.decode import count_channels, decode
from voiceguide.audio.levels import CHIME_LUFS
from voiceguide.audio.own_bed import bed_from_file
from voiceguide.audio.own_chimes import chimes_from_folder
from voiceguide.audio.shaping import whole_ms
from voiceguide.cache.store import NOWHERE, Store
from voiceguide.errors import AudioError, InputError, LostClipError, UnknownNameError
from voiceguide.sounds import BEDS, BELL, CHIME_SETS, CHIMES, NO_BED


def chime(name: str, chime_set: str = CHIMES) -> Clip:
    """Returns the chime of that name from a bundled set, at its final level.

    Raises UnknownNameError, or AudioError if the installation is damaged.
    """
    if chime_set not in CHIME_SETS:
        raise UnknownNameError("chime set", chime_set, CHIME_SETS)
    if name not in CHIME_LUFS:
        raise UnknownNameError("chime", name, CHIME_LUFS)
    return _bundled("chimes", chime_set, f"{name}.flac", channels=1)


def find_chimes(wanted: str | Path) -> dict[str, Clip]:
    """Returns a chime for each meaning: from a bundled set, or from a folder of sound files.
    `bell` sounds like `next-step` if it has no sound of its own.

    Anything that looks like a path counts as a folder. Raises UnknownNameError, or InputError for
    a folder that can't be used.
    """
    path = Path(wanted)
    if not is_own_set(wanted):
        found = {name: chime(name, str(wanted)) for name in CHIME_LUFS}
        return {**found, BELL: found["next-step"]}
    if wanted == path.name and not path.exists():
        raise UnknownNameError("chime set", wanted, CHIME_SETS, "Or give a folder of sounds")
    found = chimes_from_folder(path)
    return {BELL: found["next-step"], **found}


def bed(name: str) -> Clip:
    """Returns the bundled bed of that name: one pass of its loop, at its final level.

    Raises UnknownNameError, or AudioError if the installation is damaged.
    """
    if name not in BEDS:
        raise UnknownNameError("bed", name, BEDS)
    return _bundled("beds", f"{name}.opus")


def find_bed(bed: str | Path, store: Store = NOWHERE) -> Loop | None:
    """Returns the requested bed, bundled or from a sound file; None for no bed.

    A bundled name takes precedence over a file of the same name. A bed from a file is shaped once
    and cached in `store`. Raises UnknownNameError, or InputError for a file that can't be used.
    """
    if str(bed) == NO_BED:
        return None
    if str(bed) in BEDS:
        return _bundled("beds", f"{bed}.opus")
    path = Path(bed)
    if bed == path.name and not path.suffix and not path.exists():
        raise UnknownNameError("bed", bed, (*BEDS, NO_BED), "Or give a sound file")
    try:
        return bed_from_file(path, store)
    except LostClipError:
        raise
    except AudioError as error:
        raise InputError(
            f"{error}; give another sound file as bed, or {', '.join(BEDS)}, {NO_BED}"
        ) from error


def _bundled(*parts: str, channels: int = 0) -> Clip:
    """Returns the sound in that file with so many channels, or as many as it has."""
    path = resources.audio_assets().joinpath(*parts)
    channels = channels or count_channels(path)
    return _named(path.stem, whole_ms(decode(path, channels=channels), channels), channels)


def _named(name: str, pcm: bytes, channels: int) -> Clip:
    """Returns a clip whose name includes a digest of its samples, so that a name means the same
    sound in every version."""
    return Clip(f"{name}-{sha256(pcm).hexdigest()[:16]}", pcm, channels)
