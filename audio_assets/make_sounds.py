"""Write the chimes and the beds: `python audio_assets/make_sounds.py [FOLDER]`.

Needs numpy and av. Writes to the folders `chimes` and `beds` beside this program, or in
FOLDER, with the same bytes each time.
"""

import sys
from pathlib import Path

from beds import beds
from chimes import chimes
from levels import flac
from synthesis import RATE


def main(arguments: list[str]) -> None:
    """Write the files and print their lengths and sizes."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parent
    for name, pcm in (chimes() | beds()).items():
        content = flac(pcm)
        path = folder / f"{name}.flac"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(f"{name}.flac: {pcm.shape[-1] / RATE:.3f} s, {len(content):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
