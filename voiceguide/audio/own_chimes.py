"""The user's own chimes: sound files in a folder, brought to the level of the bundled ones."""

from array import array
from hashlib import sha256
from math import inf
from pathlib import Path

from voiceguide.audio import levels, pcm
from voiceguide.audio.clip import BYTES_PER_MS, SAMPLE_WIDTH, Clip
from voiceguide.audio.decode import count_channels
from voiceguide.audio.fade import fade_in, fade_out
from voiceguide.audio.filters import ROOMY
from voiceguide.audio.limiter import amplified
from voiceguide.audio.loudness import momentary_max_lufs, true_peak_dbtp
from voiceguide.audio.own_sound import Heard, roomy_dbfs
from voiceguide.audio.pydub_adapter import peak_dbfs, silent_edges_ms
from voiceguide.audio.remarks import CANCELLED_DB, chime_remarks
from voiceguide.audio.rows import LevelMeter
from voiceguide.audio.stream import Block
from voiceguide.errors import AudioError, InputError
from voiceguide.sounds import BELL, CHIME_SETS
from voiceguide.timecode import SAMPLES_PER_MS

_FADE = levels.EDGE_FADE_MS * SAMPLES_PER_MS
_FADE_OUT = levels.CHIME_FADE_OUT_MS * SAMPLES_PER_MS
_WINDOW = 10 * SAMPLES_PER_MS


def chimes_from_folder(folder: Path) -> dict[str, Clip]:
    """Returns a clip for each meaning, from files named `next-step`, `switch` and `end` with any
    suffix, and one for `bell` if there is such a file.

    Removes each sound's offset and rumble, trims the silence around it, and brings its loudest 400
    ms to the level of its meaning. Raises InputError if a file is missing or unsuitable.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise InputError(
            f"can't read the chimes in {folder}: {error.strerror}. Give another folder of sounds, "
            f"or one of: {', '.join(CHIME_SETS)}"
        ) from error
    found = {
        meaning: _chime(_one(folder, meaning, files), meaning, level)
        for meaning, level in levels.CHIME_LUFS.items()
    }
    if any(path.stem.lower() == BELL for path in files):
        found[BELL] = chime_from_file(_one(folder, BELL, files))
    return found


def chime_from_file(path: Path) -> Clip:
    """Returns a chime that the author places, shaped like those from a folder. Raises InputError if
    it is unsuitable."""
    return _chime(path, BELL, levels.BELL_LUFS)


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


def _chime(path: Path, meaning: str, level: float) -> Clip:
    try:
        heard = Heard(min(2, count_channels(path)))
        read = b"".join(heard.read(path, levels.LONGEST_CHIME_MS))
    except AudioError as error:
        raise InputError(f"{error}; give another sound for the chime {meaning}") from error
    # This comes before the filter, which rings for some 50 ms where a sound breaks off.
    sound = b"".join(heard.cleaned([_sounding(read, heard.channels)], levels.EDGE_FADE_MS))
    sound = _mono(sound, heard)
    loudest = momentary_max_lufs(sound, ROOMY)
    if loudest == -inf:
        raise InputError(
            f"the chime {path} is silent, or only rumble under {levels.RUMBLE_HZ} Hz; give "
            "another sound"
        )
    room = levels.PEAK_DBFS - roomy_dbfs(*pcm.extremes(sound, ROOMY.width))
    wanted = min(level - loudest, room)
    over = true_peak_dbtp(amplified([sound], wanted, channels=1)) - levels.PEAK_DBFS
    chime = _trimmed(amplified([sound], wanted - max(0.0, over), channels=1))
    rows = LevelMeter()
    rows.feed(Block(chime, channels=1))
    remarks = tuple(chime_remarks(heard, loudest, meaning, rows))
    return Clip(f"{meaning}-{sha256(chime).hexdigest()[:16]}", chime, remarks=remarks)


def _sounding(sound: bytes, channels: int) -> bytes:
    """Returns a sound (FLOAT) without its silent edges, whatever their offset."""
    samples, size = array("f", sound), _WINDOW * channels
    whole = _swing(samples, channels)
    least = whole * 10 ** (levels.CHIME_EDGE_DB / 20)
    starts = [
        start
        for start in range(0, len(samples), size)
        if _swing(samples[start : start + size], channels) > least
    ]
    return samples[starts[0] : starts[-1] + size].tobytes() if starts else sound


def _swing(samples: "array[float]", channels: int) -> float:
    """Returns the largest distance between the lowest and highest sample of a channel."""
    each = (samples[channel::channels] for channel in range(channels))
    return max(max(one) - min(one) for one in each)


def _mono(sound: bytes, heard: Heard) -> bytes:
    """Returns the mean of both channels, or the louder channel if they cancel."""
    if heard.channels == 1:
        return sound
    if heard.mono_db < CANCELLED_DB:
        return pcm.channel(sound, int(heard.balance_db < 0), 2, ROOMY.width)
    return pcm.averaged(sound, ROOMY.width)


def _trimmed(sound: bytes) -> bytes:
    """Returns the sound without the silence around it, faded at its edges. If there is none before
    it, its beginning has been faded already."""
    threshold = min(peak_dbfs(sound) + levels.CHIME_EDGE_DB, levels.CHIME_EDGE_DBFS)
    head, tail = silent_edges_ms(sound, threshold)
    sound = sound[head * BYTES_PER_MS : len(sound) - tail * BYTES_PER_MS]
    if head:
        sound = fade_in(sound, 0, _FADE)
    count = len(sound) // SAMPLE_WIDTH
    fade = min(_FADE_OUT, count // 4)
    return fade_out(fade_out(sound, count, fade), count, fade)
