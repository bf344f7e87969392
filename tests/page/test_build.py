"""A page from a script, from Python."""

from pathlib import Path

import pytest

import voiceguide
from tests.page.sessions import SCRIPT

SILENT = voiceguide.Voicing(engine="silent")


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path / "cache"))
    Path("small.yaml").write_text(SCRIPT, encoding="utf-8")


@pytest.mark.slow
def test_a_single_length_needs_no_list() -> None:
    page = voiceguide.page_of_script("small.yaml", "a.html", lengths="long", voicing=SILENT)
    assert [timeline.total_ms for timeline in page.timelines] == [360_000]


@pytest.mark.slow
def test_progress_covers_all_the_sessions_together() -> None:
    told: list[voiceguide.Progress] = []
    script = voiceguide.load("small.yaml")
    voiceguide.page_of_script(
        script, "a.html", lengths=["standard", "long"], voicing=SILENT, on_progress=told.append
    )
    for stage in ("speak", "encode"):
        shares = [at.share for at in told if at.stage == stage]
        assert shares == sorted(shares)
        assert shares[-1] == 1


@pytest.mark.slow
def test_the_beds_level_applies_to_the_sessions() -> None:
    page = voiceguide.page_of_script(
        "small.yaml", "a.html", voicing=SILENT, bed="rain", bed_level_lu=-14
    )
    bed = page.timelines[0].bed
    assert bed is not None
    assert bed.level_lu == -14
