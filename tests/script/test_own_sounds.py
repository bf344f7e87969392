"""A script names bundled sounds, or sounds in its own folder and nowhere else."""

import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from voiceguide.errors import ScriptError
from voiceguide.script import reader
from voiceguide.script.own_sounds import OwnSound
from voiceguide.script.sound import own_sounds

TEXT = """\
voiceguide: 1
title: T
sound: {{{sound}}}
steps:
  - {{id: a, title: A, time: 1m, say: Hello there.{step}}}
"""


def sound(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\x20\x10" * 4000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A script's folder, with sounds in it and beside it."""
    found = tmp_path / "own"
    for path in (found / "deep", found / "set"):
        path.mkdir(parents=True)
    for path in (found / "sea.wav", found / "deep" / "a b.wav", tmp_path / "secret.wav"):
        sound(path)
    for name in ("next-step", "switch", "end"):
        sound(found / "set" / f"{name}.wav")
    return found


def problems(folder: Path, *, sound: str = "", step: str = "") -> list[str]:
    try:
        reader.loads(TEXT.format(sound=sound, step=step), folder=folder)
    except ScriptError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.mark.parametrize(
    "good",
    [
        "bed: rain, bed_level: -22, chimes: bowl, voice: Joe, rate: 120",
        "bed: none",
        "bed: sea.wav, chimes: set",
        "bed: ./deep/a b.wav",
        "bed_level: -40",
        "bed_level: -10.5",
        "",
    ],
)
def test_a_bundled_sound_or_one_beside_the_script_is_taken(folder: Path, good: str) -> None:
    assert problems(folder, sound=good) == []


@pytest.mark.parametrize("key", ["bed", "chimes"])
@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("../secret.wav", "leads out of the script's folder"),
        ("deep/../../secret.wav", "leads out of the script's folder"),
        ("/etc/hostname", "leads out of the script's folder"),
        ("'..\\secret.wav'", "separate the folders of a path with /"),
        ("https://example.org/sea.mp3", "is an address; nothing is fetched"),
        ("'file:sea.wav'", "is an address"),
        ("data:audio", "is an address"),
        ("missing.wav", "there is no 'missing.wav' beside the script"),
        ("[rain]", "expected"),
        ("{rain: 1}", "expected"),
        ("7", "expected"),
        ("''", "expected"),
        ("true", "expected"),
        ("x" * 501, "expected"),
        ("x" * 300 + ".wav", "can't be read"),
    ],
)
def test_anything_else_is_one_problem_at_its_place(
    folder: Path, key: str, written: str, message: str
) -> None:
    (problem,) = problems(folder, sound=f"{key}: {written}")
    assert problem.startswith(f"3:{10 + len(key) + 1}: ")
    assert message in problem


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("bed: raim", "unknown bed 'raim'; did you mean 'rain'? Or name a sound file"),
        ("bed: deep", "'deep' is a folder; expected room-tone, rain"),
        ("bed: false", "for no bed, write none"),
        ("chimes: bow", "unknown set of chimes 'bow'; did you mean 'bowl'? Or name a folder"),
        ("chimes: sea.wav", "'sea.wav' is not a folder"),
        ("bed_level: -9.9", "expected a level in LU from -40 to -10"),
        ("bed_level: -41", "from -40 to -10"),
        ("bed_level: .nan", "from -40 to -10"),
        ("bed_level: -20 LU", "from -40 to -10"),
        ("bed_level: true", "from -40 to -10"),
        ("rate: 19", "expected words a minute, a whole number from 20 to 1000"),
        ("rate: 1001", "expected words a minute"),
        ("rate: 120.5", "expected words a minute"),
        ("rate: true", "expected words a minute"),
        ("beds: rain", "unknown key 'beds'; did you mean 'bed'?"),
    ],
)
def test_a_slip_is_explained(folder: Path, written: str, message: str) -> None:
    (problem,) = problems(folder, sound=written)
    assert message in problem


def test_a_step_has_a_bed_of_its_own_and_each_sound_is_listed_once(folder: Path) -> None:
    text = TEXT.format(sound="bed: sea.wav, chimes: set", step=", bed: sea.wav")
    script = reader.loads(text, folder=folder)
    assert [own.written for own in own_sounds(script)] == ["sea.wav", "set"]
    assert script.steps[0].bed == OwnSound("sea.wav", folder / "sea.wav")
    assert script.model_dump(mode="json")["sound"]["bed"] == "sea.wav"
    (problem,) = problems(folder, step=", bed: ../secret.wav")
    assert problem.startswith("5:57: ")


def _to_the_secret(folder: Path) -> str:
    (folder / "link.wav").symlink_to(folder.parent / "secret.wav")
    return "bed: link.wav"


def _through_a_folder(folder: Path) -> str:
    (folder / "up").symlink_to(folder.parent)
    return "bed: up/secret.wav"


def _inside_a_set(folder: Path) -> str:
    (folder / "set" / "end.wav").unlink()
    (folder / "set" / "end.wav").symlink_to(folder.parent / "secret.wav")
    return "chimes: set"


def _in_a_circle(folder: Path) -> str:
    (folder / "circle.wav").symlink_to(folder / "circle.wav")
    return "bed: circle.wav"


@pytest.mark.parametrize("linked", [_to_the_secret, _through_a_folder, _inside_a_set, _in_a_circle])
def test_a_link_leads_nowhere_else(folder: Path, linked: Callable[[Path], str]) -> None:
    assert len(problems(folder, sound=linked(folder))) == 1


def test_a_link_within_the_folder_is_fine(folder: Path) -> None:
    (folder / "link.wav").symlink_to(folder / "deep" / "a b.wav")
    assert problems(folder, sound="bed: link.wav") == []
