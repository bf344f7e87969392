"""Write the chimes and the room tone: `python audio_assets/make_sounds.py [FOLDER]`.

Needs numpy and av. The files go beside this program, or to FOLDER; the same
bytes each time.
"""

import sys
from pathlib import Path

from chimes import end, next_step, switch
from levels import Pcm, at_loudness, dithered, flac
from room_tone import room_tone


def sounds() -> dict[str, Pcm]:
    """Every sound by its file's name."""
    chimes = {"next-step": next_step(), "switch": switch(), "end": end()}
    made = {name: at_loudness(chime.sound, chime.loudness) for name, chime in chimes.items()}
    return made | {"room-tone": dithered(room_tone())}


def main(arguments: list[str]) -> None:
    """Write the files and say what was written."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parent
    for name, pcm in sounds().items():
        content = flac(pcm)
        (folder / f"{name}.flac").write_bytes(content)
        print(f"{name}.flac: {len(pcm) / 48_000:.3f} s, {len(content):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
