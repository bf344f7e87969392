import os
import subprocess
import sys
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import voiceguide
from voiceguide.audio.pydub_adapter import (
    gain,
    overlay,
    peak_dbfs,
    silent_edges_ms,
    swing_dbfs,
    without_dc,
)

Make = Callable[..., list[float]]
Pcm = Callable[[list[float]], bytes]


def test_a_first_run_without_ffmpeg_shows_no_warning(tmp_path: Path) -> None:
    """The cache of compiled files is elsewhere, so that pydub is compiled again."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", "import voiceguide.audio.pydub_adapter"],
        env={**os.environ, "PATH": str(tmp_path), "PYTHONPYCACHEPREFIX": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_nothing_else_imports_pydub() -> None:
    package = Path(next(iter(voiceguide.__path__)))
    importers = {
        path.name
        for path in package.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if line.strip().startswith(("import pydub", "from pydub"))
    }
    assert importers == {"pydub_adapter.py"}


def test_an_overlay_adds_at_its_millisecond(pcm: Pcm) -> None:
    mixed = array("h", overlay(bytes(10 * 96), [(3, pcm([0.25] * 96)), (4, pcm([0.25] * 96))]))
    assert mixed.tolist() == [0] * 144 + [8192] * 48 + [16384] * 48 + [8192] * 48 + [0] * 192


def test_sums_past_full_scale_are_clipped(pcm: Pcm) -> None:
    mixed = overlay(pcm([0.9, -0.9] * 24), [(0, pcm([0.9, -0.9] * 24))])
    assert array("h", mixed).tolist() == [32767, -32768] * 24


def test_a_piece_past_the_end_is_cut_off(pcm: Pcm) -> None:
    assert len(overlay(bytes(960), [(9, pcm([0.5] * 480))])) == 960


def test_gain_is_in_decibels(tone: Make, pcm: Pcm) -> None:
    sound = pcm(tone(440, 100, 0.5))
    assert peak_dbfs(gain(sound, -6.0)) == pytest.approx(peak_dbfs(sound) - 6.0, abs=0.01)


def test_a_dc_offset_is_removed(tone: Make, pcm: Pcm) -> None:
    centred = array("h", without_dc(pcm([0.1 + s for s in tone(440, 1000, 0.3)])))
    assert abs(sum(centred)) / len(centred) < 1


def test_removing_a_dc_offset_does_not_wrap_round_at_full_scale(pcm: Pcm) -> None:
    centred = array("h", without_dc(pcm([1.0, 1.0, -1.0] * 16)))
    assert centred[2] == -32768


def test_silent_edges_are_found_to_ten_milliseconds(tone: Make, pcm: Pcm) -> None:
    sound = pcm([0.0] * 48 * 200 + tone(440, 300) + [0.0] * 48 * 400)
    assert silent_edges_ms(sound, -50.0) == (200, 400)


@given(st.lists(st.integers(-32_768, 32_767)))
@example([-32_768])
def test_the_swing_is_the_peak_of_the_centred_sound(samples: list[int]) -> None:
    sound = array("h", samples).tobytes()
    assert swing_dbfs(sound) == pytest.approx(peak_dbfs(without_dc(sound)), abs=0.001)
