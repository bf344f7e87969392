"""Sounds under a session, and the user's own sounds."""

import random
import wave
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import voiceguide
from tests.session.small import SILENT
from voiceguide.audio.mix import render
from voiceguide.cache.store import Store
from voiceguide.errors import (
    InputError,
)
from voiceguide.resources import audio_assets
from voiceguide.script.model import Script
from voiceguide.session.draft import Draft
from voiceguide.session.preview import preview
from voiceguide.track.mp3.id3 import tag_size

_BEDS = ("room", "none", "own")


@pytest.mark.slow
def test_the_sound_of_a_bed_is_part_of_the_track(work: Path, script: Script) -> None:
    for name, bed in (("room", "room-tone"), ("none", "none")):
        voiceguide.make(script, f"{name}.mp3", voicing=SILENT, bed=bed)
    voiceguide.make(script, "own.mp3", voicing=SILENT, bed=work / "room.mp3")
    tracks: Sequence[bytes] = [(work / f"{name}.mp3").read_bytes() for name in _BEDS]
    assert len(set(tracks)) == 3
    assert len({len(track) - tag_size(track) for track in tracks}) == 1


@pytest.mark.slow
def test_a_bed_is_in_the_timeline_and_a_room_tone_is_not(work: Path, script: Script) -> None:
    room = voiceguide.make(script, "room.mp3", voicing=SILENT)
    assert room.timeline.bed is None
    made = voiceguide.make(script, "own.mp3", voicing=SILENT, bed="room.mp3", bed_level_lu=-14)
    assert made.timeline.bed is not None
    assert (made.timeline.bed.name, made.timeline.bed.level_lu) == ("room.mp3", -14)
    first = made.timeline.cues[0].start_ms
    assert [p.db for p in made.timeline.bed.gain if p.at_ms <= first][-1] == -6.0


@pytest.mark.parametrize(
    "wrong", [{"bed": "none.wav"}, {"bed": "raim"}, {"bed_level_lu": -5}, {"chimes": "gong"}]
)
def test_an_unusable_sound_is_reported_before_a_word_is_spoken(
    script: Script, wrong: dict[str, Any]
) -> None:
    told: list[str] = []
    with pytest.raises(InputError):
        voiceguide.make(
            script,
            "out.mp3",
            voicing=SILENT,
            on_progress=lambda stage, *_: told.append(stage),
            **wrong,
        )
    assert told == []


def burst(path: Path, *, seconds: int) -> Path:
    """Faint noise with one loud knock in it."""
    chance = random.Random(3)
    samples = array("h", chance.choices(range(-40, 41), k=seconds * 48_000))
    samples[24_000:24_048] = array("h", [30_000, -30_000] * 24)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    return path


@pytest.mark.slow
def test_a_sound_that_one_loud_moment_keeps_soft_is_noted(script: Script, work: Path) -> None:
    knock = burst(work / "knock.wav", seconds=12)
    (work / "own").mkdir()
    for name in ("next-step", "switch", "end"):
        burst(work / "own" / f"{name}.wav", seconds=2)
    made = voiceguide.make(script, "o.mp3", voicing=SILENT, bed=knock, chimes=work / "own")
    told = [note.split(" LU softer")[0] for note in made.notes if "LU softer" in note]
    assert [note.rsplit(" is ")[0] for note in told] == [
        "the bed knock.wav",
        "the chime next-step",
        "the chime switch",
        "the chime end",
    ]
    assert all(int(note.rsplit(" ", 1)[1]) > 2 for note in told)
    usual = voiceguide.make(script, "u.mp3", voicing=SILENT, bed="rain")
    assert not any("softer" in note for note in usual.notes)


@pytest.mark.slow
@pytest.mark.parametrize("bed", ["room-tone", "rain"])
def test_another_length_needs_hardly_any_encoding(script: Script, bed: str) -> None:
    """Its words are said at other times, but over a bed that restarts before them."""
    first = voiceguide.make(script, "two.mp3", length="standard", voicing=SILENT, bed=bed)
    longer = voiceguide.make(script, "four.mp3", length="long", voicing=SILENT, bed=bed)
    assert longer.spoken == 0
    assert longer.encoded < first.encoded / 3


@pytest.mark.slow
@pytest.mark.parametrize("name", ["room-tone", "rain"])
def test_an_own_bed_named_like_a_bundled_one_is_still_an_own_bed(
    script: Script, work: Path, name: str
) -> None:
    """It gets quieter under words, and does not restart."""
    (work / name).write_bytes((audio_assets() / "beds" / "warm-pad.opus").read_bytes())
    own = voiceguide.make(script, "own.mp3", voicing=SILENT, bed=f"./{name}")
    voiceguide.make(script, "pad.mp3", voicing=SILENT, bed=work / name)
    assert own.timeline.bed is not None
    tracks = [(work / track).read_bytes() for track in ("own.mp3", "pad.mp3")]
    assert tracks[0] == tracks[1]


@pytest.mark.parametrize("level", [-9.0, 3.0, -41.0, float("nan")])
def test_a_bed_louder_or_softer_than_makes_sense_is_refused(script: Script, level: float) -> None:
    with pytest.raises(InputError, match="choose a level from -40 to -10"):
        voiceguide.make(script, "a.mp3", voicing=SILENT, bed_level_lu=level)


def test_a_level_without_a_bed_is_refused(script: Script) -> None:
    with pytest.raises(InputError, match="there is a bed level but no bed"):
        voiceguide.make(script, "out.mp3", voicing=SILENT, bed="none", bed_level_lu=-18)


@pytest.fixture
def own_bed(work: Path) -> Path:
    """Half a minute of hiss, in three pieces."""
    chance = random.Random(4)
    path = work / "hiss.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8_000, 0, "NONE", ""))
        file.writeframes(array("h", chance.choices(range(-900, 901), k=30 * 8_000)).tobytes())
    return path


@pytest.mark.slow
def test_an_own_bed_is_cached_for_the_next_session(
    script: Script, own_bed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voiceguide.make(script, "one.mp3", voicing=SILENT, bed=own_bed)
    monkeypatch.setattr("voiceguide.audio.own_sound.decode_pieces", None)
    voiceguide.make(script, "long.mp3", length="long", voicing=SILENT, bed=own_bed)
    voiceguide.make(script, "two.mp3", voicing=SILENT, bed=own_bed)
    assert Path("one.mp3").read_bytes() == Path("two.mp3").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("writable", [True, False])
def test_a_damaged_piece_of_an_own_bed_is_rebuilt_and_the_session_made(
    script: Script, own_bed: Path, work: Path, monkeypatch: pytest.MonkeyPatch, writable: bool
) -> None:
    voiceguide.make(script, "one.mp3", voicing=SILENT, bed=own_bed)
    for entry in (work / "cache").rglob("*.bed"):
        if entry.stat().st_size > 100_000:
            entry.write_bytes(entry.read_bytes()[:-1] + b"x")
    for entry in (work / "cache").rglob("*.block"):
        entry.unlink()
    if not writable:
        monkeypatch.setattr(Store, "put", lambda *_: None)
        monkeypatch.setattr(Store, "drop", lambda *_: None)
    voiceguide.make(script, "two.mp3", voicing=SILENT, bed=own_bed)
    assert Path("one.mp3").read_bytes() == Path("two.mp3").read_bytes()


@pytest.mark.slow
def test_an_own_bed_sounds_the_same_without_a_cache(
    script: Script, own_bed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voiceguide.make(script, "one.mp3", voicing=SILENT, bed=own_bed)
    voiceguide.make(
        script, "two.mp3", voicing=SILENT, bed=own_bed, cache=voiceguide.Cache.nowhere()
    )
    assert Path("one.mp3").read_bytes() == Path("two.mp3").read_bytes()


def test_a_draft_plays_over_a_bed_whose_pieces_are_damaged(
    script: Script, own_bed: Path, work: Path
) -> None:
    drafts = list[Draft]()
    options: dict[str, Any] = {"voicing": SILENT, "bed": own_bed}
    preview(script, drafts.append, **options)
    sound = render(drafts[-1].scene, 0, 9_000)
    for entry in (work / "cache").rglob("*.bed"):
        entry.write_bytes(entry.read_bytes()[:-1] + b"x")
    preview(script, drafts.append, **options)
    assert render(drafts[-1].scene, 0, 9_000) == sound
