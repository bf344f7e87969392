"""The pipeline from Python."""

import math
import os
import random
import subprocess
import sys
import wave
from array import array
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

import voiceguide
from voiceguide import drafting, rehearsal, session
from voiceguide.audio.clip import BYTES_PER_MS
from voiceguide.errors import (
    EngineSetupError,
    InputError,
    LengthError,
    OutputPathError,
    ScriptError,
    SpeechError,
    UnknownNameError,
    VoiceguideError,
)
from voiceguide.resources import audio_assets
from voiceguide.script.model import Script
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.command import CommandEngine
from voiceguide.speech.engines.silent import SilentEngine
from voiceguide.store import Store
from voiceguide.timecode import FRAME_MS
from voiceguide.track.id3 import tag_size

TEXT = """\
voiceguide: 1
title: Two to four minutes
lengths: {default: standard, standard: 2m, long: 4m}
pronounce: {circles: surkles}
steps:
  - id: one
    title: One
    time: {standard: 1m, long: 2m}
    say: Let your head sink to one side.
  - id: two
    title: Two
    time: {standard: 1m, long: 2m}
    say: Draw circles. Now rest.
"""
SILENT = voiceguide.Voicing(engine="silent")


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path / "cache"))
    (tmp_path / "small.yaml").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def script() -> Script:
    return voiceguide.load("small.yaml")


def test_importing_the_package_costs_nothing() -> None:
    program = "import voiceguide, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"av", "pydub", "pydantic", "rich", "voiceguide.session"}


def test_every_public_name_is_there() -> None:
    for name in voiceguide.__all__:
        assert getattr(voiceguide, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'mkae'"):
        _ = voiceguide.mkae


@pytest.mark.parametrize("given", ["small.yaml", Path("small.yaml"), "./small.yaml"])
def test_a_script_is_loaded_by_its_path(given: str | Path) -> None:
    assert voiceguide.load(given).title == "Two to four minutes"


def test_a_bundled_script_is_loaded_by_its_name() -> None:
    assert len(voiceguide.load("back-massage").steps) == 13


def test_a_path_object_is_never_a_bundled_name() -> None:
    with pytest.raises(ScriptError, match="back-massage: there is no such file"):
        voiceguide.load(Path("back-massage"))


def test_the_default_length_is_the_script_s(script: Script) -> None:
    assert session.total_ms(script) == 120_000
    assert session.total_ms(script, length="long") == 240_000


@pytest.mark.parametrize("minutes", [3, 3.0, Fraction(3), Fraction(9, 3)])
def test_minutes_may_be_any_number(minutes: float | Fraction, script: Script) -> None:
    assert session.total_ms(script, minutes=minutes) == 180_000


def test_minutes_become_whole_frames_of_the_track(script: Script) -> None:
    total = session.total_ms(script, minutes=Fraction(10, 3))
    assert total % 24 == 0
    assert abs(total - 200_000) <= 12


@pytest.mark.parametrize("minutes", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_no_length(minutes: float, script: Script) -> None:
    with pytest.raises(InputError, match="is not a number of minutes"):
        session.total_ms(script, minutes=minutes)


@pytest.mark.parametrize("minutes", [0, -5, 1.99, 4.01, 1e9])
def test_a_length_out_of_range_is_refused_with_the_range(minutes: float, script: Script) -> None:
    with pytest.raises(LengthError, match="ask for 2 to 4 minutes"):
        voiceguide.plan(script, minutes=minutes, voicing=SILENT)


def test_a_length_and_minutes_are_one_too_many(script: Script) -> None:
    with pytest.raises(InputError, match="not both"):
        voiceguide.plan(script, length="long", minutes=4)


def test_what_is_wrong_is_found_before_anything_is_spoken(work: Path, script: Script) -> None:
    """So that nobody waits for an error."""
    faults: list[tuple[type[VoiceguideError], dict[str, object]]] = [
        (UnknownNameError, {"length": "lnog"}),
        (UnknownNameError, {"sidecars": ["captoins"]}),
        (UnknownNameError, {"bed": "wind"}),
        (InputError, {"bed": Path("rain.flac")}),
        (OutputPathError, {"output": "out.ogg"}),
        (OutputPathError, {"output": "nowhere/out.mp3"}),
        (OutputPathError, {"output": "a\0b.mp3"}),
        (UnknownNameError, {"voicing": voiceguide.Voicing(engine="sielnt")}),
        (InputError, {"voicing": voiceguide.Voicing(engine="silent", command=("say",))}),
        (EngineSetupError, {"voicing": voiceguide.Voicing(engine="command")}),
        (UnknownNameError, {"voicing": voiceguide.Voicing(chain="warm")}),
        (InputError, {"voicing": voiceguide.Voicing(rate=0)}),
        (InputError, {"voicing": voiceguide.Voicing(volume=2)}),
    ]
    told: list[tuple[str, int, int]] = []
    for error, wrong in faults:
        given = {"output": "out.mp3", "voicing": SILENT, **wrong}
        with pytest.raises(error):
            voiceguide.make(script, on_progress=lambda *at: told.append(at), **given)  # type: ignore[arg-type]
    assert told == []
    assert sorted(path.name for path in work.iterdir()) == ["small.yaml"]


def test_planning_tells_the_times_of_the_track(script: Script, work: Path) -> None:
    planned = voiceguide.plan(script, minutes=3, voicing=SILENT)
    made = voiceguide.make(script, "out.mp3", minutes=3, voicing=SILENT, bed="none")
    assert made.timeline == planned
    assert planned.total_ms == 180_000
    assert [cue.text for cue in planned.cues] == [
        "Let your head sink to one side.",
        "Draw circles. Now rest.",
    ]


def test_what_was_made_is_told(script: Script, work: Path) -> None:
    made = voiceguide.make(
        script, "out.mp3", voicing=SILENT, bed="none", sidecars=("lyrics", "captions", "lyrics")
    )
    assert made.track == Path("out.mp3")
    assert made.sidecars == (Path("out.lrc"), Path("out.vtt"), Path("out.srt"))
    assert all(path.is_file() for path in (made.track, *made.sidecars))


def test_a_script_a_path_and_a_name_make_the_same(script: Script, work: Path) -> None:
    for number, given in enumerate((script, "small.yaml", work / "small.yaml")):
        voiceguide.make(given, f"{number}.mp3", voicing=SILENT, bed="none")
    assert len({(work / f"{number}.mp3").read_bytes() for number in range(3)}) == 1


def test_progress_grows_from_stage_to_stage_up_to_the_whole(script: Script) -> None:
    told: list[tuple[str, int, int]] = []
    voiceguide.make(script, "out.mp3", voicing=SILENT, on_progress=lambda *at: told.append(at))
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == ["speak", "encode"]
    for stage, whole in (("speak", 3), ("encode", 120_000)):
        done = [done for name, done, of in told if name == stage and of == whole]
        assert done == sorted(done)
        assert done[-1] == whole
    assert {whole for _, _, whole in told} == {3, 120_000}


def test_engines_get_words_respelt_and_captions_do_not(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    class Listening(SilentEngine):
        """Remembers what it was asked to say."""

        def speak(self, text: str, target: Path) -> None:
            heard.append(text)
            super().speak(text, target)

    monkeypatch.setattr(rehearsal, "create_engine", lambda *_, **__: Listening(EngineSettings()))
    timeline = voiceguide.plan(script)
    assert sorted(heard) == ["Draw surkles.", "Let your head sink to one side.", "Now rest."]
    assert [cue.text for cue in timeline.cues][1] == "Draw circles. Now rest."


def engine_that_runs(program: str) -> CommandEngine:
    """The command engine with little patience."""
    command = (sys.executable, "-S", "-E", "-c", program, "{wav}")
    return CommandEngine(EngineSettings(command=command), deadline_s=lambda text: 0.2)


def test_an_engine_that_hangs_fails_by_the_name_of_the_cue(
    work: Path, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    (work / "out.mp3").write_bytes(b"old")
    hanging = "import time; time.sleep(600)"
    monkeypatch.setattr(rehearsal, "create_engine", lambda *_, **__: engine_that_runs(hanging))
    with pytest.raises(SpeechError, match=r"could not speak step \d '(One|Two)'.* 0 s") as caught:
        voiceguide.make(script, "out.mp3")
    assert caught.value.exit_code == 1
    assert (work / "out.mp3").read_bytes() == b"old"
    assert sorted(path.name for path in work.iterdir()) == ["out.mp3", "small.yaml"]


def test_the_sound_of_a_bed_is_part_of_the_track(work: Path, script: Script) -> None:
    for name, bed in (("room", "room-tone"), ("none", "none")):
        voiceguide.make(script, f"{name}.mp3", voicing=SILENT, bed=bed)
    voiceguide.make(script, "own.mp3", voicing=SILENT, bed=work / "room.mp3")
    tracks: Sequence[bytes] = [(work / f"{name}.mp3").read_bytes() for name in _BEDS]
    assert len(set(tracks)) == 3
    assert len({len(track) - tag_size(track) for track in tracks}) == 1


def test_a_bed_is_in_the_timeline_and_a_room_tone_is_not(work: Path, script: Script) -> None:
    room = voiceguide.make(script, "room.mp3", voicing=SILENT)
    assert room.timeline.bed is None
    made = voiceguide.make(script, "own.mp3", voicing=SILENT, bed="room.mp3", bed_level_lu=-14)
    assert made.timeline.bed is not None
    assert (made.timeline.bed.name, made.timeline.bed.level_lu) == ("room.mp3", -14)
    first = made.timeline.cues[0].start_ms
    assert [p.db for p in made.timeline.bed.gain if p.at_ms <= first][-1] == -6.0


def burst(path: Path, *, seconds: int) -> Path:
    """Faint noise with one loud knock in it."""
    chance = random.Random(3)
    samples = array("h", chance.choices(range(-40, 41), k=seconds * 48_000))
    samples[24_000:24_048] = array("h", [30_000, -30_000] * 24)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    return path


def test_a_sound_that_its_one_loud_moment_keeps_faint_is_told(script: Script, work: Path) -> None:
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


@pytest.mark.parametrize("bed", ["room-tone", "rain"])
def test_another_length_has_next_to_nothing_to_encode(script: Script, bed: str) -> None:
    """Its words are said elsewhere, but over a bed that begins anew before them."""
    first = voiceguide.make(script, "two.mp3", length="standard", voicing=SILENT, bed=bed)
    longer = voiceguide.make(script, "four.mp3", length="long", voicing=SILENT, bed=bed)
    assert longer.spoken == 0
    assert longer.encoded < first.encoded / 3


@pytest.mark.parametrize("name", ["room-tone", "rain"])
def test_an_own_bed_with_the_name_of_a_bundled_one_is_a_bed_of_its_own(
    script: Script, work: Path, name: str
) -> None:
    """It steps back for words, and goes on through them."""
    (work / name).write_bytes((audio_assets() / "beds" / "sea.flac").read_bytes())
    own = voiceguide.make(script, "own.mp3", voicing=SILENT, bed=f"./{name}")
    voiceguide.make(script, "sea.mp3", voicing=SILENT, bed=work / name)
    assert own.timeline.bed is not None
    tracks = [(work / track).read_bytes() for track in ("own.mp3", "sea.mp3")]
    assert tracks[0] == tracks[1]


@pytest.mark.parametrize("level", [-9.0, 3.0, -41.0, float("nan")])
def test_a_bed_louder_or_softer_than_makes_sense_is_refused(script: Script, level: float) -> None:
    with pytest.raises(InputError, match="choose from -40 to -10"):
        voiceguide.make(script, "a.mp3", voicing=SILENT, bed_level_lu=level)


def test_a_session_to_fall_asleep_by_ends_with_other_words_and_a_long_fade(work: Path) -> None:
    awake = voiceguide.plan("back-massage", length="long", voicing=SILENT)
    asleep = voiceguide.plan("back-massage", length="long", voicing=SILENT, sleep=True)
    ends = [" ".join(c.text for c in t.cues if c.step == "close") for t in (awake, asleep)]
    assert "rise slowly" in ends[0]
    assert "rise" not in ends[1]
    assert "let them rest" in ends[1]
    made = voiceguide.make("box-breathing", "a.mp3", voicing=SILENT, bed=_hum(work), sleep=True)
    assert made.timeline.bed is not None
    assert made.timeline.bed.fade_out_ms >= 45_000


def _hum(work: Path) -> Path:
    path = work / "hum.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(b"\x00\x04\x00\x02\x00\xfc\x00\xfe" * 48_000)
    return path


_BEDS = ("room", "none", "own")


def test_a_kept_cue_that_is_damaged_is_spoken_anew_and_the_session_made(
    script: Script, work: Path
) -> None:
    """Its entry looks whole from outside: only when it is mixed the damage is found."""
    voiceguide.make(script, "one.mp3", voicing=SILENT)
    for entry in (work / "cache").rglob("*.clip"):
        entry.write_bytes(entry.read_bytes()[:-1] + b"x")
    for entry in (work / "cache").rglob("*.block"):
        entry.unlink()
    voiceguide.make(script, "two.mp3", voicing=SILENT)
    assert Path("one.mp3").read_bytes() == Path("two.mp3").read_bytes()


@pytest.mark.parametrize(
    "prepare",
    [
        lambda script: voiceguide.plan(script, voicing=SILENT),
        lambda script: drafting.draft(script, lambda _: None, voicing=SILENT),
        lambda script: voiceguide.make(script, "out.mp3", voicing=SILENT),
    ],
    ids=["plan", "play", "make"],
)
def test_whatever_fills_the_cache_keeps_it_within_its_limit(
    script: Script, work: Path, monkeypatch: pytest.MonkeyPatch, prepare
) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE_LIMIT", "1kB")
    Store(work / "cache", "clip").put("ab" * 32, bytes(2000))
    (entry,) = (work / "cache").rglob("*.clip")
    os.utime(entry, (0, 0))
    prepare(script)
    assert not entry.exists()


def test_damage_in_a_cache_that_nobody_may_write_to_is_no_obstacle(
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


def test_another_cue_in_the_place_of_a_kept_one_changes_nothing(script: Script, work: Path) -> None:
    """A frame shorter, it leaves all that sounds as it is, and so is never read."""
    voiceguide.make(script, "one.mp3", voicing=SILENT)
    entry = max((work / "cache").rglob("*.clip"), key=lambda clip: clip.stat().st_size)
    store = Store(work / "cache", "clip")
    content = store.get(entry.stem)
    assert content is not None
    other = entry.with_stem(f"{entry.stem[:-1]}{int(entry.stem[-1], 16) ^ 1:x}")
    store.put(other.stem, content[: -FRAME_MS * BYTES_PER_MS])
    other.replace(entry)
    voiceguide.make(script, "two.mp3", voicing=SILENT)
    assert Path("one.mp3").read_bytes() == Path("two.mp3").read_bytes()


def test_a_level_without_a_bed_is_refused(script: Script) -> None:
    with pytest.raises(InputError, match="a level was asked for, but no bed"):
        voiceguide.make(script, "out.mp3", voicing=SILENT, bed="none", bed_level_lu=-18)
