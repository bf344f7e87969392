"""A small session, and a server for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.page.sessions import SCRIPT
from tests.server.running import Server, serving
from voiceguide import Voicing, make

SECRET = b"nobody is to read this"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `small.mp3`, `page.html` that plays it, and files that nobody names."""
    root = tmp_path_factory.mktemp("home")
    folder = root / "sessions"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICEGUIDE_CACHE", str(root / "cache"))
        (root / "small.yaml").write_text(SCRIPT, encoding="utf-8")
        make(
            root / "small.yaml",
            folder / "small.mp3",
            voicing=Voicing(engine="silent"),
            bed="none",
        )
    (folder / "page.html").write_text('<audio src="small.mp3">', encoding="utf-8")
    for secret in (root / "secret.txt", folder / "secret.txt", folder / "other.mp3"):
        secret.write_bytes(SECRET)
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    """A server for `small.mp3` and `page.html`."""
    with serving("--port", "0", "small.mp3", "page.html", cwd=folder) as one:
        yield one


@pytest.fixture(scope="module")
def sound(server: Server) -> str:
    """The address of the page's sound, below the token."""
    body = server.get("small/").body.decode()
    return "small/sound-" + body.split("sound-", 1)[1].split('"', 1)[0]
