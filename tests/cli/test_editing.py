"""Which browser is opened for `serve --edit`."""

import threading
import webbrowser

import pytest

from voiceguide.cli.editing import open_browser


def test_the_browser_is_opened_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    opened, done = list[str](), threading.Event()

    class Window(webbrowser.BackgroundBrowser):
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
            opened.append(url)
            done.set()
            return True

    monkeypatch.setattr(webbrowser, "get", lambda: Window("true"))
    open_browser("http://localhost/")
    assert done.wait(10)
    assert opened == ["http://localhost/"]


def test_one_in_the_terminal_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    started = list[object]()
    monkeypatch.setattr("subprocess.Popen", started.append)
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("lynx"))
    open_browser("http://localhost/")
    assert started == []


def test_without_any_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        asked.append("a browser")
        raise webbrowser.Error("could not locate runnable browser")

    asked, started = list[str](), list[object]()
    monkeypatch.setattr("subprocess.Popen", started.append)
    monkeypatch.setattr(webbrowser, "get", none)
    open_browser("http://localhost/")
    assert (asked, started) == (["a browser"], [])
