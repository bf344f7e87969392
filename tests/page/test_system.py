"""The page and the system: lock screen, keeping the screen on, remembering the place."""

import pytest

from tests.page.conftest import Opener

REFUSING = """
navigator.wakeLock.request = () => Promise.reject(new DOMException("no", "NotAllowedError"));
"""
SOON = """
const wait = window.setTimeout;
window.setTimeout = (then, ms) => wait(then, Math.min(ms ?? 0, 1000));
"""
NOTING = """
window.locks = [];
const request = navigator.wakeLock.request;
navigator.wakeLock.request = async function (kind) {
  const lock = await request.call(this, kind);
  locks.push(lock);
  return lock;
};
"""
FORGETFUL = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no"); } });
"""


def away(page, *, hidden):
    """Hides the page, as a browser does: no wake lock outlives that."""
    page.page.evaluate(
        """async (hidden) => {
            Object.defineProperty(document, "visibilityState", {
                value: hidden ? "hidden" : "visible", configurable: true });
            if (hidden) for (const lock of locks) await lock.release();
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


def test_the_system_shows_the_step_and_the_position(player: Opener, small_page):
    page = player(small_page).begin()
    page.place(75)
    page.until("navigator.mediaSession.metadata?.artwork.length")
    told = page.ask(
        "[navigator.mediaSession.metadata.title, navigator.mediaSession.metadata.artist,"
        " navigator.mediaSession.playbackState, seen.positions.at(-1).duration]"
    )
    assert told == ["1. Base of the neck", "Four minutes", "playing", 240]
    assert page.ask("seen.positions.at(-1).position") == pytest.approx(75, abs=1.5)
    cover = page.ask("navigator.mediaSession.metadata.artwork[0].src.slice(0, 30)")
    assert cover.startswith(("data:image/png;base64,", "blob:"))
    page.place(100)
    page.until("navigator.mediaSession.metadata.title === '2. Both sides'")


def test_the_system_s_controls_work(player: Opener, small_page):
    page = player(small_page)
    page.page.mouse.click(195, 400)
    page.until("!sound.paused")
    assert set(page.ask("Object.keys(seen.handlers)")) >= {
        "play",
        "pause",
        "previoustrack",
        "nexttrack",
        "seekbackward",
        "seekforward",
        "seekto",
    }
    page.ask("seen.handlers.pause()")
    page.until("sound.paused && navigator.mediaSession.playbackState === 'paused'")
    page.ask("seen.handlers.play()")
    page.until("!sound.paused")
    for call, place in (
        ("seekto({ seekTime: 75 })", 75),
        ("previoustrack()", 30),
        ("nexttrack()", 90),
        ("seekforward({})", 100),
        ("seekbackward({ seekOffset: 30 })", 70),
    ):
        page.rest()
        page.ask(f"seen.handlers.{call}")
        page.until(f"Math.abs(sound.currentTime - {place}) < 2")


def test_the_screen_stays_on_while_it_plays_and_again_on_return(player: Opener, small_page):
    page = player(small_page, before=NOTING)
    assert page.ask("locks.length") == 0
    page.begin()
    page.until("locks.length === 1 && !locks[0].released")
    away(page, hidden=True)
    assert page.ask("locks[0].released")
    away(page, hidden=False)
    page.until("locks.length === 2 && !locks[1].released")
    page.rest()
    page.page.keyboard.press("Space")
    page.until("locks[1].released")
    assert page.page.locator("#notice").is_hidden()


@pytest.mark.parametrize(
    ("browser_has", "said"),
    [
        (REFUSING, "won't keep the screen on"),
        ("delete Navigator.prototype.wakeLock;", "can't keep the screen on here"),
    ],
    ids=["refused", "unknown"],
)
def test_if_the_screen_may_go_dark_the_page_says_what_to_do(
    player: Opener, small_page, browser_has, said
):
    page = player(small_page, before=browser_has).begin()
    page.page.wait_for_selector("#notice")
    text = page.text("notice-words")
    assert said in text
    assert "The sound keeps playing. " in text
    assert "this device's settings" in text
    covered = page.page.locator("#notice").bounding_box()
    words = page.page.locator("#notice-words").bounding_box()
    name = page.page.locator("#name").bounding_box()
    assert covered["y"] + covered["height"] <= name["y"]
    assert words["height"] <= covered["height"]
    page.rest()
    page.page.mouse.click(195, 50)
    page.until("sound.paused")
    page.page.click("#more")
    assert page.text("panel-told") == text


def test_a_passing_message_disappears_by_itself(player: Opener, small_page):
    page = player(small_page, before=REFUSING + SOON).begin()
    page.page.wait_for_selector("#notice")
    page.page.wait_for_selector("#notice", state="hidden")
    assert page.playing


def test_place_and_volume_are_remembered(player: Opener, small_page):
    page = player(small_page).begin()
    page.page.keyboard.press("ArrowDown")
    page.place(130)
    page.rest()
    page.page.reload()
    page.until("sound.readyState > 0 && sound.currentTime > 0")
    assert page.now == pytest.approx(131, abs=1.5)
    assert page.ask("sound.volume") == pytest.approx(0.95)
    assert not page.playing
    assert page.text("name") == "Both sides"
    assert page.text("toggle-label") == "Resume"
    page.begin()


def test_a_session_heard_to_its_end_starts_over(player: Opener, small_page):
    page = player(small_page).begin()
    page.place(239.7)
    page.until("sound.ended")
    page.rest(100)
    page.page.reload()
    page.until("sound.readyState > 0")
    assert page.now == 0


def test_a_browser_without_storage_still_plays(player: Opener, small_page):
    page = player(small_page, before=FORGETFUL).begin()
    page.page.keyboard.press("ArrowDown")
    page.rest()
    page.page.keyboard.press("ArrowRight")
    page.until("sound.currentTime >= 30")
    assert page.playing


def test_an_older_browser_can_read_the_sound(player: Opener, small_page):
    page = player(small_page, before="delete Uint8Array.fromBase64;").begin()
    assert page.ask("Uint8Array.fromBase64") is None
    assert page.ask("sound.duration") == pytest.approx(240, abs=0.1)


def test_lengths_are_chosen_on_the_page_and_remembered(player: Opener, two_lengths_page):
    page = player(two_lengths_page).begin()
    page.place(100)
    page.page.click("#more")
    names = page.page.locator("#lengths-list button").all_inner_texts()
    assert [name.split() for name in names] == [["Standard", "4", "min"], ["Long", "6", "min"]]
    page.page.click("#lengths-list button >> nth=1")
    page.until("sound.duration > 300 && sound.currentTime >= 150")
    page.until("!sound.paused")
    assert page.text("name") == "Both sides"
    assert page.text("whole-left").endswith("of 6 min")
    page.page.reload()
    page.until("sound.duration > 300 && sound.currentTime >= 150")
