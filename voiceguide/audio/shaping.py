"""Turns an engine's files into clips ready to be placed: one loudness, clean edges."""

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from pathlib import Path

from voiceguide.audio import levels
from voiceguide.audio.clip import BYTES_PER_MS, SAMPLE_WIDTH, Clip, Recording
from voiceguide.audio.decode import decode, decode_unresampled
from voiceguide.audio.fade import edges_faded
from voiceguide.audio.filters import filtered, samples
from voiceguide.audio.limiter import levelled
from voiceguide.audio.loudness import integrated_lufs
from voiceguide.audio.onset import on_beat as put_on_beat
from voiceguide.audio.pydub_adapter import peak_dbfs, silent_edges_ms, swing_dbfs, without_dc
from voiceguide.audio.rests import Phrased
from voiceguide.audio.take import check_take
from voiceguide.audio.voice_chain import DRIVE_LUFS, OFF, VoiceChain
from voiceguide.errors import SilenceError

_SILENT = "the engine wrote only silence"


def clip_from_files(
    paths: Sequence[Path],
    name: str,
    *,
    pause_ms: int = 0,
    silent: bool = False,
    chain: VoiceChain = OFF,
    longest_ms: int | None = None,
) -> Clip:
    """Returns the phrases in files of any common format as one clip.

    Trims them, joins them with `pause_ms` of quiet, applies `chain`, levels the
    whole and fades its edges. With `silent`, nothing is trimmed or levelled.

    Raises AudioError if a file can't be read, is longer than `longest_ms`, or holds only silence
    and `silent` is not set.
    """
    if silent:
        quiet = bytes(pause_ms * BYTES_PER_MS)
        return Clip(
            name, quiet.join(whole_ms(decode(path, longest_ms=longest_ms)) for path in paths)
        )
    takes = takes_from_files(paths, longest_ms=longest_ms)
    return clip_of(Phrased.of_phrases(takes, pause_ms), name, chain=chain)


def takes_from_files(
    paths: Sequence[Path],
    *,
    longest_ms: int | None = None,
    texts: Sequence[str] = (),
    pace: float = 1.0,
) -> list[Recording]:
    """Returns the words in files of any common format, without the silence around them.

    If the `texts` of the phrases are given, each file must be a plausible take of its text, spoken
    at `pace`, relative to a calm one.

    Raises AudioError if a file can't be read, is longer than `longest_ms`, can't be a take of its
    text, or holds only silence.
    """
    takes = [trimmed_words(decode_unresampled(path, longest_ms=longest_ms)) for path in paths]
    for take, text in zip(takes, texts, strict=bool(texts)):
        check_take(take, text, pace=pace)
    return takes


def clip_of(
    sentence: Phrased, name: str, *, chain: VoiceChain = OFF, on_beat: bool = False
) -> Clip:
    """Returns a sentence as a clip: through `chain`, levelled, its edges faded.

    With `on_beat`, it is heard `levels.BEAT_LEAD_MS` after the clip's beginning. Raises AudioError
    if it holds only silence.
    """
    pcm = whole_ms(_finished(sentence.joined(), chain))
    return Clip(name, put_on_beat(pcm) if on_beat else pcm)


def whole_ms(pcm: bytes, channels: int = 1) -> bytes:
    """Returns the sound, padded with silence to a whole millisecond."""
    return pcm + bytes(-len(pcm) % (BYTES_PER_MS * channels))


def trimmed_words(sound: Recording) -> Recording:
    """Returns the sound without the silence around it, its mean moved to zero."""
    words = _trimmed(sound, swing_dbfs(sound.pcm))
    # After trimming: if only speech has an offset, shifting the silence around it would make a
    # step. Before any filter, which would turn the offset into a thump.
    return replace(words, pcm=without_dc(words.pcm))


def _trimmed(sound: Recording, peak: float) -> Recording:
    """Returns a sound without the silence around it; its highest sample is at `peak` dBFS.

    The threshold of silence is relative to the final level, so that an engine set
    to speak softly loses no consonants: levelled speech has its loudest peaks at
    the ceiling.
    """
    threshold = levels.SILENCE_DBFS + peak - levels.PEAK_DBFS
    head, tail = silent_edges_ms(sound.pcm, threshold, sound.rate)
    before = max(0, head - levels.HEAD_MARGIN_MS) * sound.rate // 1000
    after = max(0, tail - levels.TAIL_MARGIN_MS) * sound.rate // 1000
    samples = len(sound.pcm) // SAMPLE_WIDTH
    words = sound.pcm[before * SAMPLE_WIDTH : (samples - after) * SAMPLE_WIDTH]
    if peak < levels.SILENCE_DBFS or not words:
        raise SilenceError(_SILENT)
    return replace(sound, pcm=words)


def _finished(sentence: Recording, chain: VoiceChain) -> bytes:
    """Returns the finished sound at 48 kHz. All passes except the last work at the engine's own
    rate, which is often half of ours."""
    voiced = _voiced(sentence, chain)
    try:
        level = levelled(
            _trimmed(voiced, peak_dbfs(voiced.pcm)),
            lufs=levels.SPEECH_LUFS,
            ceiling=levels.PEAK_DBFS,
        )
    except SilenceError as error:
        raise SilenceError(_SILENT) from error
    return edges_faded(level)


def _voiced(sound: Recording, chain: VoiceChain) -> Recording:
    """Returns the sound with the chain applied in one pass; the chain's echo may make it longer."""
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
