"""Words that look like a program are shown as words; nothing in them runs."""

from pathlib import Path

from tests.page.conftest import Opener
from tests.page.sessions import drawn, timeline
from voiceguide.page.build import page_of_track
from voiceguide.page.content import Content, Session
from voiceguide.page.document import write_page

TRICK = "window.hacked = true"
NAMES = [
    f"<script>{TRICK}</script>",
    f"\"'><img src=x onerror='{TRICK}'>",
    f"</script><script>{TRICK}</script>",
    f"</title></style><svg onload={TRICK}>",
    "<!-- <script> --> &lt;b&gt; &amp; $title ${title} {{title}}",
    "שלום עולם — مرحبا",
    "\u202eright to left override",
    "👐🏽 hands 💆‍♀️",
    "line\u2028separator\u2029and\ttab",
]


def hostile(folder: Path, track: Path, names: list[str], **options: str) -> Path:
    plan = drawn(timeline(*names, **options))
    content = Content(
        sessions=[Session(timeline=plan, name=f"<b onclick={TRICK}>")] * 2,
    )
    page = folder / "<b>odd & 'name'.html"
    with page.open("wb") as stream:
        write_page(stream, content, [track, track])
    return page


def test_text_in_a_session_never_runs_as_code(player: Opener, tracks, tmp_path):
    everything = " ".join(NAMES)
    file = hostile(
        tmp_path, tracks / "small.mp3", [*NAMES, everything], title=everything, words=everything
    )
    page = player(file).begin()
    page.page.click("#more")
    page.page.click("#steps button >> nth=2")
    page.place(123)
    page.until("document.getElementById('words').className === 'saying'")
    assert page.ask("window.hacked") is None
    assert page.text("panel-title") == everything
    assert page.text("words") == everything
    assert page.text("name") == NAMES[2]
    assert page.page.locator("#steps bdi").all_text_contents() == [
        f"{number}. {name}" for number, name in enumerate([*NAMES, everything], start=1)
    ]
    page.until("navigator.mediaSession.metadata?.artwork.length")
    assert page.ask("seen.violations") == []
    assert not [address for address in page.requests if address.startswith("http")]


def test_an_inline_program_from_elsewhere_is_refused(player: Opener, small_page, tmp_path):
    page = tmp_path / "changed.html"
    text = small_page.read_text(encoding="utf-8")
    page.write_text(text.replace("<main", f"<script>{TRICK}</script><main", 1), encoding="utf-8")
    opened = player(page)
    assert opened.ask("window.hacked") is None
    assert opened.ask("seen.violations") == ["script-src-elem inline"]
    assert "Content Security Policy" in opened.errors.pop()


def test_a_page_can_have_very_many_steps(player: Opener, tracks, tmp_path):
    names = [f"A step with quite a long name that goes on and on, number {n}" for n in range(1500)]
    page = player(hostile(tmp_path, tracks / "hour.mp3", names)).begin()
    page.place(60 * 30 + 5)
    page.until("document.getElementById('place').textContent === 'Step 31 of 1500'")
    page.page.click("#more")
    assert page.page.locator("#steps button").count() == 1500


def test_a_damaged_sound_is_reported_and_the_page_still_works(player: Opener, tracks, tmp_path):
    broken = tmp_path / "broken.mp3"
    broken.write_bytes(b"not a sound at all" * 100)
    page = player(hostile(tmp_path, broken, ["One", "Two"]))
    page.page.wait_for_selector("#notice")
    assert "can't play the sound in this page, or the sound is damaged" in page.text("notice-words")


def test_a_truncated_sound_plays_to_its_end_with_a_message(player: Opener, tracks, tmp_path):
    whole = (tracks / "small.mp3").read_bytes()
    cut = tmp_path / "cut.mp3"
    cut.write_bytes(whole[: len(whole) // 2])
    made = page_of_track(cut, tmp_path / "cut.html")
    assert 100_000 < made.missing_ms < 140_000
    page = player(made.path).begin()
    page.place((240_000 - made.missing_ms) / 1000 - 0.3)
    page.page.wait_for_selector("#notice")
    assert "stops here, because the file is incomplete" in page.text("notice-words")
    assert not page.playing
