"""The page as a file, without a browser."""

import base64
import hashlib
import io
import os
import re
import subprocess
import sys
import tracemalloc
from html import unescape
from pathlib import Path

import pytest

from tests.page.sessions import timeline
from voiceguide.page import offline
from voiceguide.page.content import Content, Session
from voiceguide.page.document import page_html, write_page
from voiceguide.page.modules import joined
from voiceguide.session.plan import estimate, load

ROOT = Path(__file__).parents[2]
ONE = Content(sessions=[Session(timeline=timeline("One", "Two"), address="one.mp3")])


def policy(page: str) -> dict[str, str]:
    """The rules of a page's Content-Security-Policy."""
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert found
    rules = (rule.partition(" ") for rule in unescape(found[1]).split("; "))
    return {name: value for name, _, value in rules}


def digest(page: str, element: str) -> str:
    """An element's content as a policy refers to it."""
    found = re.search(rf"<{element}>(.*?)</{element.split()[0]}>", page, re.DOTALL)
    assert found
    value = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
    return f"'sha256-{value}'"


def test_the_policy_allows_this_program_and_this_style_and_nothing_else():
    page = page_html(ONE)
    rules = policy(page)
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == digest(page, 'script type="module" async')
    assert rules["style-src"] == digest(page, "style")
    assert "unsafe" not in " ".join(rules.values())
    assert rules["media-src"] == "blob: 'self' file:"
    assert not {"worker-src", "manifest-src", "connect-src"} & set(rules)


def test_a_page_has_no_style_or_handler_in_its_elements():
    page = page_html(ONE)
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    assert not re.search(r"<[^>]*\s(?:style|on\w+)=", markup)
    assert not re.search(r"(?:src|href)=\"(?!data:)", markup)


def test_the_sound_is_inside_byte_for_byte(tmp_path):
    sounds = [bytes(range(256)) * 30_000, b"short"]
    paths = [tmp_path / "a.mp3", tmp_path / "b.mp3"]
    for path, sound in zip(paths, sounds, strict=True):
        path.write_bytes(sound)
    stream = io.BytesIO()
    plan = timeline("One")
    write_page(stream, Content(sessions=[Session(timeline=plan), Session(timeline=plan)]), paths)
    page = stream.getvalue().decode()
    for index, sound in enumerate(sounds):
        pieces = re.findall(rf'<script type="audio/mpeg" data-sound="{index}">(.*?)</script>', page)
        assert b"".join(map(base64.b64decode, pieces)) == sound
    assert page.endswith("</body>\n</html>\n")


def test_memory_does_not_grow_with_the_sound(tmp_path):
    sound = tmp_path / "long.mp3"
    with sound.open("wb") as stream:
        stream.truncate(60 * 2**20)
    content = Content(sessions=[Session(timeline=timeline("One"))])
    with (tmp_path / "page.html").open("wb") as stream:
        tracemalloc.start()
        write_page(stream, content, [sound])
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 20 * 2**20


def test_a_lone_surrogate_does_not_break_a_page():
    stream = io.BytesIO()
    plan = timeline("One", title="half \ud83d of one")
    write_page(stream, Content(sessions=[Session(timeline=plan, address="a.mp3")]))
    assert "half ? of one" in stream.getvalue().decode()


def test_each_sound_needs_its_session():
    with pytest.raises(ValueError, match="0 sounds for 1 sessions"):
        write_page(io.BytesIO(), Content(sessions=[Session(timeline=timeline("One"))]))


def test_the_same_session_gives_the_same_page():
    program = (
        f"import sys; sys.path.append({str(ROOT)!r})\n"
        "from tests.page.sessions import timeline\n"
        "from voiceguide.page.content import Content, Session\n"
        "from voiceguide.page.document import page_html\n"
        "plan = timeline('One', 'Two')\n"
        "print(hash(page_html(Content(sessions=[Session(timeline=plan, address='one.mp3')]))))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        ).stdout
        for _ in range(2)
    }
    assert len(runs) == 1


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"main.js": 'import x from "./a.js";\n'}, "can't be joined: import x"),
        ({"main.js": "export default 1;\n"}, "can't be joined: export default"),
        (
            {"main.js": 'import {a} from "./a.js";\n', "a.js": 'import {b} from "./main.js";\n'},
            "main.js imports itself, via main.js and a.js",
        ),
    ],
)
def test_modules_that_cannot_be_joined_are_refused(files, said):
    with pytest.raises(ValueError, match=said):
        joined("main.js", files.__getitem__)


def test_a_module_imported_twice_is_included_once_and_first():
    files = {
        "main.js": 'import {a} from "./a.js";\nimport {b} from "./b.js";\na(b);\n',
        "a.js": 'import {b} from "./b.js";\nexport const a = () => b;\n',
        "b.js": "export const b = 1;\n",
    }
    assert joined("main.js", files.__getitem__) == ("const b = 1;\nconst a = () => b;\na(b);\n")


def test_a_served_page_has_its_files_and_links_to_them():
    content = Content(sessions=ONE.sessions, served=True)
    files = offline.files(content)
    page = files[offline.PAGE][1]
    assert set(files) == {"./", "manifest.webmanifest", "service-worker.js", "icon.svg"}
    assert 'rel="manifest"' in page
    assert policy(page)["worker-src"] == "'self'"
    assert '["./", "manifest.webmanifest", "icon.svg", "one.mp3"]' in files[offline.WORKER][1]
    with pytest.raises(ValueError, match="a served page needs"):
        offline.files(ONE)


def test_a_changed_session_gets_a_new_copy_in_the_browser():
    def worker(*titles):
        session = Session(timeline=timeline(*titles), address="one.mp3")
        return offline.service_worker(Content(sessions=[session], served=True))

    assert worker("One") == worker("One")
    assert worker("One") != worker("Two")


def test_the_page_of_an_hour_is_under_61_kb():
    """The massage in its longest form, with pictures, their signs, and the notes on safety."""
    made = estimate(load("back-massage"), length="deep")
    assert made.total_ms == 60 * 60_000
    assert sum(chapter.picture is not None for chapter in made.chapters) == 13
    page = page_html(Content(sessions=[Session(timeline=made, address="a.mp3")]))
    assert len(page.encode()) < 61_000


def test_condensing_keeps_every_meaningful_space():
    page = page_html(ONE)
    assert "Tap anywhere: the middle to begin or pause, the left to repeat" in page
    assert "`${label(step)} – ${this.#content.title}`" in page
    assert "calc(20px + 3rem)" in page
    assert "@media (min-aspect-ratio:11/10) and (max-height:480px)" in page
