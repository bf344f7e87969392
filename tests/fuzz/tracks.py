"""Tracks that were damaged, cut off or tampered with: every reader takes them, or says why not.

A case is a few changes to a small track of ours, or to its timeline, and the readers to try.
"""

import contextlib
import io
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from hypothesis import strategies as st

from tests.fuzz.track_changes import IN_FILE, IN_TIMELINE, Change, built
from voiceguide.cli.app import run
from voiceguide.errors import VoiceguideError
from voiceguide.server.shelf import shelf
from voiceguide.terminal.from_file import FromFile
from voiceguide.timecode import SAMPLES_PER_MS
from voiceguide.track.finished import finished
from voiceguide.track.formats import FORMATS
from voiceguide.track.sidecars.timeline_json import read_timeline

MOST_S = 20.0
"""Processor time for one reader of a track of six seconds."""

MOST_BYTES = 700 * 2**20

Case = tuple[str, str, Sequence[Change], Sequence[str]]
"""The suffix, where the timeline is, the changes, and the readers."""


READERS = ("inspect", "plot", "page", "play", "serve", "verify")
CASES: st.SearchStrategy[Case] = st.tuples(
    st.sampled_from([*FORMATS]),
    st.sampled_from(["inside", "beside", "none"]),
    st.lists(IN_TIMELINE | IN_FILE, min_size=1, max_size=5),
    st.lists(st.sampled_from(READERS), min_size=1, max_size=3, unique=True),
)


def check(case: Case) -> None:
    """Tries each reader of the case on its track."""
    before = _peak()
    suffix, where, changes, readers = case
    timeline, data = built(where, changes, suffix)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / f"one{suffix}"
        path.write_bytes(data)
        if where == "beside":
            path.with_suffix(".timeline.json").write_bytes(timeline)
            path.with_suffix(".lrc").write_bytes(timeline)
            path.with_suffix(".chapters.json").write_bytes(timeline)
        with contextlib.suppress(VoiceguideError):
            read_timeline(timeline)
        for reader in readers:
            began = time.process_time()
            _READ[reader](path)
            took = time.process_time() - began
            assert took < MOST_S, f"{reader} took {took:.0f} s"
            most = max(MOST_BYTES, before)  # other tests in this process may have taken more
            assert _peak() <= most, f"{reader} took {_peak() >> 20} MB"


def show(case: Case) -> str:
    """Returns a program that writes the track, and what to do with it."""
    suffix, where, changes, readers = case
    return (
        "from pathlib import Path\n"
        "from tests.fuzz.track_changes import built\n"
        f"timeline, data = built({where!r}, {list(changes)!r}, {suffix!r})\n"
        f"Path('one{suffix}').write_bytes(data)\n"
        + ('Path("one.timeline.json").write_bytes(timeline)\n' if where == "beside" else "")
        + "".join(f"# then: voiceguide {reader} one{suffix}\n" for reader in readers)
    )


def _command(*arguments: str) -> None:
    """Runs a command. It may fail, in one line; it must not fail in a way that it should not."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([*arguments])
    assert code in (0, 1, 2), code
    said = err.getvalue()
    assert "Internal error" not in said, said
    assert "Traceback" not in said, said
    assert len(said) < 3_000, said[:300]
    if code == 2:
        assert said.startswith("Error: "), said
        assert said.count("\n") == 1, said


def _inspect(path: Path) -> None:
    _command("inspect", str(path))


def _verify(path: Path) -> None:
    _command("verify", str(path), "--json")


def _plot(path: Path) -> None:
    _command("plot", str(path), "-o", str(path.with_suffix(".svg")))


def _page(path: Path) -> None:
    _command("page", str(path), "-o", str(path.with_suffix(".html")))


def _play(path: Path) -> None:
    """Reads as `play` does, without a device: from the start, after a jump, at the end."""
    with contextlib.suppress(VoiceguideError):
        found = finished(path)
        total_ms = min(found.sound_ms, found.timeline.total_ms)
        with contextlib.closing(FromFile(path, found.timeline)) as source:
            for start in (0, 100, total_ms // 2, max(0, total_ms - 50), total_ms + 1_000):
                pcm = source.read(start, start + 100)
                assert pcm is None or len(pcm) <= 100 * SAMPLES_PER_MS * 2 * source.channels


def _serve(path: Path) -> None:
    with contextlib.suppress(VoiceguideError):
        shelf([path])


_READ: dict[str, Callable[[Path], None]] = {
    "inspect": _inspect,
    "plot": _plot,
    "page": _page,
    "play": _play,
    "serve": _serve,
    "verify": _verify,
}


def _peak() -> int:
    """Returns the most memory that this process has had, in bytes; 0 where that isn't known."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
