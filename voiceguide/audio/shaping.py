"""What an engine wrote, made ready to be placed: one loudness, clean edges."""

from dataclasses import replace
from math import inf
from pathlib import Path

from voiceguide.audio import levels
from voiceguide.audio.clip import BYTES_PER_MS, SAMPLE_WIDTH, Clip, Recording
from voiceguide.audio.decode import decode, decode_unresampled
from voiceguide.audio.fade import fade_in, fade_out
from voiceguide.audio.filters import filtered, samples
from voiceguide.audio.limiter import levelled
from voiceguide.audio.loudness import integrated_lufs
from voiceguide.audio.pydub_adapter import peak_dbfs, silent_edges_ms, without_dc
from voiceguide.audio.voice_chain import DRIVE_LUFS, OFF, VoiceChain
from voiceguide.errors import SilenceError
from voiceguide.timecode import SAMPLES_PER_MS

_SILENT = "the engine wrote only silence"


def clip_from_file(path: Path, name: str, *, silent: bool = False, chain: VoiceChain = OFF) -> Clip:
    """The speech in a file of any common format, put through `chain`, trimmed, levelled, faded.

    With `silent`, the sound is taken as it is: nothing trimmed, nothing
    levelled. Raises AudioError where the file can't be read, or where it holds
    only silence though `silent` is not set.
    """
    if silent:
        return Clip(name, whole_ms(decode(path)))
    return Clip(name, whole_ms(_shaped(decode_unresampled(path), chain)))


def whole_ms(pcm: bytes, channels: int = 1) -> bytes:
    """The sound, filled up with silence to a whole millisecond."""
    return pcm + bytes(-len(pcm) % (BYTES_PER_MS * channels))


def _shaped(sound: Recording, chain: VoiceChain) -> bytes:
    """At 48 kHz; trimmed before it is levelled, so that silence round the words can't count.

    All but the last pass works at the engine's own rate, often half of ours, at half the cost.
    """
    # Before any filter, which would answer a step at the start with a thump.
    centred = replace(sound, pcm=without_dc(sound.pcm))
    if peak_dbfs(centred.pcm) < levels.SILENCE_DBFS:
        raise SilenceError(_SILENT)
    try:
        words = _trimmed(_voiced(centred, chain))
        level = levelled(words, lufs=levels.SPEECH_LUFS, ceiling=levels.PEAK_DBFS)
    except SilenceError as error:
        raise SilenceError(_SILENT) from error
    return _edges_faded(level)


def _voiced(sound: Recording, chain: VoiceChain) -> Recording:
    """Through the chain, in one pass; longer by what the chain lets sound on."""
    if not chain.filters:
        return sound
    found = integrated_lufs(sound.pcm, sound.rate)
    if found == -inf:
        raise SilenceError(_SILENT)
    frames = filtered(
        sound,
        ("aformat", "sample_fmts=dblp"),
        ("volume", f"volume={DRIVE_LUFS - found:.4f}dB:precision=double"),
        *chain.filters,
        ("aformat", "sample_fmts=s16"),
    )
    return replace(sound, pcm=b"".join(samples(frame) for frame in frames))


def _trimmed(sound: Recording) -> Recording:
    """Without the silence round it.

    How quiet silence is counts from the level at which the sound will be
    heard, so that an engine set to speak softly loses no consonants: levelled
    speech has its loudest peaks at the ceiling.
    """
    threshold = levels.SILENCE_DBFS + peak_dbfs(sound.pcm) - levels.PEAK_DBFS
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
