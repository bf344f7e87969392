"""A script that is edited while it is served: real saves, a real server."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.page.sessions import SCRIPT
from tests.server.editing import Editor, editing
from voiceguide.files import saves

pytestmark = pytest.mark.slow

BAD = SCRIPT.replace("time: {standard: 30s, long: 30s}", "time: <b>3</b>")


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    """Looks more often, so that the tests take less time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(saves, "LOOK_S", 0.02)
        patch.setattr(saves, "SETTLED_S", 0.1)
        yield


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Editor]:
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path / "cache"))
    script = tmp_path / "small.yaml"
    script.write_text(SCRIPT, encoding="utf-8")
    served = tmp_path / "served"
    served.mkdir()
    with editing(script, served) as found:
        found.until(lambda state: state["version"] == 1 and not state["what"])
        yield found


def truncated(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.flush()
        time.sleep(0.05)
        file.write(text[: len(text) // 2])
        file.flush()
        time.sleep(0.03)
        file.write(text[len(text) // 2 :])


def renamed(path: Path, text: str) -> None:
    new = path.with_suffix(".tmp")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def created_again(path: Path, text: str) -> None:
    path.unlink()
    time.sleep(0.1)
    path.write_text(text, encoding="utf-8")


def twice(path: Path, text: str) -> None:
    path.write_text(text[: len(text) // 2], encoding="utf-8")
    time.sleep(0.03)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("save", [truncated, renamed, created_again, twice])
def test_a_save_of_any_kind_is_one_new_version(
    editor: Editor, save: Callable[[Path, str], None]
) -> None:
    save(editor.script, SCRIPT.replace("Draw circles.", "Draw small circles."))
    seen = editor.until(lambda state: state["version"] == 2)
    assert [state["text"] for state in seen if state["text"]] == []
    assert "sound-2.mp3" in editor.get()
    assert 'data-version="2"' in editor.get()


def test_a_fault_is_told_and_the_last_good_version_plays_on(editor: Editor) -> None:
    editor.script.write_text(BAD, encoding="utf-8")
    told = editor.until(lambda state: state["text"])[-1]
    assert told["version"] == 1
    assert "this is the last good version" in str(told["what"])
    assert str(told["text"]).startswith(f"{editor.script}:9:11: '<b>3</b>' is not a duration")
    assert "sound-1.mp3" in editor.get()
    editor.script.write_text(SCRIPT.replace("Rest now.", "Rest."), encoding="utf-8")
    mended = editor.until(lambda state: state["version"] == 2)[-1]
    assert mended["text"] == ""


def test_a_session_that_was_bad_from_the_start_appears_once_it_is_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path / "cache"))
    script = tmp_path / "small.yaml"
    script.write_text(BAD, encoding="utf-8")
    with editing(script, tmp_path) as editor:
        editor.until(lambda state: state["text"])
        page = editor.get()
        assert "&lt;b&gt;3&lt;/b&gt;" in page
        assert "<b>" not in page
        script.write_text(SCRIPT, encoding="utf-8")
        editor.until(lambda state: state["version"] == 1)
        assert "sound-1.mp3" in editor.get()


def test_old_sounds_go_and_the_last_one_stays_for_who_still_plays_it(editor: Editor) -> None:
    for circles, version in (("two", 2), ("three", 3)):
        text = SCRIPT.replace("Draw circles.", f"Draw {circles} circles.")
        editor.script.write_text(text, encoding="utf-8")
        editor.until_version(version)
    kept = sorted(name for name in editor.live.things if name.endswith(".mp3"))
    assert kept == ["sound-2.mp3", "sound-3.mp3"]
    assert len(list(editor.script.with_name("served").iterdir())) == 2


def test_nothing_is_served_without_the_token(editor: Editor) -> None:
    base = editor.address.rsplit("/", 2)[0]
    with pytest.raises(OSError, match="404"):
        Editor(editor.script, f"{base}/", editor.live).state()
