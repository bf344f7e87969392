"""The looks of a page: accessible, at every size, without jumps, nothing fetched."""

from dataclasses import replace
from itertools import product
from math import hypot

import pytest

from tests.page.conftest import LAPTOP, PHONE, Opener
from tests.page.sessions import drawn, phrase, timeline
from voiceguide.page.content import Content, Session
from voiceguide.page.document import write_page
from voiceguide.script.picture import Side as PictureSide
from voiceguide.script.picture import Stroke, StrokeKind
from voiceguide.script.scene import Scene
from voiceguide.script.views import Place
from voiceguide.timeline.model import Side

SIZES = {
    "phone": PHONE,
    "small-phone": {"width": 375, "height": 547},
    "phone-on-its-side": {"width": 844, "height": 390},
    "laptop": LAPTOP,
}


def judged(page):
    """Describes what axe-core finds wrong with the page as it is now."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core here")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
    found = axe.Axe().run(page.page, options={"runOnly": tags}).response
    assert found["passes"]
    return [
        (rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found["violations"]
    ]


@pytest.mark.parametrize("size", SIZES)
def test_everything_is_visible_at_every_size(player: Opener, two_lengths_page, screenshots, size):
    page = player(two_lengths_page, viewport=SIZES[size])
    page.rest(100)
    page.page.screenshot(path=screenshots / f"{size}-waiting.png")
    page.begin()
    page.place(100.3)
    page.rest()
    page.page.screenshot(path=screenshots / f"{size}-playing.png")
    height = page.ask("document.documentElement.scrollHeight")
    width = page.ask("document.documentElement.scrollWidth")
    assert (width, height) == (SIZES[size]["width"], SIZES[size]["height"])
    page.page.keyboard.press("ArrowRight")
    page.page.wait_for_selector("#notice")
    page.page.screenshot(path=screenshots / f"{size}-skipped.png")
    page.page.click("#more")
    page.page.screenshot(path=screenshots / f"{size}-steps.png")


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_axe_finds_nothing_wrong(player: Opener, two_lengths_page, size):
    page = player(two_lengths_page, viewport=size)
    assert judged(page) == []
    page.begin()
    page.rest()
    page.page.keyboard.press("ArrowRight")
    page.page.wait_for_selector("#notice")
    assert judged(page) == []
    page.page.click("#more")
    assert judged(page) == []


def noted(folder, track):
    """A page of two steps, the first with notes."""
    plan = timeline("Welcome", "Rest")
    first, second = plan.chapters
    notes = (("No fever > 38 °C.",) * 30, ("Ask <b>first</b>.",))
    page = folder / "noted.html"
    with page.open("wb") as stream:
        session = Session(timeline=replace(plan, chapters=(replace(first, notes=notes), second)))
        write_page(stream, Content(sessions=[session]), [track])
    return page


@pytest.mark.parametrize("size", ["small-phone", "laptop"])
def test_notes_are_one_touch_away_and_take_no_room(
    player: Opener, tracks, tmp_path, screenshots, size
):
    page = player(noted(tmp_path, tracks / "hour.mp3"), viewport=SIZES[size])
    page.rest(100)
    assert page.page.inner_text("#more") == "Notes"
    assert "read the notes first" in page.page.inner_text("#words")
    page.page.screenshot(path=screenshots / f"{size}-notes-waiting.png")
    page.place(3)
    assert page.page.inner_text("#words") == "Breathe out."
    height = page.ask("document.documentElement.scrollHeight")
    assert height == SIZES[size]["height"]
    page.page.click("#more")
    page.page.screenshot(path=screenshots / f"{size}-notes.png")
    assert page.page.inner_text("#notes-list").endswith("No fever > 38 °C.\n\nAsk <b>first</b>.")
    assert page.page.locator("#notes-list").bounding_box()["y"] < SIZES[size]["height"]
    assert page.ask("panel.scrollWidth <= panel.clientWidth")
    page.page.click("#panel-close")
    page.place(70)
    page.until("document.getElementById('more').innerText === 'Steps'")
    page.page.click("#more")
    assert not page.page.locator("#notes-list").is_visible()
    page.page.click("summary")
    assert page.page.locator("#notes-list").is_visible()
    assert judged(page) == []


def test_a_page_without_notes_has_no_place_for_them(player: Opener, small_page):
    page = player(small_page)
    page.page.click("#more")
    assert page.page.inner_text("#more") == "Steps"
    assert not page.page.locator("#notes").is_visible()


def changeable(folder, track):
    """A one-hour page whose names, sides and numbers differ as much as possible."""
    names = ["Rest", "Base of the neck", "A name that is quite long, " * 2, "Long " * 20, "Neck"]
    plan = drawn(timeline(*names * 2, words="Slowly. " * 8))
    sides = ("left", "the side farther from you", "the side that is the nearer one for you now")
    steps = [
        replace(
            step,
            number=None if at % 5 == 0 else step.number,
            picture=step.picture if at % 2 else None,
            sides=tuple(
                Side(
                    name=name,
                    start_ms=at * 60_000 + 20_000 * turn,
                    end_ms=at * 60_000 + 20_000 * (turn + 1),
                )
                for turn, name in enumerate(sides if at % 3 else ())
            ),
        )
        for at, step in enumerate(plan.chapters)
    ]
    cues = tuple(
        phrase("Words. " * (1 + 9 * (at % 4)), at * 30_000 + 1000, at * 30_000 + 2000)
        for at in range(20)
    )
    page = folder / "changeable.html"
    with page.open("wb") as stream:
        session = Session(timeline=replace(plan, chapters=tuple(steps), cues=cues))
        write_page(stream, Content(sessions=[session]), [track])
    return page


@pytest.mark.parametrize("size", SIZES)
def test_the_layout_stays_still_when_its_content_changes(player: Opener, tracks, tmp_path, size):
    page = player(changeable(tmp_path, tracks / "hour.mp3"), viewport=SIZES[size]).begin()
    page.rest(600)  # layout shifts soon after a key don't count
    for seconds in [at + within for at in range(0, 360, 60) for within in (19.9, 39.9, 59.9)]:
        page.place(seconds)
        page.rest(150)
    assert page.ask("seen.shifts") == []


@pytest.mark.parametrize("size", SIZES)
def test_the_layout_stays_still_while_it_waits_loads_and_ends(
    player: Opener, two_lengths_page, size
):
    page = player(two_lengths_page, viewport=SIZES[size])
    for state in ("Begin", "Pause", "Resume", "Pause"):
        page.until(f"document.getElementById('toggle-label').textContent === '{state}'")
        page.rest()
        page.ask("document.getElementById('toggle').click()")
    page.rest()
    page.ask("document.querySelectorAll('#lengths-list button')[1].click()")
    page.until("sound.duration > 300")
    page.ask("document.getElementById('toggle').click()")
    page.until("!sound.paused")
    page.place(359.8)
    page.until("sound.ended")
    page.rest()
    page.ask("document.getElementById('toggle').click()")
    page.until("sound.currentTime > 0 && sound.currentTime < 5")
    page.rest()
    assert page.ask("seen.shifts") == []


def test_a_page_fetches_nothing(player: Opener, small_page):
    page = player(small_page).begin()
    for seconds in (2.0, 29.5, 89.6, 134.0, 179.6):
        page.place(seconds)
        page.rest(600)
    assert page.ask("seen.shifts") == []
    assert page.ask("seen.violations") == []
    fetched = [address for address in page.requests if not address.startswith(("blob:", "data:"))]
    assert fetched == [small_page.resolve().as_uri()]


def moving(page):
    """The number of hands that are moving."""
    return page.ask("document.getAnimations().filter((one) => one.playState === 'running').length")


def test_the_picture_of_a_step_is_shown_in_the_ring(player: Opener, small_page, screenshots):
    page = player(small_page).begin()
    assert page.page.locator("#picture").is_hidden()
    page.place(40)
    page.page.wait_for_selector("#picture svg")
    ring, picture = (page.page.locator(f"#{name}").bounding_box() for name in ("ring", "picture"))
    assert 0.8 * ring["width"] < picture["width"] < 0.87 * ring["width"]
    assert page.text("vg-title") == "Base of the neck"
    assert "Palms glide" in page.text("vg-desc")
    assert page.page.locator("#number").is_hidden()
    page.page.screenshot(path=screenshots / "phone-picture.png")
    page.until("navigator.mediaSession.metadata?.artwork.length")
    assert judged(page) == []
    page.place(100)
    page.until("document.getElementById('picture').hidden")
    assert page.ask("seen.violations") == []


def test_hands_move_while_there_is_something_to_do_and_rest_otherwise(player: Opener, small_page):
    page = player(small_page).begin()
    page.place(35)
    page.until("document.getAnimations().length")
    assert moving(page) > 0
    page.rest()
    page.page.keyboard.press("Space")
    page.until("sound.paused")
    assert moving(page) == 0
    page.rest()
    page.page.keyboard.press("Space")
    page.until("document.getAnimations().length")
    page.place(85)
    page.until("!document.getAnimations().length")
    page.rest()
    page.page.keyboard.press("ArrowLeft")
    page.until("document.getAnimations().length")


def test_hands_rest_if_the_user_prefers_reduced_motion(player: Opener, small_page):
    page = player(small_page, reduced_motion="reduce").begin()
    page.place(35)
    page.page.wait_for_selector("#picture svg")
    page.rest(300)
    assert moving(page) == 0


@pytest.fixture
def sided_page(tracks, tmp_path):
    """A step whose sides take turns: the far one for twenty seconds, then the near one."""
    plan = timeline("Shoulder blade")
    stroke = Stroke(
        stroke=StrokeKind.LINE,
        where=(Place.LOWER_BACK, Place.UPPER_BACK),
        side=PictureSide.SWAPPING,
    )
    sides = (
        Side(name="the side farther from you", start_ms=4_000, end_ms=20_000),
        Side(name="the other side", start_ms=22_000, end_ms=60_000),
    )
    scene = Scene(strokes=(stroke,), moves=True)
    step = replace(plan.chapters[0], sides=sides, picture=scene, moves=True)
    page = tmp_path / "sided.html"
    with page.open("wb") as stream:
        session = Session(timeline=replace(plan, chapters=(step,)))
        write_page(stream, Content(sessions=[session]), [tracks / "small.mp3"])
    return page


def test_the_panel_explains_the_pictures_signs(player: Opener, sided_page, screenshots):
    page = player(sided_page)
    page.page.click("#more")
    signs = page.page.locator("#key-list li")
    assert signs.all_inner_texts() == [
        "1, 2: one side, then the other",
        "dashed arrow: come round to the other side",
        "coloured part of the hand: this is what touches",
    ]
    assert page.page.locator("#key-list svg path").count() > 4
    signs.last.scroll_into_view_if_needed()
    page.page.screenshot(path=screenshots / "phone-key.png")


@pytest.mark.parametrize("size", SIZES)
def test_signs_are_explained_beside_the_picture(player: Opener, sided_page, screenshots, size):
    page = player(sided_page, viewport=SIZES[size]).begin()
    page.rest(300)
    page.page.screenshot(path=screenshots / f"{size}-signs.png")
    signs = page.page.locator("#signs li")
    told = [words for words in signs.all_inner_texts() if words]
    if size != "small-phone":
        assert [words.split()[0] for words in told] == ["one", "come", "this"]
    circle = page.page.locator("#picture").bounding_box()
    for sign in signs.all():
        if box := sign.bounding_box():
            assert not within(circle, box)


def within(circle, box) -> bool:
    """Whether a corner of the box is within the circle."""
    radius = circle["width"] / 2
    x, y = circle["x"] + radius, circle["y"] + radius
    corners = product((box["x"], box["x"] + box["width"]), (box["y"], box["y"] + box["height"]))
    return any(hypot(a - x, b - y) < radius for a, b in corners)


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_side_whose_turn_it_is_shows_hands_and_giver(
    player: Opener, sided_page, screenshots, motion
):
    page = player(sided_page, reduced_motion=motion).begin()
    covers = set()
    for seconds, turn, name in (
        *((1, 0, "the side farther from you"), (19, 0, "the side farther from you")),
        *((20.5, 1, "Come round: the other side"), (23, 1, "the other side")),
    ):
        page.place(seconds)
        page.until(f"document.getElementById('side').textContent === '{name}'")
        page.page.screenshot(path=screenshots / f"side-{turn}-{motion}.png")
        shown = page.ask(
            "['.vg-first', '.vg-second'].map((side) => [...document.querySelectorAll(side)])"
            ".map((parts) => [parts.map((part) => getComputedStyle(part).visibility),"
            " parts.some((part) => part.getAnimations({ subtree: true }).length)])"
        )
        assert [set(visible) for visible, _ in shown] == [
            {"visible" if turn == side else "hidden"} for side in (0, 1)
        ]
        assert [moves for _, moves in shown] == [
            motion != "reduce" and side == turn for side in (0, 1)
        ]
        page.rest(300)
        covers.add(page.ask("navigator.mediaSession.metadata.artwork[0].src"))
    assert len(covers) == 2


@pytest.mark.parametrize("size", SIZES)
def test_the_sides_name_is_as_large_as_the_words(player: Opener, sided_page, size):
    """Long words, that is; few words are larger."""
    page = player(sided_page, viewport=SIZES[size]).begin()
    page.place(19)
    page.until("document.getElementById('side').textContent.includes('farther')")
    sizes = page.ask(
        "['side', 'words', 'left-label'].map((id) => document.getElementById(id))"
        ".map((part) => parseFloat(getComputedStyle(part).fontSize))"
    )
    side, words, label = sizes
    assert side >= 0.7 * words
    assert side >= 1.2 * label
    assert not page.ask("side.scrollWidth > side.clientWidth + 1")


def test_a_browser_that_cannot_unpack_shows_steps_and_times(player: Opener, small_page):
    page = player(small_page, before="delete window.DecompressionStream").begin()
    page.place(40)
    page.until("document.getElementById('number').textContent === '1'")
    assert page.page.locator("#number").is_visible()
    assert page.text("name") == "Base of the neck"
    assert page.text("words") == ""


def test_with_reduced_motion_the_ring_moves_once_a_second(player: Opener, small_page):
    page = player(small_page, reduced_motion="reduce").begin()
    changes = page.page.evaluate(
        """async () => {
            let count = 0;
            const ring = document.getElementById("ring-left");
            new MutationObserver((list) => { count += list.length; })
                .observe(ring, { attributes: true });
            await new Promise((done) => setTimeout(done, 2100));
            return count;
        }"""
    )
    assert 1 <= changes <= 3


def test_the_ring_is_visible_in_forced_colours(player: Opener, small_page, screenshots):
    page = player(small_page, forced_colors="active", viewport=PHONE).begin()
    page.place(60)
    page.rest(200)
    page.page.screenshot(path=screenshots / "phone-forced-colours.png")
    left, ground = page.ask(
        "['ring-left', 'ring-ground'].map("
        "(name) => getComputedStyle(document.getElementById(name)).stroke)"
    )
    assert left != ground
    widths = page.ask(
        "['ring-left', 'ring-ground'].map((name) => "
        "Number.parseFloat(getComputedStyle(document.getElementById(name)).strokeWidth))"
    )
    assert widths[0] >= 4 * widths[1], "what is left and what is gone differ in form, too"


TIGHT = {
    "568x320": ({"width": 568, "height": 320}, 100),
    "740x360-at-200": ({"width": 740, "height": 360}, 200),
    "280x653": ({"width": 280, "height": 653}, 100),
    "phone-at-200": (PHONE, 200),
}


@pytest.mark.parametrize("size", TIGHT)
def test_nothing_is_cut_off_where_room_is_tight(
    player: Opener, tracks, tmp_path, screenshots, size
):
    viewport, percent = TIGHT[size]
    page = player(changeable(tmp_path, tracks / "hour.mp3"), viewport=viewport)
    page.page.evaluate(
        "(percent) => { document.documentElement.style.fontSize = `${percent}%` }", percent
    )
    page.begin()
    for seconds in (5, 65, 125, 245, 250):
        page.place(seconds)
        page.rest(200)
        cut = page.ask(
            "['place', 'name', 'whole-left', 'left', 'side', 'words', 'next', 'toggle-label']"
            ".map((name) => document.getElementById(name)).filter((one) =>"
            " one.scrollHeight - one.clientHeight > parseFloat(getComputedStyle(one).fontSize) / 2"
            " || one.scrollWidth > one.clientWidth + 1).map((one) => one.id)"
        )
        if seconds == 125:  # a hundred letters, shown in full when their turn comes
            assert page.text("next").endswith("Long Long Long ")
            cut.remove("next")
        assert cut == []
        assert page.ask("document.documentElement.scrollWidth") == viewport["width"]
    page.page.screenshot(path=screenshots / f"tight-{size}.png", full_page=True)
    marks = [page.page.locator(f"#{name} .mark").bounding_box() for name in ("again", "toggle")]
    words = [
        page.page.locator(f"#{name} .mark span").bounding_box() for name in ("again", "toggle")
    ]
    for mark, word in zip(marks, words, strict=True):
        assert mark["x"] <= word["x"]
        assert word["x"] + word["width"] <= mark["x"] + mark["width"] + 1
        assert mark["y"] - 1 <= word["y"]
        assert word["y"] + word["height"] <= mark["y"] + mark["height"] + 1


def test_all_of_the_page_can_be_reached_with_larger_text(player: Opener, small_page):
    sizes = []
    for percent in (100, 200):
        page = player(small_page)
        page.page.evaluate(
            "(percent) => { document.documentElement.style.fontSize = `${percent}%` }", percent
        )
        page.begin()
        page.place(100)
        sizes.append(float(page.ask("parseFloat(getComputedStyle(words).fontSize)")))
        assert page.ask("document.documentElement.scrollWidth") <= PHONE["width"]
        page.page.locator("#next").scroll_into_view_if_needed()
        assert page.page.locator("#next").is_visible()
    assert sizes[1] > 1.4 * sizes[0]
