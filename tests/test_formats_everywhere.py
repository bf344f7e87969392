"""Every command that takes a track takes it in every format of voiceguide's own."""

import base64
import re
from pathlib import Path

import pytest

import voiceguide
from tests.inspection.spoiling import SCRIPT
from voiceguide import Voicing
from voiceguide.inspection.report import inspect
from voiceguide.page.build import page_of_track
from voiceguide.plot.source import listen
from voiceguide.server.shelf import sessions_in, shelf
from voiceguide.session.result import Made
from voiceguide.track.finished import finished
from voiceguide.track.formats import FORMATS, format_of

SUFFIXES = [*FORMATS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a script, and a session in each format, made with one cache."""
    folder = tmp_path_factory.mktemp("formats")
    (folder / "small.yaml").write_text(SCRIPT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(folder: Path):
    """Returns a function that makes the session in a format; what is wrong with it raises."""
    cache, done = voiceguide.Cache.at(folder / "cache"), dict[str, Made]()

    def make(suffix: str) -> Made:
        if suffix not in done:
            done[suffix] = voiceguide.make(
                folder / "small.yaml",
                folder / f"small{suffix}",
                voicing=Voicing(engine="silent"),
                bed="none",
                cache=cache,
            )
        return done[suffix]

    return make


every_suffix = pytest.mark.parametrize("suffix", SUFFIXES)


@every_suffix
def test_its_plan_is_inside_and_it_is_whole(made, suffix):
    track = made(suffix).track
    found = finished(track)
    assert found.timeline == made(suffix).timeline == made(".mp3").timeline
    assert found.missing_ms == 0
    assert found.sound_ms == found.timeline.total_ms


@every_suffix
def test_an_unchanged_session_comes_back_byte_for_byte(made, folder, suffix):
    before = made(suffix).track.read_bytes()
    again = voiceguide.make(
        folder / "small.yaml",
        folder / f"again{suffix}",
        voicing=Voicing(engine="silent"),
        bed="none",
        cache=voiceguide.Cache.at(folder / "cache"),
    )
    assert again.track.read_bytes() == before
    if suffix not in (".flac", ".wav"):
        assert again.encoded == 0


@every_suffix
def test_a_page_holds_it_with_its_media_type(made, tmp_path, suffix):
    track = made(suffix).track
    text = page_of_track(track, tmp_path / "page.html").path.read_text(encoding="utf-8")
    kind = re.escape(format_of(track).media_type)
    pieces = re.findall(rf'<script type="{kind}" data-sound="0">(.*?)</script>', text)
    assert b"".join(map(base64.b64decode, pieces)) == track.read_bytes()


def test_a_folder_of_them_is_served(made, folder):
    for suffix in SUFFIXES:
        made(suffix)
    found = [path for path in sessions_in(folder) if path.stem == "small"]
    assert {path.suffix for path in found} == set(SUFFIXES)
    things = shelf(found).things
    for suffix in SUFFIXES:
        kinds = [thing.kind for name, thing in things.items() if name.endswith(suffix)]
        assert set(kinds) == {FORMATS[suffix].media_type}


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".m4b", ".opus"])
def test_inspection_and_the_plot_measure_the_same_as_in_lossless(made, suffix):
    report, lossless = inspect(made(suffix).track), inspect(made(".wav").track)
    verdicts = {check.name: check.verdict for check in report.checks}
    assert verdicts == {check.name: check.verdict for check in lossless.checks}
    timeline, loudness = listen(made(suffix).track, lambda _done, _whole: None)
    assert timeline == made(suffix).timeline
    assert len(loudness) > 100
