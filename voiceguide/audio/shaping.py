"""What an engine wrote, made ready to be placed: one loudness, clean edges."""

from dataclasses import replace
from pathlib import Path

from voiceguide.audio import levels
from voiceguide.audio.clip import BYTES_PER_MS, SAMPLE_WIDTH, Clip, Recording
from voiceguide.audio.decode import decode, decode_unresampled
from voiceguide.audio.fade import fade_in, fade_out
from voiceguide.audio.limiter import levelled
from voiceguide.audio.pydub_adapter import peak_dbfs, silent_edges_ms, without_dc
from voiceguide.errors import SilenceError
from voiceguide.timecode import SAMPLES_PER_MS

_SILENT = "the engine wrote only silence"


def clip_from_file(path: Path, name: str, *, silent: bool = False) -> Clip:
    """The speech in a file of any common format, trimmed, levelled and faded.

    With `silent`, the sound is taken as it is: nothing trimmed, nothing
    levelled. Raises AudioError where the file can't be read, or where it holds
    only silence though `silent` is not set.
    """
    return Clip(name, whole_ms(decode(path) if silent else _shaped(decode_unresampled(path))))


def whole_ms(pcm: bytes, channels: int = 1) -> bytes:
    """The sound, filled up with silence to a whole millisecond."""
    return pcm + bytes(-len(pcm) % (BYTES_PER_MS * channels))


def _shaped(sound: Recording) -> bytes:
    """At 48 kHz; trimmed before it is levelled, so that silence round the words can't count.

    All but the last pass works at the engine's own rate, often half of ours, at half the cost.
    """
    centred = without_dc(sound.pcm)
    peak = peak_dbfs(centred)
    if peak < levels.SILENCE_DBFS:
        raise SilenceError(_SILENT)
    words = _trimmed(Recording(centred, sound.rate), peak)
    try:
        level = levelled(words, lufs=levels.SPEECH_LUFS, ceiling=levels.PEAK_DBFS)
    except SilenceError as error:
        raise SilenceError(_SILENT) from error
    return _edges_faded(level)


def _trimmed(sound: Recording, peak: float) -> Recording:
    """Without the silence round it.

    How quiet silence is counts from the level at which the sound will be
    heard, so that an engine set to speak softly loses no consonants: levelled
    speech has its loudest peaks at the ceiling.
    """
    threshold = levels.SILENCE_DBFS + peak - levels.PEAK_DBFS
    head, tail = silent_edges_ms(sound.pcm, threshold, sound.rate)
    before = max(0, head - levels.HEAD_MARGIN_MS) * sound.rate // 1000
    after = max(0, tail - levels.TAIL_MARGIN_MS) * sound.rate // 1000
    samples = len(sound.pcm) // SAMPLE_WIDTH
    return replace(sound, pcm=sound.pcm[before * SAMPLE_WIDTH : (samples - after) * SAMPLE_WIDTH])


def _edges_faded(pcm: bytes) -> bytes:
    """Faded at both edges, over half of it each where it is very short."""
    samples = len(pcm) // SAMPLE_WIDTH
    length = min(levels.EDGE_FADE_MS * SAMPLES_PER_MS, samples // 2)
    edge = length * SAMPLE_WIDTH
    head, tail = pcm[:edge], pcm[len(pcm) - edge :]
    middle = memoryview(pcm)[edge : len(pcm) - edge]
    return b"".join((fade_in(head, 0, length), middle, fade_out(tail, length, length)))
