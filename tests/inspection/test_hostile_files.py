"""Tracks and files beside them that somebody tampered with."""

import json
from pathlib import Path

import pytest

from tests.fuzz import tracks
from tests.fuzz.search import batch
from tests.fuzz.track_changes import built
from voiceguide.errors import InputError
from voiceguide.inspection.report import inspect
from voiceguide.inspection.tags import sidecar_checks
from voiceguide.track.sidecars.timeline_json import read_timeline
from voiceguide.track.stored_timeline import stored_timeline


@pytest.fixture
def track(tmp_path: Path) -> Path:
    timeline, data = built("inside", ())
    path = tmp_path / "one.mp3"
    path.write_bytes(data)
    assert stored_timeline(path) == read_timeline(timeline)
    return path


@pytest.mark.parametrize(
    "beside",
    [b"1" * 300_000, b"1:" * 100_000, b"[" + b"9" * 9_000 + b":00.00]", b'"startTime": 1.2.3.4'],
    ids=range(4),
)
@pytest.mark.parametrize("suffix", [".lrc", ".vtt", ".chapters.json"])
def test_any_text_beside_a_track_is_compared(track: Path, beside: bytes, suffix: str) -> None:
    track.with_suffix(suffix).write_bytes(beside)
    (found,) = sidecar_checks(track, stored_timeline(track))
    assert "0 of 1" in found.value


@pytest.mark.parametrize("number", ["1e400", "1" + "0" * 400, str(10**15), "-5", '"x"', "[]"])
@pytest.mark.parametrize("field", ["total_ms", "quiet_ms", "start_ms", "every_ms", "db"])
def test_a_number_that_cannot_be_is_refused_in_one_line_with_the_name_of_its_file(
    track: Path, field: str, number: str
) -> None:
    timeline, _ = built("none", ())
    before, _, rest = timeline.decode().partition(f'"{field}": ')
    after = rest[min(at for at in map(rest.find, ",}") if at >= 0) :]
    _, data = built("none", ())
    track.write_bytes(data)
    beside = track.with_suffix(".timeline.json")
    beside.write_text(f'{before}"{field}": {number}{after}', encoding="utf-8")
    if field == "db" and number == "-5":
        assert inspect(track).planned
        return
    with pytest.raises(InputError) as caught:
        inspect(track)
    assert str(caught.value).startswith(f"{beside}: this is not a timeline")
    assert "\n" not in str(caught.value)


def test_a_plan_without_cues_but_with_promises_is_inspected(track: Path) -> None:
    timeline, data = built("none", ())
    track.write_bytes(data)
    document = {**json.loads(timeline), "cues": []}
    track.with_suffix(".timeline.json").write_text(json.dumps(document), encoding="utf-8")
    assert not inspect(track).good


@pytest.mark.slow
def test_damaged_tracks_are_read_or_refused() -> None:
    found = batch(tracks, 20261130, 12)
    assert found is None, f"{found.shown}\n{found.why}"
