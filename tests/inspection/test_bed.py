"""A bed in stereo under the voice, synthesised: right, too loud, not ducked, ramped wrongly."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.inspection.conftest import Spoken
from tests.inspection.spoiling import Samples, bed_plan, failing, gains, verdicts, write_wav
from voiceguide.audio.loudness import integrated_lufs
from voiceguide.inspection.check import Verdict
from voiceguide.inspection.report import Report, inspect
from voiceguide.timeline.model import BedPlan, GainPoint

BED = ("bed level", "bed plan", "duck depth", "duck ramps", "fade-out")


def with_bed(
    spoken: Spoken, path: Path, *, planned: BedPlan, played: BedPlan, louder_db: float = 0.0
) -> Report:
    """Inspects the voice in the middle, over noise on both sides, 20 LU quieter."""
    shape = gains(played, spoken.timeline.total_ms)
    chance = np.random.default_rng(3)
    channels: list[Samples] = []
    for _ in range(2):
        noise = chance.normal(0, 300, len(spoken.sound))
        level = integrated_lufs(noise[:480_000].astype(np.int16).tobytes())
        noise *= 10 ** ((-39 + louder_db - level) / 20)
        mixed = spoken.sound + shape * noise
        channels.append(np.clip(mixed, -32768, 32767).astype(np.int16))
    return inspect(write_wav(path, channels, replace(spoken.timeline, bed=planned)))


def bed_faults(report: Report) -> list[str]:
    found = verdicts(report)
    assert Verdict.UNKNOWN not in [found[name] for name in BED]
    return [name for name in BED if found[name] is Verdict.FAIL]


@pytest.fixture
def plan(spoken: Spoken) -> BedPlan:
    return bed_plan(spoken.timeline)


@pytest.mark.slow
def test_a_bed_that_follows_the_rule_passes_with_the_voice_over_it(spoken, plan, tmp_path):
    report = with_bed(spoken, tmp_path / "track.wav", planned=plan, played=plan)
    assert [check for check in report.failed if check.name not in ("cover", "tags")] == [
        check for check in report.failed if check.name in ("chapters", "chapter titles", "lyrics")
    ]
    assert bed_faults(report) == []


@pytest.mark.slow
def test_a_loud_bed_is_found(spoken, plan, tmp_path):
    report = with_bed(spoken, tmp_path / "track.wav", planned=plan, played=plan, louder_db=6)
    assert bed_faults(report) == ["bed level"]


@pytest.mark.slow
def test_a_louder_bed_passes_if_it_is_planned(spoken, plan, tmp_path):
    louder = replace(plan, level_lu=-14.0)
    report = with_bed(spoken, tmp_path / "track.wav", planned=louder, played=plan, louder_db=6)
    assert bed_faults(report) == []


@pytest.mark.slow
def test_a_bed_that_stays_up_under_the_voice_is_found(spoken, plan, tmp_path):
    flat = replace(plan, gain=(GainPoint(0, 0.0),))
    report = with_bed(spoken, tmp_path / "track.wav", planned=plan, played=flat)
    assert "duck depth" in bed_faults(report)


@pytest.mark.slow
def test_a_plan_without_ducking_is_found(spoken, plan, tmp_path):
    flat = replace(plan, gain=(GainPoint(0, 0.0),))
    report = with_bed(spoken, tmp_path / "track.wav", planned=flat, played=flat)
    assert failing(report) >= {"bed plan", "duck depth"}


@pytest.mark.slow
def test_a_bed_that_comes_up_too_fast_is_found(spoken, plan, tmp_path):
    """The sound jumps up and down where the plan has ramps."""
    fast = [
        GainPoint(point.at_ms - 1900, point.db) if before.db < point.db and point.db == 0 else point
        for before, point in zip((plan.gain[0], *plan.gain), plan.gain, strict=False)
    ]
    played = replace(plan, gain=tuple(fast))
    report = with_bed(spoken, tmp_path / "track.wav", planned=plan, played=played)
    assert bed_faults(report) == ["duck ramps"]
    report = with_bed(spoken, tmp_path / "track.wav", planned=played, played=played)
    assert bed_faults(report) == ["bed plan"]


@pytest.mark.slow
def test_a_short_fade_out_is_found(spoken, plan, tmp_path):
    short = replace(plan, fade_out_ms=3_000)
    report = with_bed(spoken, tmp_path / "track.wav", planned=short, played=short)
    assert bed_faults(report) == ["fade-out"]
