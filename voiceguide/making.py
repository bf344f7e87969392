"""`make`, the way in: what was made before is assembled again, all else goes through the session.

Nothing is imported here that only the longer way needs.
"""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from voiceguide import receipts, timecode
from voiceguide.errors import VoiceguideError
from voiceguide.made import Made, Progress
from voiceguide.script import library
from voiceguide.speech.voicing import Voicing, create_engine
from voiceguide.store import Store, default_folder
from voiceguide.track import target

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
    target.check_track(output)
    key, inputs = None, _inputs(script, options)
    if inputs is not None:
        key = _key(inputs, options)
    if key is not None and inputs is not None:
        made = receipts.reissue(key, default_folder(), output, inputs)
        if made is not None:
            return made
    from voiceguide import session

    return session.make(script, output, receipt_key=key, **options)


def default_output(
    script: str, *, length: str | None = None, minutes: Fraction | None = None
) -> Path:
    """`back-massage-20m.mp3`, in the current folder. Raises VoiceguideError."""
    store = Store(default_folder(), "length")
    text = _text(library.find(script))
    key = None if text is None else receipts.key_of([], text, length, minutes)
    kept = store.get(key) if key is not None else None
    if kept is None:
        from voiceguide import session

        total = session.total_ms(session.load(script), length=length, minutes=minutes)
        kept = str(total).encode()
        if key is not None:
            store.put(key, kept)
    return Path(f"{Path(script).stem}-{timecode.duration(int(kept))}.mp3")


def _inputs(script: "Script | str | Path", options: Options) -> list[Path] | None:
    """The files and folders that a session is made from; None for a script without a file."""
    if not isinstance(script, str | Path):
        return None
    found = [script if isinstance(script, Path) else library.find(script)]
    own = [Path(asked) for asked in (options.get("bed"), options.get("chimes")) if asked]
    return found + [path for path in own if path.exists()]


def _key(inputs: list[Path], options: Options) -> str | None:
    voicing = options.get("voicing") or Voicing()
    script = _text(inputs[0])
    try:
        engine = create_engine(voicing).fingerprint()
    except VoiceguideError:
        return None  # the session will say what is wrong
    if script is None:
        return None
    asked = {name: value for name, value in sorted(options.items()) if name != "on_progress"}
    return receipts.key_of(inputs[1:], engine, script, asked)


def _text(script: Path) -> bytes | None:
    """The script as it is written; None for what the session will say more of.

    Only a file is read: a pipe would be waited for.
    """
    try:
        return script.read_bytes() if script.is_file() else None
    except OSError:
        return None
