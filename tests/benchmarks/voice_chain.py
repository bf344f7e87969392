"""Measures what each preset of the voice chain does to an engine's voice.

    python -m tests.benchmarks.voice_chain [SENTENCES [PROGRAM ...]]

Speaks the deep session's sentences (all, or an even selection of about
SENTENCES) with the default engine, or with PROGRAM as for `--command`, and
shapes them with each preset. Prints the phrases' loudness, its standard
deviation and span; the standard deviation of 400 ms loudness within a phrase;
crest factor, highest true peak, length and processor milliseconds per phrase;
and the percentage of words that a recogniser gets wrong: in the clean sound, in a
room (pink noise 10 LU under the voice), and from a phone in that room (400 to
4000 Hz of the voice). Needs pocketsphinx and numpy: pip install -e '.[dev]'
"""

import shlex
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from math import ceil, log10, sqrt
from pathlib import Path
from statistics import fmean, median, pstdev

import numpy as np

from tests.benchmarks.recogniser import RATE, Recogniser, errors, words
from voiceguide.audio.clip import Recording
from voiceguide.audio.filters import filtered, samples
from voiceguide.audio.loudness import integrated_lufs, true_peak_dbtp
from voiceguide.audio.shaping import clip_from_files
from voiceguide.audio.voice_chain import FORMANT, NATURAL, OFF, VoiceChain
from voiceguide.session.plan import load, total_ms
from voiceguide.speech.voicing import Voicing, create_engine
from voiceguide.timeline.outline import outline

PLACES = {
    "clean": (),
    "room": (),
    "phone": (("highpass", "frequency=400"), ("lowpass", "frequency=4000")),
}
HEAD = (
    f"{'':8}{'LUFS':>8}{'sd':>8}{'span':>8}{'within':>8}{'crest':>8}{'dBTP':>8}{'ms':>8}{'work':>8}"
    + "".join(f"{place + ' % (over off)':>23}" for place in PLACES)
)
_NOISE_LUFS = -29.0
_SPEECH_LU = 15.0
"""A 400 ms window this far below its phrase's loudness still counts as speech, not as a pause."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One phrase through one preset."""

    lufs: float
    spread: float
    crest: float
    true_peak: float
    cpu_ms: float
    length_ms: int
    wrong: dict[str, int]


def main(sentences: str = "1000", *program: str) -> None:
    """Speaks, shapes, measures and prints."""
    script = load("back-massage")
    longest = outline(script, total_ms(script, length="deep"))
    every = [sentence.text for sentence, _ in longest.sentences()]
    recogniser = Recogniser(every)
    chosen = recogniser.known[:: ceil(len(recogniser.known) / int(sentences))]
    engine = "command" if program else "pyttsx3"
    options = {"command": shlex.join(program)} if program else {}
    voicing = Voicing(engine=engine, options=options)
    with tempfile.TemporaryDirectory() as name:
        files = [Path(name) / f"{number}.wav" for number in range(len(chosen))]
        with closing(create_engine(voicing)) as speaker:
            for sentence, file in zip(chosen, files, strict=True):
                speaker.speak(sentence, file)
        print(f"{len(chosen)} sentences, {engine} {' '.join(program)}")
        print(HEAD)
        base: list[Heard] = []
        for chain in (OFF, NATURAL, FORMANT):
            pairs = zip(chosen, files, strict=True)
            found = [_heard(recogniser, *pair, chain) for pair in pairs]
            base = base or found
            _show(chain.name, chosen, found, base)


def _heard(recogniser: Recogniser, sentence: str, file: Path, chain: VoiceChain) -> Heard:
    started = time.thread_time()
    clip = clip_from_files([file], "phrase", chain=chain)
    cpu_ms = 1000 * (time.thread_time() - started)
    lufs = integrated_lufs(clip.pcm)
    spoken = [level for level in _momentary(clip.pcm) if level > lufs - _SPEECH_LU]
    wave = np.frombuffer(clip.pcm, "<i2") / 32768
    return Heard(
        lufs=lufs,
        spread=pstdev(spoken) if spoken else 0.0,
        crest=20 * log10(np.abs(wave).max() / sqrt(np.mean(wave**2))),
        true_peak=true_peak_dbtp(clip.pcm),
        cpu_ms=cpu_ms,
        length_ms=clip.length_ms,
        wrong={
            place: errors(words(sentence), recogniser.hear(_at(place, clip.pcm)))
            for place in PLACES
        },
    )


def _show(name: str, sentences: tuple[str, ...], found: list[Heard], base: list[Heard]) -> None:
    levels = [heard.lufs for heard in found]
    numbers = (
        fmean(levels),
        pstdev(levels),
        max(levels) - min(levels),
        fmean(heard.spread for heard in found),
        fmean(heard.crest for heard in found),
        max(heard.true_peak for heard in found),
        fmean(heard.length_ms for heard in found),
        median(heard.cpu_ms for heard in found),
    )
    count = sum(len(words(sentence)) for sentence in sentences)
    print(f"{name:8}" + "".join(f"{number:>8.2f}" for number in numbers), end="")
    for place in PLACES:
        wrong = sum(heard.wrong[place] for heard in found)
        more = [a.wrong[place] - b.wrong[place] for a, b in zip(found, base, strict=True)]
        change, error = sum(more), pstdev(more) * sqrt(len(more))
        shares = (100 * number / count for number in (wrong, change, error))
        print("{:>7.1f} ({:+5.1f} ± {:3.1f})".format(*shares), end="")
    print(flush=True)


def _momentary(pcm: bytes) -> list[float]:
    """Returns the loudness of each 400 ms window, at steps of 100 ms."""
    frames = filtered(Recording(pcm), ("ebur128", "metadata=1"))
    readings = [float(frame.metadata["lavfi.r128.M"]) for frame in frames if frame.metadata]
    return readings[3:] or readings


def _at(place: str, pcm: bytes) -> bytes:
    """Returns what reaches the listener at a place, at the recogniser's sample rate."""
    voice = _through(pcm, *PLACES[place])
    wave = np.frombuffer(voice, "<i2").astype(float)
    chance = np.random.default_rng(1)
    if place == "clean":
        wave += chance.uniform(-3, 3, len(wave))  # digital silence upsets its normalisation
    else:
        wave += _pink(len(wave), chance)
    noisy = np.clip(np.round(wave), -32768, 32767).astype("<i2").tobytes()
    return _through(noisy, ("aresample", str(RATE)))


def _through(pcm: bytes, *filters: tuple[str, str]) -> bytes:
    frames = filtered(Recording(pcm), *filters, ("aformat", "sample_fmts=s16"))
    return b"".join(samples(frame) for frame in frames)


def _pink(length: int, chance: np.random.Generator) -> np.ndarray:
    """Returns pink noise (equal power in every octave) at `_NOISE_LUFS`."""
    bins = np.fft.rfft(chance.standard_normal(length))
    bins /= np.sqrt(np.maximum(np.arange(len(bins)), 1))
    noise = np.fft.irfft(bins, length)
    noise *= 1000 / noise.std()
    found = integrated_lufs(noise.astype("<i2").tobytes())
    return noise * 10 ** ((_NOISE_LUFS - found) / 20)


if __name__ == "__main__":
    main(*sys.argv[1:])
