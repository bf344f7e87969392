"""The obvious program: pyttsx3 for each cue, `track += clip`, `export`.

    python -m tests.benchmarks.obvious TIMELINE.json OUT.mp3

It makes the session of a voiceguide timeline as somebody would write it in an
afternoon: the same sentences, in the same voice, at the same times. It needs
the ffmpeg program for `export`.
"""

import ctypes
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import espeakng_loader
from pydub import AudioSegment

from voiceguide import resources
from voiceguide.speech.engines.pyttsx3 import DEFAULT_RATE
from voiceguide.speech.engines.voice_choice import DEFAULT_ENGLISH


def main(timeline_file: str, output: str) -> None:
    """Build the session in one growing track."""
    timeline = json.loads(Path(timeline_file).read_text(encoding="utf-8"))
    load_library()
    events = [
        (phrase["start_ms"], "phrase", phrase["text"])
        for cue in timeline["cues"]
        for phrase in cue["phrases"]
    ]
    events += [(chime["start_ms"], "chime", chime["kind"]) for chime in timeline["chimes"]]
    chimes = {
        name: AudioSegment.from_file(resources.audio_assets() / f"chimes/classic/{name}.flac")
        for name in ("next-step", "switch", "end")
    }
    track = AudioSegment.empty()
    with tempfile.TemporaryDirectory() as folder:
        for start_ms, kind, what in sorted(events):
            clip = chimes[what] if kind == "chime" else speak(what, f"{folder}/phrase.wav")
            track += AudioSegment.silent(max(0, start_ms - len(track)))
            track += clip
        track += AudioSegment.silent(max(0, timeline["total_ms"] - len(track)))
        track.export(output, format="mp3", bitrate="96k")


def load_library() -> None:
    """Have pyttsx3 find the speech library that pip installed."""
    ctypes.CDLL(espeakng_loader.get_library_path(), ctypes.RTLD_GLOBAL)
    os.environ["ESPEAK_DATA_PATH"] = str(Path(espeakng_loader.get_data_path()).parent)


def speak(text: str, path: str) -> AudioSegment:
    """One sentence by pyttsx3; waits until the file is there, which `runAndWait` alone does not."""
    import pyttsx3

    engine = pyttsx3.Engine()
    finished: list[bool] = []
    engine.connect("finished-utterance", lambda name, completed: finished.append(completed))
    engine.setProperty("voice", DEFAULT_ENGLISH)
    engine.setProperty("rate", DEFAULT_RATE)
    engine.save_to_file(text, path)
    engine.runAndWait()
    while not finished:
        time.sleep(0.001)
    return AudioSegment.from_wav(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
