"""The user's own chimes: sound files from a folder, brought to the level of the bundled ones."""

from hashlib import sha256
from math import inf
from pathlib import Path

from voiceguide.audio import levels
from voiceguide.audio.catalogue import CHIME_SETS
from voiceguide.audio.clip import BYTES_PER_MS, SAMPLE_WIDTH, Clip
from voiceguide.audio.decode import decode
from voiceguide.audio.fade import fade_in, fade_out
from voiceguide.audio.loudness import momentary_max_lufs
from voiceguide.audio.pydub_adapter import gain, peak_dbfs, silent_edges_ms
from voiceguide.audio.shaping import whole_ms
from voiceguide.errors import AudioError, InputError
from voiceguide.timecode import SAMPLES_PER_MS

_FADE = levels.EDGE_FADE_MS * SAMPLES_PER_MS


def chimes_from_folder(folder: Path) -> dict[str, Clip]:
    """Returns a clip for each meaning, from files named `next-step`, `switch` and `end` with any
    suffix.

    Trims the silence around each sound and brings its loudest 400 ms to the level
    of its meaning. Raises InputError if a file is missing or unsuitable.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise InputError(
            f"can't read the chimes in {folder}: {error.strerror}. Give another folder of sounds, "
            f"or one of: {', '.join(CHIME_SETS)}"
        ) from error
    return {meaning: _chime(_one(folder, meaning, files), meaning) for meaning in levels.CHIME_LUFS}


def _one(folder: Path, meaning: str, files: list[Path]) -> Path:
    found = [path for path in files if path.stem.lower() == meaning]
    if len(found) == 1:
        return found[0]
    if found:
        names = " and ".join(path.name for path in found)
        raise InputError(f"the chime {meaning} is in {folder} more than once: {names}; keep one")
    wanted = ", ".join(f"{name}.wav" for name in levels.CHIME_LUFS)
    raise InputError(
        f"there is no chime {meaning} in {folder}; a folder of chimes holds {wanted} (or .mp3, "
        ".flac, .ogg and so on)"
    )


def _chime(path: Path, meaning: str) -> Clip:
    try:
        pcm = whole_ms(decode(path, longest_ms=levels.LONGEST_CHIME_MS))
    except AudioError as error:
        raise InputError(f"{error}; give another sound for the chime {meaning}") from error
    peak = peak_dbfs(pcm)
    loudest = momentary_max_lufs(pcm)
    if loudest == -inf:
        raise InputError(f"the chime {path} is silent; give another sound")
    head, tail = silent_edges_ms(pcm, peak + levels.CHIME_EDGE_DB)
    pcm = pcm[head * BYTES_PER_MS : len(pcm) - tail * BYTES_PER_MS]
    wanted = min(levels.CHIME_LUFS[meaning] - loudest, levels.PEAK_DBFS - peak)
    pcm = fade_out(fade_in(gain(pcm, wanted), 0, _FADE), len(pcm) // SAMPLE_WIDTH, _FADE)
    return Clip(f"{meaning}-{sha256(pcm).hexdigest()[:16]}", pcm)
