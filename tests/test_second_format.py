"""An installed format, CAF, is one file (tests/track/caf.py) and a row; everything else works."""

import base64
import os
import re
import struct
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import voiceguide
from tests.cli.running import execute
from tests.inspection.spoiling import SCRIPT, failing, verdicts
from tests.server.running import serving
from tests.track.installing import install
from voiceguide.audio.decode import decode
from voiceguide.inspection.check import Verdict
from voiceguide.inspection.report import inspect
from voiceguide.page.build import page_of_track
from voiceguide.plot.source import listen
from voiceguide.server.shelf import sessions_in, shelf
from voiceguide.session.result import Made
from voiceguide.terminal.from_file import FromFile
from voiceguide.track.finished import finished
from voiceguide.track.formats import GROUP

ROOT = Path(__file__).resolve().parent.parent
DOCS = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")

NOT_HELD = {"cover", "chapters", "chapter titles", "lyrics"}
"""Checks of labels that CAF files can't hold."""


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a script; the CAF format is installed, also for programs that tests run."""
    folder = tmp_path_factory.mktemp("formats")
    (folder / "small.yaml").write_text(SCRIPT, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICEGUIDE_CACHE", str(folder / "cache"))
        install(folder, patch, caf="tests.track.caf:CAF")
        patch.setenv("PYTHONPATH", os.pathsep.join([str(folder / "installed"), str(ROOT)]))
        yield folder


@pytest.fixture(scope="module")
def made(folder: Path) -> Made:
    """A spoken session as a CAF file, inspected as it was made."""
    return voiceguide.make(folder / "small.yaml", folder / "sessions.caf")


def test_a_session_is_written_as_planned_to_the_sample(made):
    assert made.track.read_bytes()[:4] == b"caff"
    assert made.encoded == 1
    assert len(decode(made.track)) == made.timeline.total_ms * 48 * 2


@pytest.mark.slow
def test_a_session_always_has_the_same_bytes_in_each_format(made, folder):
    """Even if parts of it are cached in another format."""
    script, again, other = (folder / name for name in ("small.yaml", "again.caf", "other.mp3"))
    for _ in range(2):
        voiceguide.make(script, other)
        voiceguide.make(script, again)
        assert other.read_bytes()[:3] == b"ID3"
        assert again.read_bytes() == made.track.read_bytes()


def test_its_timeline_is_read_back(made):
    found = finished(made.track)
    assert found.timeline == made.timeline
    assert found.missing_ms == 0
    timeline, loudness = listen(made.track, lambda _done, _whole: None)
    assert timeline == made.timeline
    assert len(loudness) > 100


def test_inspection_checks_what_the_format_can_hold(made):
    report = inspect(made.track)
    found = verdicts(report)
    assert report.planned
    assert report.good
    assert {name for name, verdict in found.items() if verdict is Verdict.UNKNOWN} >= NOT_HELD
    said = {check.name: check.value for check in report.checks}
    assert said["format"] == "CAF, 48 kHz, 16 bits"
    assert said["cover"] == "CAF files hold no cover"
    for name in ("duration", "tags", "speech in its place", "reminders", "true peak"):
        assert found[name] is Verdict.PASS


def test_a_file_built_differently_fails_the_format_check(made, tmp_path):
    data = bytearray(made.track.read_bytes())
    data[20:28] = struct.pack(">d", 44_100)
    path = tmp_path / "odd.caf"
    path.write_bytes(data)
    assert {"format", "duration"} <= failing(inspect(path))


def test_it_plays_from_anywhere(made):
    whole = decode(made.track)
    piece = FromFile(made.track, made.timeline)
    for at_ms in (61_007, 0, 119_000):
        assert piece.read(at_ms, at_ms + 50) == whole[at_ms * 96 : (at_ms + 50) * 96]
    piece.close()


def test_a_page_contains_it_with_its_media_type(made, tmp_path):
    written = page_of_track(made.track, tmp_path / "page.html")
    assert written.timelines == (made.timeline,)
    text = written.path.read_text(encoding="utf-8")
    pieces = re.findall(r'<script type="audio/x-caf" data-sound="0">(.*?)</script>', text)
    assert b"".join(map(base64.b64decode, pieces)) == made.track.read_bytes()


@pytest.mark.slow
def test_it_is_served_with_its_media_type(made, tmp_path):
    (tmp_path / "sessions.caf").write_bytes(made.track.read_bytes())
    assert sessions_in(tmp_path) == [tmp_path / "sessions.caf"]
    address = next(name for name in shelf([made.track]).things if "/sound-" in name)
    assert re.fullmatch(r"sessions/sound-\w+\.caf", address)
    with serving("--port", "0", cwd=tmp_path) as server:
        answer = server.get(address, Range="bytes=0-3")
    assert (answer.status, answer.headers["content-type"], answer.body) == (
        206,
        "audio/x-caf",
        b"caff",
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("card", "sessions.caf"), "not from a finished session"),
        (("make", "small.yaml", "-o", "a.cafe"), "did you mean '.caf'?"),
        (("page", "a.cafe"), "did you mean '.caf'?"),
        (("serve", "a.cafe"), "did you mean '.caf'?"),
    ],
)
def test_the_commands_know_its_suffix(made, folder, arguments, said):
    outcome = execute(*arguments, cwd=folder)
    assert outcome.code == 2
    assert said in outcome.err


def test_the_documented_format_is_the_tested_one():
    rows = re.findall(r"^```python\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL)
    source = (ROOT / "tests" / "track" / "caf.py").read_text(encoding="utf-8")
    assert len(rows) == 1
    assert source.endswith(rows[0])


def test_the_documented_entry_point_is_in_the_right_group():
    (example,) = re.findall(r"^```toml\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL)
    assert list(tomllib.loads(example)["project"]["entry-points"]) == [GROUP]


@pytest.mark.parametrize("path", re.findall(r"`((?:voiceguide|tests)/[\w./]+)`", DOCS))
def test_the_files_in_the_documentation_exist(path):
    assert (ROOT / path).is_file()
