"""`python -m tests.voices_homes`: says whether the homes of natural voices still answer.

    python -m tests.voices_homes                  # asks for the first byte of each file
    python -m tests.voices_homes --voice joe      # of one voice
    python -m tests.voices_homes --whole          # fetches every file, and checks its content

It is no test: it needs the internet. It exits with 1 if a file is missing, or another one.
"""

import argparse
import sys
import tempfile
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from voiceguide.errors import VoiceguideError
from voiceguide.files.fetch import Expected, fetch
from voiceguide.files.part import Part
from voiceguide.speech.voices.catalogue import PinnedFile
from voiceguide.speech.voices.known import known, named


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints one line for each file, and returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.voices_homes")
    parser.add_argument("--voice", help="only this voice")
    parser.add_argument("--mirror", default="", help="ask this address instead")
    parser.add_argument("--whole", action="store_true", help="fetch the files, and check them")
    options = parser.parse_args(arguments)
    try:
        voices = [named(options.voice)] if options.voice else known()
    except VoiceguideError as error:
        parser.error(str(error))
    check = fault_of_whole if options.whole else fault
    bad = 0
    files = [file for voice in voices if voice.has_home for file in voice.files]
    for file in dict.fromkeys(files):  # voices may share one
        found = check(file, options.mirror)
        bad += bool(found)
        print(f"{'bad ' if found else 'good'}  {file.name}{f': {found}' if found else ''}")
    print(f"{bad} bad" if bad else "all good")
    return 1 if bad else 0


def fault(file: PinnedFile, mirror: str = "") -> str:
    """Returns what is wrong with the first byte of a file at its home; empty if nothing is."""
    request = urllib.request.Request(file.url(mirror), headers={"Range": "bytes=0-0"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            ranged = answer.headers.get("Content-Range", "").rpartition("/")[2]
            size = ranged or answer.headers.get("Content-Length", "")
    except (OSError, ValueError) as error:
        return str(error)
    wrong = file.size is not None and size != str(file.size)
    return f"{size or 'unknown'} bytes instead of {file.size}" if wrong else ""


def fault_of_whole(file: PinnedFile, mirror: str = "") -> str:
    """Returns what is wrong with a whole file at its home; empty if nothing is."""
    expected = Expected(url=file.url(mirror), sha256=file.sha256, size=file.size)
    with tempfile.TemporaryDirectory() as folder:
        try:
            with Part(Path(folder) / file.name, file.sha256) as part:
                fetch(expected, part, lambda _: None)
        except VoiceguideError as error:
            return str(error)
    return ""


if __name__ == "__main__":
    sys.exit(main())
