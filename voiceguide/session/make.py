"""`make`, the way in: what was made before is assembled again, all else goes through the session.

Nothing is imported here that only the longer way needs.
"""

from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from voiceguide import timecode
from voiceguide.audio.selection import CHIMES, ROOM_TONE, own_files
from voiceguide.cache.store import Store, default_folder
from voiceguide.errors import VoiceguideError
from voiceguide.script import library
from voiceguide.session import reuse
from voiceguide.session.result import Made, Progress
from voiceguide.speech.voicing import Voicing, voice_fingerprint
from voiceguide.track.formats import DEFAULT, format_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voiceguide.script.model import Script


class Options(TypedDict, total=False):
    """What `session.make` takes, and says of each."""

    length: str | None
    minutes: float | Fraction | None
    voicing: Voicing
    bed: str | Path
    bed_level_lu: float
    chimes: str | Path
    sleep: bool
    sidecars: "Sequence[str]"
    inspect: bool
    on_progress: Progress


def make(script: "Script | str | Path", output: str | Path, **options: Unpack[Options]) -> Made:
    """Make a session, as `session.make` does, or assemble it again from what is kept.

    Raises VoiceguideError.
    """
    output = Path(output)
    kind = format_of(output)
    if not isinstance(script, str | Path):
        from voiceguide.session import plan as session

        return session.make(script, output, **options)
    path = library.find(script) if isinstance(script, str) else script
    text, own = _text(path), _own_sounds(options)
    key = None if text is None else _key(text, own, kind.suffix, options)
    inputs = [path, *own]
    if key is not None:
        made = reuse.reissue(key, default_folder(), output, inputs)
        if made is not None:
            return made
    if text is None or key is None:
        from voiceguide.session import plan as session

        return session.make(path, output, inputs=inputs, **options)
    from voiceguide.script import reader
    from voiceguide.speech.ensemble import Ensemble

    # From the text that the key is of: the file may have been saved again since.
    read = reader.load_bytes(text, name=str(path))
    with closing(Ensemble(options.get("voicing") or Voicing(), read.language)) as ensemble:
        ensemble.start()  # while the libraries below are loaded
        from voiceguide.session import plan as session

        return session.make(
            read, output, receipt_key=key, inputs=inputs, ensemble=ensemble, **options
        )


def default_output(
    script: str, *, length: str | None = None, minutes: Fraction | None = None
) -> Path:
    """`back-massage-20m.mp3`, in the current folder. Raises VoiceguideError."""
    store = Store(default_folder(), "length")
    path = library.find(script)
    text = _text(path)
    key = None if text is None else reuse.key_of([], text, length, minutes)
    kept = store.get(key) if key is not None else None
    if kept is None:
        from voiceguide.script import reader
        from voiceguide.session import plan as session

        read = reader.load(path) if text is None else reader.load_bytes(text, name=str(path))
        total = session.total_ms(read, length=length, minutes=minutes)
        kept = str(total).encode()
        if key is not None:
            store.put(key, kept)
    return Path(f"{Path(script).stem}-{timecode.duration(int(kept))}{DEFAULT.suffix}")


def _own_sounds(options: Options) -> list[Path]:
    """The sounds of the user's own that a session is made from, as far as there are any."""
    files = own_files(options.get("bed", ROOM_TONE), options.get("chimes", CHIMES))
    return [path for path in files if path.is_file()]


def _key(text: bytes, own: list[Path], suffix: str, options: Options) -> str | None:
    try:
        voice = voice_fingerprint(options.get("voicing") or Voicing())
    except VoiceguideError:
        return None  # the session will say what is wrong
    asked = {name: value for name, value in sorted(options.items()) if name != "on_progress"}
    return reuse.key_of(own, voice, text, suffix, asked)


def _text(script: Path) -> bytes | None:
    """The script as it is written; None for what the session will say more of.

    Only a file is read: a pipe would be waited for.
    """
    try:
        return script.read_bytes() if script.is_file() else None
    except OSError:
        return None
