"""A real headless browser, and pages for it.

It is the system's Chromium, driven by Playwright's package from pip: no browser has
to be downloaded, and the tests use the browser that people have.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.page.sessions import HOUR, SCRIPT
from voiceguide import Voicing, make
from voiceguide.page.build import page_of_script, page_of_track

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.page.browsing import Player

PHONE = {"width": 390, "height": 760}
LAPTOP = {"width": 1280, "height": 800}
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")

Opener = Callable[..., "Player"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what drives a browser as slow."""
    for item in items:
        if isinstance(item, pytest.Function) and "browser" in item.fixturenames:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium; tests that use it are skipped if it or its driver isn't installed.

    One per module: while the driver runs, no other test can use asyncio.
    """
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip("no Chromium is installed")
    with driver.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program,
            # Needs no sound device, and nobody hears the tests.
            args=["--mute-audio"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def player(browser: "Browser") -> Iterator[Opener]:
    """Opens pages, each in a fresh browser context; fails if an error occurs in them."""
    from tests.page.browsing import Player

    opened: list[Player] = []

    def show(address: str | Path, before: str = "", **options: Any) -> Player:
        context = browser.new_context(**{"viewport": PHONE, **options})
        one = Player(context.new_page())
        if before:
            one.page.add_init_script(before)
        opened.append(one)
        return one.open(address)

    yield show
    for one in opened:
        assert one.errors == []
        one.page.context.close()


def _track(folder: Path, name: str, script: str, **options: Any) -> Path:
    source = folder / f"{name}.yaml"
    source.write_text(script, encoding="utf-8")
    track = folder / f"{name}.mp3"
    make(source, track, voicing=Voicing(engine="silent"), bed="none", **options)
    return track


@pytest.fixture(scope="session")
def tracks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with `small.mp3` (four minutes) and `hour.mp3`."""
    folder = tmp_path_factory.mktemp("tracks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICEGUIDE_CACHE", str(folder / "cache"))
        _track(folder, "small", SCRIPT)
        _track(folder, "hour", HOUR)
        yield folder


@pytest.fixture(scope="session")
def small_page(tracks: Path) -> Path:
    """A four-minute page with its sound inside."""
    return page_of_track(tracks / "small.mp3", tracks / "small.html").path


@pytest.fixture(scope="session")
def two_lengths_page(tracks: Path) -> Path:
    """A page in two lengths, four and six minutes, with both sounds inside."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICEGUIDE_CACHE", str(tracks / "cache"))
        return page_of_script(
            tracks / "small.yaml",
            tracks / "two.html",
            lengths=["standard", "long"],
            voicing=Voicing(engine="silent"),
            bed="none",
        ).path


@pytest.fixture(scope="session")
def hour_page(tracks: Path) -> Path:
    """A one-hour page with its sound inside."""
    return page_of_track(tracks / "hour.mp3", tracks / "hour.html").path


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for screenshots: VOICEGUIDE_SCREENSHOTS, or one of pytest's."""
    wanted = os.environ.get("VOICEGUIDE_SCREENSHOTS")
    folder = Path(wanted) if wanted else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
