"""The script chooses its sounds; what the user asks for comes first."""

import shutil
import wave
from pathlib import Path
from typing import Any

import pytest

import voiceguide
from tests.session.small import SILENT, TEXT
from voiceguide.errors import InputError, OutputPathError, ScriptError
from voiceguide.script.wishes import NONE
from voiceguide.session import make as making
from voiceguide.session.choices import Choices
from voiceguide.session.given import ScriptFacts
from voiceguide.session.request import Request, Sounds, voicing_of
from voiceguide.session.sample import sample
from voiceguide.speech.automatic import ChosenVoice
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline.model import BedKind, ChimeKind


def write(name: str, sound: str = "", steps: str = "") -> None:
    text = TEXT.replace("steps:", f"sound: {{{sound}}}\nsteps:" if sound else "steps:")
    Path(name).write_text(text.replace("    say: Draw", f"{steps}    say: Draw"), encoding="utf-8")


def hum(path: str, hertz: int = 100) -> None:
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        turn = [b"\x00\x10", b"\x00\xf0"]
        file.writeframes(b"".join(turn[at // (4000 // hertz) % 2] for at in range(16_000)))


def facts(name: str) -> Choices:
    return Choices.of(voiceguide.load(name))


@pytest.mark.parametrize(
    ("script", "asked", "expected"),
    [
        ({}, {}, ("room-tone", -20, "classic")),
        ({"bed": "rain", "bed_level_lu": -25.0, "chimes": "bowl"}, {}, ("rain", -25, "bowl")),
        ({"bed": "rain"}, {"bed": "sea"}, ("sea", -20, "classic")),
        ({"bed": "rain", "bed_level_lu": -25.0}, {"bed": "sea"}, ("sea", -25, "classic")),
        ({"bed": "rain", "bed_level_lu": -25.0}, {"bed": "none"}, ("none", -20, "classic")),
        ({"bed": "none", "bed_level_lu": -25.0}, {}, ("none", -20, "classic")),
        ({"bed_level_lu": -25.0}, {"bed_level_lu": -20.0}, ("room-tone", -20, "classic")),
        ({"chimes": "bowl"}, {"chimes": "wood"}, ("room-tone", -20, "wood")),
    ],
)
def test_what_the_user_asks_for_comes_before_the_script(
    script: dict[str, Any], asked: dict[str, Any], expected: tuple[str, float, str]
) -> None:
    sounds = Request(**asked).sounds(Choices(**script))
    assert (sounds.bed, sounds.bed_level_lu, sounds.chimes) == expected


def test_a_bed_that_is_asked_for_replaces_those_of_steps() -> None:
    script = Choices(bed="none", bed_level_lu=-25.0, step_beds=(Path("a.wav"), "rain"))
    assert Request().sounds(script) == Sounds(
        bed="none", bed_level_lu=-25.0, step_beds=(Path("a.wav"),)
    )
    assert Request(bed="sea").sounds(script).by_step is False
    assert Request(bed="sea").sounds(script).files() == []
    with pytest.raises(InputError, match="no bed"):
        Request(bed="none", bed_level_lu=-25.0).sounds(script)


def test_the_voice_of_the_script_counts_where_nobody_asked_for_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("VOICEGUIDE_ENGINE", raising=False)
    told: list[ChosenVoice] = []
    script = Choices(voice="f4", rate=120)
    chosen = voicing_of(Voicing(), script, "en", told.append)
    assert (chosen.engine, chosen.voice, chosen.rate) == ("pyttsx3", "f4", 120)
    assert "chosen by the script" in str(told[0])
    own = voicing_of(Voicing(voice="f5", rate=90), script, "en", told.append)
    assert (own.voice, own.rate) == ("f5", 90)
    assert "chosen by the script" not in str(told[1])
    assert voicing_of(SILENT, script, "en").voice is None


def test_the_choices_are_known_without_reading_the_script_again() -> None:
    hum("a.wav")
    write("s.yaml", "bed: a.wav, bed_level: -30, chimes: bowl, rate: 90", "    bed: rain\n")
    choices = facts("s.yaml")
    assert choices.step_beds == ("rain",)
    assert Choices.unpack(choices.pack()) == choices
    assert Choices.unpack(Choices().pack()) == Choices()
    known = ScriptFacts.of(voiceguide.load("s.yaml"), NONE, {})
    assert ScriptFacts.unpack(known.pack()) == known


@pytest.mark.slow
def test_a_script_with_sounds_is_the_session_with_those_options(work: Path) -> None:
    write("plain.yaml")
    write("s.yaml", "bed: rain, bed_level: -25, chimes: bowl")
    asked = {"bed": "rain", "bed_level_lu": -25.0, "chimes": "bowl"}
    plain = voiceguide.make("plain.yaml", "plain.mp3", voicing=SILENT, **asked)  # type: ignore[arg-type]
    made = voiceguide.make("s.yaml", "s.mp3", voicing=SILENT)
    assert made.timeline == plain.timeline
    assert (work / "s.mp3").read_bytes() == (work / "plain.mp3").read_bytes()
    assert "beds" not in made.timeline_json
    assert voiceguide.plan("s.yaml", voicing=SILENT).chimes == plain.timeline.chimes


@pytest.mark.slow
def test_beds_change_at_steps(work: Path) -> None:
    write("s.yaml", "bed: rain", "    bed: none\n")
    made = voiceguide.make("s.yaml", "s.mp3", voicing=SILENT)
    parts = [(p.name, p.kind, p.start_ms, p.end_ms, p.change_ms) for p in made.timeline.beds]
    assert parts == [
        ("rain", BedKind.DUCKED, 0, 60_000, 0),
        ("none", BedKind.NONE, 60_000, 120_000, 3000),
    ]
    report = {check.name: check for check in voiceguide.inspect("s.mp3").checks}
    for name in ("bed plan", "clicks", "digital silence", "fade-out"):
        assert report[name].verdict is voiceguide.Verdict.PASS, report[name]


@pytest.fixture
def made(work: Path) -> bytes:
    hum("a.wav")
    write("s.yaml", "bed: a.wav")
    voiceguide.make("s.yaml", "s.mp3", voicing=SILENT)
    return (work / "s.mp3").read_bytes()


@pytest.mark.slow
def test_the_authors_own_file_is_part_of_what_is_made(
    made: bytes, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The same script in another folder means another file.
    (work / "other").mkdir()
    shutil.copy("s.yaml", "other/s.yaml")
    hum("other/a.wav", 250)
    voiceguide.make("other/s.yaml", "other.mp3", voicing=SILENT)
    assert (work / "other.mp3").read_bytes() != made
    # It is never overwritten, also when the session is known.
    for output in ("a.wav", "other/../a.wav"):
        with pytest.raises((OutputPathError, InputError)):
            voiceguide.make("s.yaml", output, voicing=SILENT)
    # An unchanged session is known; a changed sound is heard.
    with monkeypatch.context() as patch:
        patch.setattr(making, "_made", lambda *_: pytest.fail("made the longer way"))
        voiceguide.make("s.yaml", "again.mp3", voicing=SILENT)
    hum("a.wav", 250)
    voiceguide.make("s.yaml", "changed.mp3", voicing=SILENT)
    assert (work / "changed.mp3").read_bytes() != made
    # A sound that is gone is an error at its place, though the session was made once.
    Path("a.wav").unlink()
    with pytest.raises(ScriptError, match=r"s.yaml:5:\d+: there is no 'a.wav' beside the script"):
        voiceguide.make("s.yaml", "gone.mp3", voicing=SILENT)


@pytest.mark.parametrize("key", ["bed: bad.wav", "chimes: bad"])
def test_a_damaged_sound_is_an_error_at_its_place(work: Path, key: str) -> None:
    Path("bad").mkdir()
    for path in ("bad.wav", "bad/next-step.wav", "bad/switch.wav", "bad/end.wav"):
        Path(path).write_bytes(b"no sound" * 100)
    write("s.yaml", key)
    with pytest.raises(ScriptError, match=r"s.yaml:5:\d+: can't read the sound"):
        voiceguide.make("s.yaml", "s.mp3", voicing=SILENT)


def test_a_sound_of_the_authors_own_rings_at_a_moment(work: Path) -> None:
    hum("a.wav")
    write("s.yaml", steps="    cues: [{at: 50%, chime: a.wav, say: Half.}]\n")
    assert facts("s.yaml").moments == (("a.wav", work / "a.wav"),)
    assert Request(bed="none", chimes="bowl").sounds(facts("s.yaml")).files() == [work / "a.wav"]
    timeline = voiceguide.plan("s.yaml", voicing=SILENT)
    (bell,) = (chime for chime in timeline.chimes if chime.kind is ChimeKind.BELL)
    assert (bell.sound, bell.start_ms) == ("a.wav", 90_000)
    assert abs(bell.end_ms - bell.start_ms - 2_000) < 50
    Path("a.wav").write_bytes(b"no sound" * 100)
    with pytest.raises(ScriptError, match=r"s.yaml:13:\d+: can't read the sound"):
        voiceguide.plan("s.yaml", voicing=SILENT)


def test_a_voice_is_heard_with_a_script_that_is_no_whole_number_of_frames_long(work: Path) -> None:
    Path("s.yaml").write_text(
        "voiceguide: 1\ntitle: T\nsound: {rate: 100}\n"
        "steps: [{id: a, title: A, time: 1m10s, say: Sit down. Rest.}]\n"
    )
    slow = len(sample(SILENT, "en", script="s.yaml"))
    Path("s.yaml").write_text(Path("s.yaml").read_text().replace("100", "200"))
    assert len(sample(SILENT, "en", script="s.yaml")) < slow
