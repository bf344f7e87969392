"""Plays sound for people, or makes a file of it."""

import io
import wave
from collections.abc import Mapping


def wav(pcm: bytes) -> bytes:
    """Returns 48 kHz 16-bit mono sound as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 48_000, 0, "NONE", ""))
        sound.writeframes(pcm)
    return file.getvalue()


def play(sounds: Mapping[str, bytes], device: str) -> None:
    """Plays named sounds one after the other, until the last one or until the user stops it.

    Raises PlaybackError if nothing can be played.
    """
    from voiceguide.files.temporary import temporary_folder
    from voiceguide.terminal import play as terminal
    from voiceguide.terminal.bookmarks import Bookmark

    with temporary_folder() as folder:
        for name, pcm in sounds.items():
            file = folder / f"{name.replace('/', '-')}.wav"
            file.write_bytes(wav(pcm))
            chosen = terminal.PlayOptions(bookmark=Bookmark(None), output=device, from_start=True)
            played = terminal.play_track(file, chosen, lambda *_: None)
            if not played.ended:
                return
