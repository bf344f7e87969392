"""Write the chimes and the beds: `python audio_assets/make_sounds.py [FOLDER] [--originals]`.

Needs numpy and av. The files go into the folders `chimes` and `beds` beside this program,
or in FOLDER; their bytes are the same each time. With `--originals`, the folder `originals`
gets the same sounds at 48 kHz and without loss, for comparison.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from beds import BIT_RATES, LIFTS, beds
from chimes import STORED_RATE, chimes
from levels import SMALLEST, flac, lifted, slower
from ogg_opus import ogg_opus


def main() -> None:
    """Write the files, and print their sizes."""
    parser = argparse.ArgumentParser(description="Write the chimes and the beds.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    parser.add_argument(
        "--originals", action="store_true", help="also write lossless sounds at 48 kHz"
    )
    arguments = parser.parse_args()
    for name, content in _files(originals=arguments.originals):
        path = arguments.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(f"{name}: {len(content):,} bytes")


def _files(*, originals: bool) -> Iterator[tuple[str, bytes]]:
    """Yields each file's name and content."""
    for name, pcm in chimes().items():
        yield f"{name}.flac", flac(slower(pcm, STORED_RATE), STORED_RATE, SMALLEST)
        if originals:
            yield f"originals/{name}.flac", flac(pcm)
    for name, pcm in beds().items():
        yield f"{name}.opus", ogg_opus(lifted(pcm, LIFTS.get(name, 0.0)), BIT_RATES[name])
        if originals:
            yield f"originals/{name}.flac", flac(pcm)


if __name__ == "__main__":
    main()
