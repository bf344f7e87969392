"""A page plays its session, shows the position, and moves to any chosen place."""

import pytest

from tests.page.conftest import LAPTOP, PHONE, Opener

STEP_STARTS = [0, 30, 90, 180]
"""Seconds at which the steps of the small session start."""


def test_it_waits_until_somebody_begins(player: Opener, small_page):
    page = player(small_page)
    assert not page.playing
    assert page.text("name") == "Welcome"
    assert page.text("left") == "0:30"
    assert page.text("next") == "Next: 1. Base of the neck"
    assert page.text("toggle-label") == "Begin"
    assert "middle to begin" in page.text("words")


def test_playback_advances_and_pause_pauses(player: Opener, small_page):
    page = player(small_page).begin()
    start = page.now
    page.until(f"sound.currentTime > {start + 0.4}")
    page.rest()
    page.page.keyboard.press("Space")
    page.until("sound.paused")
    stopped = page.now
    page.rest(300)
    assert page.now == stopped
    assert page.text("toggle-label") == "Resume"


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_step_is_shown_with_its_number_name_time_and_successor(player: Opener, small_page, size):
    page = player(small_page, viewport=size).begin()
    page.place(60.2)
    page.until("document.getElementById('left').textContent === '0:30'")
    shown = [page.text(name) for name in ("place", "name", "number", "whole-left", "next")]
    assert shown == [
        "Step 1 of 3",
        "Base of the neck",
        "1",
        "3 min left of 4 min",
        "Next: 2. Both sides",
    ]
    assert page.page.title() == "1. Base of the neck – Four minutes"
    for name in ("place", "name", "ring", "picture", "left", "words", "next", "toggle-label"):
        box = page.page.locator(f"#{name}").bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= size["width"] - box["width"]
        assert 0 <= box["y"] <= size["height"] - box["height"]


def test_the_steps_change_with_the_sound(player: Opener, small_page):
    page = player(small_page).begin()
    page.place(26)
    assert page.text("name") == "Welcome"
    changed = page.when("document.getElementById('name').textContent === 'Base of the neck'")
    assert 29.9 < changed < 30.5


def test_the_ring_empties_with_the_step(player: Opener, small_page):
    page = player(small_page).begin()
    for seconds in (30.0, 60.0, 86.5):
        page.place(seconds)
        page.page.wait_for_timeout(150)
        now, shown = page.ask(
            "[sound.currentTime, [...document.querySelectorAll('#ring-left path')]"
            ".filter((arc) => arc.checkVisibility({ visibilityProperty: true }))"
            ".map((arc) => Math.min(100, Number.parseFloat(arc.getAttribute('stroke-dasharray'))))]"
        )
        assert seconds <= now < 90
        assert sum(shown) / 6000 == pytest.approx((90 - now) / 60, abs=0.012)


def test_captions_are_in_step_with_the_sound(player: Opener, small_page):
    page = player(small_page).begin()
    for start, end, text in page.phrases()[:3]:
        page.place(start / 1000 - 0.3)
        said = page.when(f"document.getElementById('words').textContent === {text!r}")
        assert start / 1000 - 0.01 <= said < start / 1000 + 0.25
        assert page.ask("document.getElementById('words').className") == "saying"
        page.place(end / 1000 - 0.1)
        still = page.when("document.getElementById('words').className === ''")
        assert end / 1000 - 0.01 <= still < end / 1000 + 0.25


def test_the_side_is_named_and_the_switch_is_marked(player: Opener, small_page):
    page = player(small_page).begin()
    page.place(100)
    page.until("document.getElementById('side').textContent === 'the first side'")
    assert page.ask("document.getElementById('ring-switch').getAttribute('d')")
    page.place(170)
    page.until("document.getElementById('side').textContent === 'the other side'")
    page.place(185)
    page.until("document.getElementById('side').textContent === ''")
    assert page.ask("document.getElementById('ring-switch').getAttribute('d')") is None


def test_the_last_minute_is_shown_in_seconds(player: Opener, small_page):
    page = player(small_page).begin()
    for seconds, left in ((178, "1 min"), (186, "54 s"), (211, "29 s")):
        page.place(seconds)
        page.until(f"document.getElementById('whole-left').textContent === '{left} left of 4 min'")


def test_the_end_is_shown_and_playing_again_begins_at_the_start(player: Opener, small_page):
    page = player(small_page).begin()
    page.place(239.6)
    page.until("sound.ended")
    assert page.text("toggle-label") == "Once more"
    assert page.text("next").strip() == "The last step"
    page.rest()
    page.page.keyboard.press("Space")
    page.until("!sound.paused && sound.currentTime < 5")


def test_a_step_can_be_chosen_from_the_list_and_the_jump_undone(player: Opener, small_page):
    page = player(small_page).begin()
    page.place(40)
    page.page.click("#more")
    rows = page.page.locator("#steps button").all_inner_texts()
    assert [row.split("\n")[0] for row in rows] == [
        "Welcome",
        "1. Base of the neck",
        "2. Both sides",
        "3. Rest",
    ]
    assert page.page.locator("#steps [aria-current=step]").inner_text().startswith("1. Base")
    page.page.click("#steps button >> nth=3")
    page.until("sound.currentTime >= 180 && !document.getElementById('panel').open")
    page.page.click("#notice-act")
    page.until("sound.currentTime < 45")
    assert page.playing


def test_any_place_in_an_hour_can_be_reached(player: Opener, hour_page):
    page = player(hour_page).begin()
    took = page.page.evaluate(
        """async () => {
            const took = [];
            for (const seconds of [3500, 12, 1805.5, 3000, 600]) {
                const start = performance.now();
                sound.currentTime = seconds;
                await new Promise((done) => sound.addEventListener("seeked", done, { once: true }));
                took.push([sound.currentTime - seconds, performance.now() - start]);
            }
            return took;
        }"""
    )
    assert all(abs(error) < 0.5 for error, _ in took)
    page.until("document.getElementById('name').textContent === 'Part 3'")
    print("a seek in an hour takes at most", round(max(ms for _, ms in took)), "ms")
