"""Cached parts of a session that are damaged, wrong or too large."""

import os
import pickle
from pathlib import Path
from typing import Any

import pytest

import voiceguide
from tests.session.small import SILENT
from voiceguide.audio.clip import BYTES_PER_MS
from voiceguide.cache.store import Cache, Store
from voiceguide.script.model import Script
from voiceguide.session.preview import preview
from voiceguide.session.reuse import Receipt
from voiceguide.timecode import FRAME_MS


def damage_clips(cache: Path) -> None:
    """Damages every clip so that it looks whole from outside; only the mix finds the damage."""
    for entry in cache.rglob("*.clip"):
        entry.write_bytes(entry.read_bytes()[:-1] + b"x")
    for entry in cache.rglob("*.block"):
        entry.unlink()


@pytest.mark.slow
@pytest.mark.parametrize("bed", ["room-tone", "rain", "none"])
def test_a_first_run_reports_all_its_blocks_as_encoded(
    script: Script, work: Path, bed: str
) -> None:
    made = voiceguide.make(work / "small.yaml", "one.mp3", voicing=SILENT, bed=bed)
    (receipt,) = (work / "cache").rglob("*.track")
    packed = Cache.at(work / "cache").store("track").get(receipt.stem)
    assert packed is not None
    assert made.encoded == len(set(Receipt.unpack(packed).blocks))


@pytest.mark.slow
def test_a_damaged_cue_is_spoken_again_and_the_session_made(script: Script, work: Path) -> None:
    voiceguide.make(script, "one.mp3", voicing=SILENT)
    damage_clips(work / "cache")
    voiceguide.make(script, "two.mp3", voicing=SILENT)
    assert Path("one.mp3").read_bytes() == Path("two.mp3").read_bytes()


@pytest.mark.slow
def test_if_the_mix_finds_damage_everything_spoken_is_counted(script: Script, work: Path) -> None:
    voiceguide.make(script, "one.mp3", voicing=SILENT)
    damage_clips(work / "cache")
    edited = (work / "small.yaml").read_text().replace("Now rest.", "Now sit up.")
    (work / "small.yaml").write_text(edited)
    assert voiceguide.make(work / "small.yaml", "two.mp3", voicing=SILENT).spoken == 3


@pytest.mark.parametrize(
    "prepare",
    [
        lambda script: voiceguide.plan(script, voicing=SILENT),
        lambda script: preview(script, lambda _: None, voicing=SILENT),
        lambda script: voiceguide.make(script, "out.mp3", voicing=SILENT),
    ],
    ids=["plan", "play", "make"],
)
def test_whatever_fills_the_cache_keeps_it_within_its_limit(
    script: Script, work: Path, monkeypatch: pytest.MonkeyPatch, prepare
) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE_LIMIT", "1kB")
    Cache.at(work / "cache").store("clip").put("ab" * 32, bytes(2000))
    (entry,) = (work / "cache").rglob("*.clip")
    os.utime(entry, (0, 0))
    prepare(script)
    assert not entry.exists()


@pytest.mark.slow
def test_a_session_is_made_despite_damage_in_a_read_only_cache(
    script: Script, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voiceguide.make(script, "one.mp3", voicing=SILENT)
    damaged, *_ = (work / "cache").rglob("*.clip")
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"x")
    for entry in (work / "cache").rglob("*.block"):
        entry.unlink()
    monkeypatch.setattr(Store, "put", lambda *_: None)
    monkeypatch.setattr(Store, "drop", lambda *_: None)
    made = voiceguide.make(script, "two.mp3", voicing=SILENT)
    assert Path("one.mp3").read_bytes() == Path("two.mp3").read_bytes()
    assert made.spoken == 1


def test_another_cue_in_a_cached_cues_place_changes_nothing(script: Script, work: Path) -> None:
    """It is a frame shorter, so no encoded block changes, and it is never read."""
    voiceguide.make(script, "one.mp3", voicing=SILENT)
    entry = max((work / "cache").rglob("*.clip"), key=lambda clip: clip.stat().st_size)
    store = Cache.at(work / "cache").store("clip")
    content = store.get(entry.stem)
    assert content is not None
    other = entry.with_stem(f"{entry.stem[:-1]}{int(entry.stem[-1], 16) ^ 1:x}")
    store.put(other.stem, content[: -FRAME_MS * BYTES_PER_MS])
    other.replace(entry)
    voiceguide.make(script, "two.mp3", voicing=SILENT)
    assert Path("one.mp3").read_bytes() == Path("two.mp3").read_bytes()


class Forgetful(dict[str, bytes]):
    """A backing that fails every fourth time it is asked."""

    asked = 0

    def get(self, name: str, default: Any = None) -> Any:
        Forgetful.asked += 1
        if Forgetful.asked % 4 == 0:
            raise TimeoutError("too busy")
        return super().get(name, default)

    def put(self, name: str, content: bytes) -> None:
        self[name] = content

    def size(self, name: str) -> int | None:
        return len(self[name]) if name in self else None

    def drop(self, name: str) -> None:
        self.pop(name, None)


@pytest.mark.slow
def test_a_cache_that_sometimes_fails_costs_only_time(script: Script, work: Path) -> None:
    cache = voiceguide.Cache.over(Forgetful())
    tracks = set()
    for minutes in (2, 3, 4, 3, 2, 4, 2, 3):
        voiceguide.make(script, "out.mp3", minutes=minutes, voicing=SILENT, cache=cache)
        tracks.add(Path("out.mp3").read_bytes())
    assert len(tracks) == 3


def test_a_result_can_be_pickled(script: Script, work: Path) -> None:
    made = voiceguide.make(script, "out.mp3", voicing=SILENT)
    copy = pickle.loads(pickle.dumps(made))  # noqa: S301
    assert copy == made
    assert copy.timeline == made.timeline
    assert made.timeline is made.timeline
