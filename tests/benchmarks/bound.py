"""A lower bound: speaks every distinct sentence once, and encodes only that.

With Piper, which uses all cores itself, one process speaks, and nothing is encoded.

    python -m tests.benchmarks.bound TIMELINE.json

It uses all cores and does nothing else: no silence, no chimes, no plan, no checks, no
file. It has the same speech engine, and the same LAME at voiceguide's settings, and so
shows the least that the words of a session cost when nothing is cached.
"""

import os
import sys
import tempfile
from multiprocessing import get_context
from pathlib import Path

import lameenc  # type: ignore[import-not-found]
from pydub import AudioSegment  # type: ignore[import-untyped]

from tests.benchmarks.timeline import phrases
from tests.benchmarks.voice import is_natural, load_library, speak

_BIT_RATE, _QUALITY = 96, 7


def main(timeline_file: str) -> None:
    """Distributes the sentences over processes."""
    sentences = list(dict.fromkeys(phrases(Path(timeline_file))))
    if is_natural():
        with tempfile.TemporaryDirectory() as folder:
            for text in sentences:
                speak(text, f"{folder}/phrase.wav")
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        get_context("spawn").Pool(_workers(), load_library) as pool,
    ):
        jobs = [(text, f"{folder}/{number}.wav") for number, text in enumerate(sentences)]
        pool.starmap(_spoken_and_encoded, jobs, chunksize=4)


def _workers() -> int:
    """One more than the cores, because the engine sleeps while it waits for its library."""
    return (os.cpu_count() or 1) + 1


def _spoken_and_encoded(text: str, path: str) -> int:
    clip = AudioSegment.from_wav(speak(text, path)).set_frame_rate(48_000)
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(_BIT_RATE)
    encoder.set_quality(_QUALITY)
    encoder.set_channels(1)
    encoder.set_in_sample_rate(clip.frame_rate)
    encoder.silence()
    return len(encoder.encode(clip.raw_data) + encoder.flush())


if __name__ == "__main__":
    main(*sys.argv[1:])
