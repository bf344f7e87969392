"""A page from a server: with its sound beside it, installed, and after the server is gone."""

import json
from pathlib import Path

import pytest

from tests.page.browsing import Player
from tests.page.conftest import LAPTOP, PHONE, Opener
from tests.page.serving import served
from tests.page.test_looks import judged
from tests.server.running import serving
from voiceguide.page import offline
from voiceguide.page.build import page_of_track
from voiceguide.page.content import Content, Session
from voiceguide.track.stored_timeline import stored_timeline


def bundle(track: Path) -> dict[str, tuple[str, bytes]]:
    """Everything that a server serves for one session."""
    content = Content(
        sessions=[Session(timeline=stored_timeline(track), address="sound.mp3")], served=True
    )
    texts = {name: (kind, text.encode()) for name, (kind, text) in offline.files(content).items()}
    return {**texts, "sound.mp3": ("audio/mpeg", track.read_bytes())}


FIRST_SOUND = """async () => {
    const start = performance.now();
    document.getElementById("toggle").click();
    while (!(sound.currentTime > 0)) await new Promise(requestAnimationFrame);
    return performance.now() - start;
}"""
"""Begins with a touch; returns milliseconds until something sounds."""


def test_it_plays_an_hour_from_a_server(player: Opener, tracks):
    with served(bundle(tracks / "hour.mp3")) as address:
        page = player(address)
        took = page.page.evaluate(FIRST_SOUND)
        print("first sound of an hour from a server after", round(took), "ms")
        page.place(3000)
        page.until("document.getElementById('name').textContent === 'Part 11'")
        assert page.ask("seen.violations") == []
        names = {one.removeprefix(address) for one in page.requests if not one.startswith("data:")}
        assert names <= {"", "sound.mp3", "service-worker.js", "manifest.webmanifest", "icon.svg"}


def test_after_the_first_load_no_server_is_needed(player: Opener, tracks):
    with served(bundle(tracks / "small.mp3")) as address:
        page = player(address)
        page.page.evaluate("async () => { await navigator.serviceWorker.ready }")
    page.errors.clear()
    page.page.reload()
    page.until("sound.readyState > 0")
    page.begin()
    page.place(200)
    page.until("document.getElementById('name').textContent === 'Rest'")
    assert page.playing
    page.errors.clear()


def test_it_can_be_installed(player: Opener, tracks):
    with served(bundle(tracks / "small.mp3")) as address:
        page = player(address)
        page.page.evaluate("async () => { await navigator.serviceWorker.ready }")
        found = page.command("Page.getAppManifest")
        assert found["url"] == address + "manifest.webmanifest"
        assert found["errors"] == []
        assert json.loads(found["data"])["name"] == "Four minutes"
        refused = page.command("Page.getInstallabilityErrors")["installabilityErrors"]
        # Test contexts are private windows, which can't install pages.
        assert [one["errorId"] for one in refused] in ([], ["in-incognito"])


COPIES = "(async () => (await caches.keys()).sort())()"


def eventually(page: Player, condition: str) -> None:
    """Waits for a condition that takes `await` to evaluate."""
    for _ in range(200):
        if page.page.evaluate(f"async () => Boolean({condition})"):
            return
        page.rest(50)
    raise AssertionError(condition)


def kept(page: Player) -> Player:
    """Waits until the browser keeps the page and its sound."""
    page.page.evaluate("async () => { await navigator.serviceWorker.ready }")
    worker = "navigator.serviceWorker.getRegistration()"
    eventually(page, f"(await {worker}).active?.state === 'activated'")
    return page


def test_two_runs_of_the_server_leave_one_copy(player: Opener, tracks, tmp_path, monkeypatch):
    monkeypatch.setenv("VOICEGUIDE_STATE", str(tmp_path))
    track = tmp_path / "small.mp3"
    track.write_bytes((tracks / "small.mp3").read_bytes())
    with serving("--port", "0", track, cwd=tmp_path) as server:
        page = kept(player(server.address))
        port = str(server.place[1])
    page.errors.clear()
    track.write_bytes((tracks / "hour.mp3").read_bytes())
    with serving("--port", port, track, cwd=tmp_path) as server:
        page.open(server.address)
        registration = "navigator.serviceWorker.getRegistration()"
        eventually(page, f"(await {registration}).waiting?.state === 'installed'")
        page.page.goto("about:blank")  # the new edition waits until nobody has the old one open
        page.open(server.address)
        page.until("document.title.endsWith('An hour')")
        assert len(page.page.evaluate(COPIES)) == 1
    page.errors.clear()
    page.page.reload()
    page.until("sound.readyState > 0")
    page.errors.clear()


def test_only_the_newest_few_copies_of_other_pages_are_kept(player: Opener, tracks):
    files = bundle(tracks / "small.mp3")
    worker = files.pop("service-worker.js")
    with served(files) as address:
        page = player(address)
        for name in [*(f"voiceguide {address}old{n}/ 1" for n in range(9)), "of another"]:
            page.page.evaluate("(name) => caches.open(name).then(() => {})", name)
        page.errors.clear()
        files["service-worker.js"] = worker
        page.page.reload()
        kept(page)
        names = page.page.evaluate(COPIES)
    assert "of another" in names
    olds = [name for name in names if "old" in name]
    assert olds == [f"voiceguide {address}old{n}/ 1" for n in range(5, 9)]
    assert len(names) == 6
    page.errors.clear()
    page.page.reload()
    page.until("sound.readyState > 0")
    page.errors.clear()


def test_a_deleted_copy_is_made_again_when_its_page_is_used(player: Opener, tracks):
    with served(bundle(tracks / "small.mp3")) as address:
        page = kept(player(address))
        [name] = page.page.evaluate(COPIES)
        page.page.evaluate("(name) => caches.delete(name)", name)
        page.page.reload()
        page.until("sound.readyState > 0")
        eventually(page, "await caches.match('sound.mp3')")
        assert page.page.evaluate(COPIES) == [name]


def test_a_page_that_is_gone_with_its_copy_loses_its_worker(player: Opener, tracks):
    files = bundle(tracks / "small.mp3")
    with served(files) as address:
        page = kept(player(address))
        [name] = page.page.evaluate(COPIES)
        page.page.evaluate("(name) => caches.delete(name)", name)
        del files["./"]
        page.page.reload()
        eventually(page, "(await navigator.serviceWorker.getRegistrations()).length === 0")
        assert page.page.evaluate(COPIES) == []
        page.errors.clear()


@pytest.mark.parametrize("folder", ["", "a folder"])
def test_a_page_with_its_sound_beside_it_plays_from_a_folder(
    player: Opener, tracks, tmp_path, folder
):
    track = tmp_path / folder / "it's 5 % & söund #1?.mp3"
    track.parent.mkdir(exist_ok=True)
    track.write_bytes((tracks / "small.mp3").read_bytes())
    made = page_of_track(track, tmp_path / "page.html", inside=False)
    assert made.path.stat().st_size < 60_000
    page = player(made.path).begin()
    page.place(200)
    page.until("document.getElementById('name').textContent === 'Rest'")
    assert page.ask("seen.violations") == []


def test_a_missing_sound_is_reported(player: Opener, tracks, tmp_path):
    track = tmp_path / "gone away.mp3"
    track.write_bytes((tracks / "small.mp3").read_bytes())
    made = page_of_track(track, tmp_path / "page.html", inside=False)
    track.unlink()
    page = player(made.path)
    page.page.wait_for_selector("#notice")
    assert "Is gone away.mp3 still beside this page?" in page.text("notice-words")
    page.errors.clear()


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_it_plays_from_voiceguide_serve(player: Opener, tracks, size):
    with serving("--port", "0", tracks / "hour.mp3", cwd=tracks) as server:
        page = player(server.address, viewport=size)
        took = page.page.evaluate(FIRST_SOUND)
        print("first sound of an hour from voiceguide serve after", round(took), "ms")
        page.place(3000)
        page.until("document.getElementById('name').textContent === 'Part 11'")
        page.page.evaluate("async () => { await navigator.serviceWorker.ready }")
        assert page.ask("seen.violations") == []
    page.errors.clear()
    page.page.reload()
    page.until("sound.readyState > 0")
    page.begin()
    assert page.now > 2900
    page.errors.clear()


@pytest.fixture
def home_network():
    """Skips the test if there is none."""
    from voiceguide.errors import InputError
    from voiceguide.server.network import home_address

    try:
        home_address()
    except InputError as error:
        pytest.skip(f"no home network here: {error}")


def test_on_the_home_network_it_plays_without_a_wake_lock(player: Opener, tracks, home_network):
    """Browsers keep screens on, and pages offline, only over HTTPS or from localhost."""
    with serving("--lan", "--port", "0", tracks / "small.mp3", cwd=tracks) as server:
        page = player(server.address).begin()
        assert page.ask("isSecureContext") is False
        page.page.wait_for_selector("#notice")
        assert "The sound keeps playing." in page.text("notice-words")
        page.place(200)
        page.until("document.getElementById('name').textContent === 'Rest'")
        assert page.ask("seen.violations") == []


def test_a_session_plays_on_after_its_server_is_gone(player: Opener, tracks, home_network):
    with serving("--lan", "--port", "0", tracks / "hour.mp3", cwd=tracks) as server:
        page = player(server.address)
        with page.page.expect_request_finished(lambda one: one.resource_type == "fetch"):
            page.begin()
        page.rest(300)
    page.ask("void (sound.currentTime = 3100)")
    page.until("sound.currentTime > 3100.2 && !sound.paused")
    assert page.text("name") == "Part 11"
    page.errors.clear()


def test_a_sound_that_the_server_no_longer_has_is_reported(player: Opener, tracks, tmp_path):
    track = tmp_path / "small.mp3"
    track.write_bytes((tracks / "small.mp3").read_bytes())
    with serving("--port", "0", track, cwd=tmp_path) as server:
        track.unlink()
        page = player(server.address)
        page.page.wait_for_selector("#notice")
        assert "Is voiceguide serve still running" in page.text("notice-words")
    page.errors.clear()


def test_the_list_of_sessions_is_accessible(player: Opener, tracks):
    with serving("--port", "0", tracks / "small.mp3", tracks / "hour.mp3", cwd=tracks) as server:
        page = player(f"{server.address}small/")
        page.page.goto(server.address)
        assert judged(page) == []
        page.page.click("a >> nth=1")
        page.until("sound.readyState > 0")
        assert page.text("panel-title") == "An hour"
