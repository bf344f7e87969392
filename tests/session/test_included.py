"""A session of a script that includes parts of other files: those belong to the script."""

import os
from pathlib import Path

import pytest

import voiceguide
from tests.session.small import SILENT
from voiceguide.errors import OutputPathError, ScriptError
from voiceguide.script.wishes import NONE
from voiceguide.session.given import Given
from voiceguide.session.watched import Included, look_at

MAIN = """\
voiceguide: 1
title: T
steps:
  - {id: one, title: One, time: 24s, say: Rest.}
  - include: parts/shared.yaml#two
"""
SHARED = "two: {id: two, title: Two, time: 24s, say: Draw circles.}\n"


@pytest.fixture(autouse=True)
def scripts(work: Path) -> None:
    Path("parts").mkdir()
    Path("parts/shared.yaml").write_text(SHARED, encoding="utf-8")
    Path("main.yaml").write_text(MAIN, encoding="utf-8")


def make(output: str = "out.mp3", script: str = "main.yaml") -> voiceguide.Made:
    return voiceguide.make(script, output, voicing=SILENT, bed="none", inspect=False)


def said() -> list[str]:
    return [cue.text for cue in make().timeline.cues]


def test_an_included_file_that_is_saved_makes_another_session() -> None:
    assert said() == ["Rest.", "Draw circles."]
    before = Path("out.mp3").read_bytes()
    Path("parts/shared.yaml").write_text(SHARED.replace("circles", "lines"), encoding="utf-8")
    assert said() == ["Rest.", "Draw lines."]
    Path("parts/shared.yaml").write_text(SHARED, encoding="utf-8")
    assert said() == ["Rest.", "Draw circles."]
    assert Path("out.mp3").read_bytes() == before


def test_an_included_file_that_is_gone_is_an_error() -> None:
    make()
    Path("parts/shared.yaml").unlink()
    with pytest.raises(ScriptError, match=r"'parts/shared\.yaml' does not exist"):
        make()


def test_an_unchanged_session_reads_no_script() -> None:
    store = voiceguide.Cache.at("facts").store("script")
    first, script = Given.of("main.yaml").facts(store, "here", NONE)
    again, unread = Given.of("main.yaml").facts(store, "here", NONE)
    assert script is not None
    assert unread is None
    assert first == again
    assert list(first.included) == ["parts/shared.yaml"]


def test_the_same_text_in_another_folder_is_another_script() -> None:
    other = Path("other/parts/shared.yaml")
    other.parent.mkdir(parents=True)
    other.write_text(SHARED.replace("circles", "dots"), encoding="utf-8")
    Path("other/main.yaml").write_text(MAIN, encoding="utf-8")
    for script, words in (("main.yaml", "circles"), ("other/main.yaml", "dots")) * 2:
        assert make(script=script).timeline.cues[-1].text == f"Draw {words}."


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("made_before", [False, True])
def test_an_included_file_is_never_overwritten(*, made_before: bool) -> None:
    if made_before:
        make()
    Path("linked.mp3").symlink_to("parts/shared.yaml")
    with pytest.raises(OutputPathError):
        make("linked.mp3")
    Path("linked.html").symlink_to("parts/shared.yaml")
    with pytest.raises(OutputPathError):
        voiceguide.page_of_script("main.yaml", "linked.html", voicing=SILENT)
    assert Path("parts/shared.yaml").read_text(encoding="utf-8") == SHARED


def test_watching_looks_at_the_files_that_a_script_comes_to_include(work: Path) -> None:
    watched = Included(Path("main.yaml"))
    shared, more = work / "parts" / "shared.yaml", work / "more.yaml"
    assert watched.files() == (Path("main.yaml"), shared)
    shared.write_text("two: [", encoding="utf-8")
    assert watched.files() == (Path("main.yaml"), shared)
    shared.write_text("two: {include: ../more.yaml#three}", encoding="utf-8")
    assert watched.files() == (Path("main.yaml"), shared, more)
    Path("main.yaml").unlink()
    assert watched.files() == (Path("main.yaml"), shared, more)


@pytest.mark.parametrize("sound", ["own.wav", "parts/own.wav"])
@pytest.mark.parametrize("in_a_part", [False, True])
def test_a_sound_is_watched_even_before_it_is_there(sound: str, in_a_part: bool) -> None:
    if in_a_part:
        chime = os.path.relpath(sound, "parts")
        shared = SHARED.replace("circles.}", f"circles., cues: [{{at: 50%, chime: {chime}}}]}}")
        Path("parts/shared.yaml").write_text(shared, encoding="utf-8")
    else:
        text = MAIN.replace("steps:", f"sound: {{bed: {sound}}}\nsteps:")
        Path("main.yaml").write_text(text, encoding="utf-8")
    look, file = look_at(Path("main.yaml"), None, None), Path.cwd() / sound
    before = look()
    file.write_bytes(b"a sound")
    there = look()
    assert there.keys() - before.keys() == {file}
    file.write_bytes(b"another sound")
    assert look()[file] != there[file]
