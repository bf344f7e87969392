from pathlib import Path

import pytest

from voiceguide.timeline.model import Timeline
from voiceguide.track.sidecars.kinds import SIDECARS


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("captions", ["session.vtt", "session.srt"]),
        ("chapters", ["session.chapters.json"]),
        ("timeline", ["session.timeline.json"]),
        ("lyrics", ["session.lrc"]),
    ],
)
def test_sidecars_are_written_beside_the_track(name: str, files: list[str]) -> None:
    output = Path("out/session.mp3")
    assert [sidecar.path(output) for sidecar in SIDECARS[name]] == [Path("out", f) for f in files]


def test_no_two_sidecars_share_a_file() -> None:
    suffixes = [sidecar.suffix for sidecars in SIDECARS.values() for sidecar in sidecars]
    assert len(suffixes) == len(set(suffixes))


def test_every_sidecar_is_text_that_ends_with_a_line_end(timeline: Timeline) -> None:
    for sidecars in SIDECARS.values():
        for sidecar in sidecars:
            text = sidecar.text(timeline)
            assert text.endswith("\n")
            assert text == sidecar.text(timeline)
