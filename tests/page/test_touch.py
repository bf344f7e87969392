"""Touch without aiming, keys and pedals act as they should, and only once."""

import pytest

from tests.page.conftest import Opener

LATER = """
const [now, origin] = [performance.now.bind(performance), { ms: 0 }];
performance.now = () => now() + origin.ms;
window.later = (ms) => { origin.ms += ms; };
"""
"""Makes a page believe that time has passed."""

AGAIN, MIDDLE, ON = 50, 195, 340
"""Pixels from the left of a phone's screen: one in each third."""


def tap(page, x, y=400):
    page.page.touchscreen.tap(x, y)


def near(seconds):
    return f"Math.abs(sound.currentTime - {seconds}) < 4"


@pytest.fixture
def phone(player, small_page):
    """The page playing on a phone, at 75 seconds, in the first numbered step."""
    page = player(small_page, has_touch=True, is_mobile=True).begin()
    page.place(75)
    page.rest()
    return page


def test_the_middle_third_pauses_and_resumes_wherever_it_is_touched(phone):
    for height in (130, 400, 740):
        tap(phone, MIDDLE, height)
        phone.until("sound.paused")
        phone.rest()
        where = phone.now
        tap(phone, MIDDLE, height)
        phone.until("!sound.paused")
        phone.rest()
        assert where <= phone.now < 80


def test_the_left_third_repeats_the_step_and_twice_goes_to_the_one_before(phone):
    tap(phone, AGAIN)
    phone.until(near(30))
    phone.page.wait_for_timeout(260)
    tap(phone, AGAIN)
    phone.until(near(0))
    assert phone.playing


def test_later_in_a_step_the_left_third_always_repeats_that_step(phone):
    tap(phone, AGAIN)
    phone.until(near(30))
    phone.place(36)
    phone.rest()
    tap(phone, AGAIN)
    phone.until(near(30))
    assert phone.playing


def test_the_right_third_goes_to_the_next_step_until_the_last(phone):
    for start in (90, 180, 180):
        tap(phone, ON)
        phone.until(near(start))
        phone.rest()
    assert phone.text("name") == "Rest"


def test_a_rebound_does_nothing(phone):
    phone.page.evaluate(
        """() => {
            const fire = (zone) => {
                const at = { isPrimary: true, button: 0, pointerId: 1, bubbles: true };
                zone.setPointerCapture = () => {};
                zone.dispatchEvent(new PointerEvent("pointerdown", at));
                zone.dispatchEvent(new PointerEvent("pointerup", at));
                zone.click();
            };
            fire(toggle); fire(toggle); fire(again); fire(on); fire(toggle);
        }"""
    )
    phone.until("sound.paused")
    phone.rest(600)
    assert not phone.playing
    assert 75 <= phone.now < 80


def test_the_second_finger_of_a_hand_does_nothing(phone):
    points = [{"x": MIDDLE, "y": 400, "id": 1}, {"x": ON, "y": 420, "id": 2}]
    phone.command("Input.dispatchTouchEvent", type="touchStart", touchPoints=points)
    phone.command("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    phone.until("sound.paused")
    phone.rest()
    assert phone.text("name") == "Base of the neck"


def test_a_finger_counts_while_a_thumb_rests_on_the_glass(phone):
    thumb = {"x": MIDDLE, "y": 740, "id": 1}
    finger = {"x": ON, "y": 300, "id": 2}
    phone.command("Input.dispatchTouchEvent", type="touchStart", touchPoints=[thumb])
    phone.rest(700)
    phone.command("Input.dispatchTouchEvent", type="touchStart", touchPoints=[thumb, finger])
    phone.command("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    phone.until(near(90))
    phone.rest()
    assert phone.playing


def test_a_long_slippery_press_is_one_touch(phone):
    start = [{"x": MIDDLE, "y": 400}]
    phone.command("Input.dispatchTouchEvent", type="touchStart", touchPoints=start)
    for slide in (10, 25, 40):
        at = [{"x": MIDDLE + slide, "y": 400 + slide}]
        phone.command("Input.dispatchTouchEvent", type="touchMove", touchPoints=at)
    phone.page.wait_for_timeout(900)
    assert phone.playing
    phone.command("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    phone.until("sound.paused")


def test_a_touch_that_slides_far_away_does_nothing(phone):
    phone.command("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": 195, "y": 300}])
    phone.command("Input.dispatchTouchEvent", type="touchMove", touchPoints=[{"x": 195, "y": 500}])
    phone.command("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    phone.rest()
    assert phone.playing


def test_a_touch_undoes_a_jump(phone):
    tap(phone, ON)
    phone.until(near(90))
    phone.page.locator("#notice-act").tap()
    phone.until(near(75))
    assert phone.page.locator("#notice").is_hidden()


def test_no_control_is_under_96_pixels(player, small_page):
    page = player(small_page).begin()
    page.rest()
    page.page.keyboard.press("ArrowRight")
    page.page.wait_for_selector("#notice-act")
    names = ["#again", "#toggle", "#on", "#more", "#notice-act"]
    sizes = [page.page.locator(name).bounding_box() for name in names]
    page.page.click("#more")
    controls = page.page.locator("#panel button:visible, #panel input:visible").all()
    sizes += [control.bounding_box() for control in controls]
    assert len(sizes) >= 12
    assert [box for box in sizes if min(box["width"], box["height"]) < 96] == []


def test_keys_and_pedals_go_back_and_forward(player: Opener, small_page):
    page = player(small_page).begin()
    page.place(75)
    for keys, place in (
        (("ArrowLeft", "PageUp", "MediaTrackPrevious"), 30),
        (("ArrowRight", "PageDown", "MediaTrackNext"), 90),
    ):
        for key in keys:
            page.rest()
            page.page.keyboard.press(key)
            page.until(near(place))
            page.page.keyboard.press("Backspace")
            page.until("sound.currentTime >= 75 && sound.currentTime < 85")
    assert page.playing


def test_space_pauses_once_wherever_the_focus_is(player: Opener, small_page):
    page = player(small_page)
    for focus in ("", "#toggle", "#on", "#more"):
        if focus:
            page.page.focus(focus)
        page.begin()
        page.rest()
        page.page.keyboard.press("Space")
        page.until("sound.paused")
        page.rest(600)
        assert not page.playing
    assert page.text("name") == "Welcome"


@pytest.mark.parametrize("key", ["Space", "Enter"])
@pytest.mark.parametrize("how", ["Escape", "#panel-close", "#steps button >> nth=0"])
def test_a_pedal_pauses_after_the_panel_was_used(player: Opener, small_page, key, how):
    page = player(small_page)
    page.page.keyboard.press(key)
    page.until("!sound.paused && sound.currentTime > 0")
    page.page.focus("#more")
    page.page.keyboard.press("Enter")
    page.page.wait_for_selector("#panel[open]")
    if how == "Escape":
        page.page.keyboard.press(how)
    else:
        page.page.focus(how)
        page.page.keyboard.press("Enter")
    page.until("!document.getElementById('panel').open")
    page.rest()
    page.page.keyboard.press(key)
    page.until("sound.paused")
    assert not page.ask("document.getElementById('panel').open")


def test_undo_skips_places_that_were_only_passed_through(phone):
    """Two quick skips count as one, in either direction."""
    for side, place in ((ON, 180), (AGAIN, 0)):
        tap(phone, side)
        phone.rest()
        tap(phone, side)
        phone.until(near(place))
        phone.page.locator("#notice-act").tap()
        phone.until("sound.currentTime >= 75 && sound.currentTime < 85")
        assert phone.page.locator("#notice").is_hidden()
        phone.rest()


def test_undo_returns_to_each_place_in_reverse_order(player: Opener, small_page):
    page = player(small_page, before=LATER).begin()
    page.place(15)
    for _ in range(2):
        page.ask("later(5000)")
        page.page.keyboard.press("ArrowRight")
        page.rest()
    page.until(near(90))
    for place in (30, 15):
        page.page.click("#notice-act")
        page.until(f"Math.abs(sound.currentTime - {place}) < 5")
    assert page.page.locator("#notice").is_hidden()


def test_choosing_another_length_can_be_undone(player: Opener, two_lengths_page):
    page = player(two_lengths_page).begin()
    page.place(100)
    page.page.click("#more")
    page.page.click("#lengths-list button >> nth=1")
    page.until("sound.duration > 300 && !sound.paused")
    assert page.text("notice-words") == "Now: long, 2. Both sides"
    page.page.click("#notice-act")
    page.until("sound.duration < 300 && sound.currentTime >= 100 && !sound.paused")


def test_next_in_the_last_step_says_that_it_is_the_last(phone):
    assert phone.page.get_attribute("#on", "aria-disabled") == "false"
    phone.place(200)
    phone.until("document.getElementById('on').getAttribute('aria-disabled') === 'true'")
    tap(phone, ON)
    phone.page.wait_for_selector("#notice")
    assert phone.text("notice-words") == "This is the last step."
    assert phone.now >= 200


def test_a_pedal_held_down_acts_once(player: Opener, small_page):
    page = player(small_page).begin()
    page.rest()
    for _ in range(4):
        page.page.keyboard.down("PageDown")
        page.rest()
    assert page.text("name") == "Base of the neck"


def test_the_panel_handles_its_own_keys(player: Opener, small_page):
    page = player(small_page).begin()
    page.page.click("#more")
    page.page.focus("#volume")
    page.page.keyboard.press("ArrowLeft")
    page.until("sound.volume === 0.95")
    assert page.text("name") == "Welcome"
    page.page.keyboard.press("Escape")
    page.page.keyboard.press("ArrowDown")
    page.until("Math.abs(sound.volume - 0.9) < 0.001")
