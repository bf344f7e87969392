"""The page of a script that is being edited, in a real browser."""

from pathlib import Path

import pytest

from tests.page.conftest import Opener
from tests.page.sessions import SCRIPT
from tests.server.editing import editing


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path / "cache"))


def test_a_save_goes_on_at_the_same_place_and_a_fault_is_shown(
    tmp_path: Path, player: Opener
) -> None:
    script, served = tmp_path / "small.yaml", tmp_path / "served"
    script.write_text(SCRIPT, encoding="utf-8")
    served.mkdir()
    with editing(script, served) as editor:
        editor.until(lambda state: state["version"] == 1)
        page = player(editor.address).begin()
        page.place(100)  # in the step "sides", which starts at 1:30
        longer = SCRIPT.replace("{standard: 1m, long: 2m}", "{standard: 90s, long: 2m}")
        script.write_text(longer.replace("standard: 4m", "standard: 270s"), encoding="utf-8")
        page.until("document.getElementById('live')?.dataset.version === '2'")
        page.until("sound.readyState > 0 && sound.currentTime > 120")
        assert 130 <= page.now < 140  # ten seconds into the same step, which starts at 2:00
        assert page.text("name") == "Both sides"
        page.until("!sound.paused")
        script.write_text(SCRIPT.replace("say: Rest now.", "sya: <i>Rest</i>"), encoding="utf-8")
        page.until("!document.getElementById('live').hidden")
        page.until("document.getElementById('live-text').textContent.includes('sya')")
        assert page.ask("document.querySelectorAll('#live i').length") == 0
        assert page.playing
        assert page.ask("seen.violations") == []
