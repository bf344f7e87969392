"""The obvious program: pyttsx3 for each phrase, `track += clip`, `export`.

    python -m tests.benchmarks.obvious TIMELINE.json OUT.mp3

It makes the session of a voiceguide timeline as anybody might program it in an
afternoon: the same sentences, in the same voice, at the same times and sampling
rate. It needs the ffmpeg program for `export`.
"""

import sys
import tempfile
from pathlib import Path

from pydub import AudioSegment  # type: ignore[import-untyped]

from tests.benchmarks.timeline import events
from tests.benchmarks.voice import CHIMES, load_library, speak
from voiceguide.timecode import SAMPLE_RATE


def main(timeline_file: str, output: str) -> None:
    """Builds the session in one growing track."""
    load_library()
    chimes = {
        file.stem: AudioSegment.from_file(file).set_frame_rate(SAMPLE_RATE)
        for file in CHIMES.glob("*.flac")
    }
    track = AudioSegment.empty()
    with tempfile.TemporaryDirectory() as folder:
        for event in events(Path(timeline_file)):
            track += AudioSegment.silent(max(0, event.start_ms - len(track)))
            if event.kind == "phrase":
                track += AudioSegment.from_wav(speak(event.what, f"{folder}/phrase.wav"))
            elif event.kind == "chime":
                track += chimes[event.what]
        track.export(output, format="mp3", bitrate="96k")


if __name__ == "__main__":
    main(*sys.argv[1:])
