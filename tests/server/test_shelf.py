"""The files that are served, and their addresses."""

import os
import re
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from voiceguide.errors import AudioError, InputError
from voiceguide.page.build import page_of_track
from voiceguide.server.files import File
from voiceguide.server.shelf import Text, sessions_in, shelf


def test_one_session_begins_at_its_page(folder):
    one = shelf([folder / "small.mp3"])
    assert one.start == "small/"
    assert [entry.name for entry in one.entries] == ["Four minutes, 4:00"]
    files = [thing.path.name for thing in one.things.values() if isinstance(thing, File)]
    assert files == ["small.mp3"] * 2


def test_a_changed_sound_has_another_address(folder, tmp_path):
    changed = tmp_path / "small.mp3"
    changed.write_bytes((folder / "small.mp3").read_bytes()[:-24])
    addresses = [
        next(name for name in shelf([path]).things if "/sound-" in name)
        for path in (folder / "small.mp3", changed)
    ]
    assert addresses[0] != addresses[1]


def test_files_of_one_name_get_different_addresses(folder, tmp_path):
    other = tmp_path / "small.mp3"
    other.write_bytes((folder / "small.mp3").read_bytes())
    pages = [tmp_path / "a" / "p.html", tmp_path / "b" / "p.html"]
    for page in pages:
        page.parent.mkdir()
        page.write_text(str(page), encoding="utf-8")
    given = shelf([folder / "small.mp3", other, *pages])
    addresses = [entry.address for entry in given.entries]
    assert len(set(addresses)) == 4
    found = [given.things[address] for address in addresses[2:]]
    assert [thing.path for thing in found if isinstance(thing, File)] == pages


def beside(folder, track, name="x"):
    """Writes a page with its sound beside it, in a folder."""
    sound = folder / f"{name}.mp3"
    sound.parent.mkdir(parents=True, exist_ok=True)
    sound.write_bytes(track.read_bytes())
    return page_of_track(sound, folder / "x.html", inside=False).path, sound


def heard(given, entry):
    """Returns the files that a page's addresses lead to, resolved as in a browser."""
    text = given.things[unquote(entry.address)].path.read_text(encoding="utf-8")
    names = re.findall(r'"sound":"([^"]*)"', text)
    return [given.things[unquote(urljoin(entry.address, name))].path for name in names]


def test_pages_of_one_name_each_play_their_own_sound(folder, tmp_path):
    small = folder / "small.mp3"
    first, second = (beside(tmp_path / name, small) for name in ("a", "b"))
    given = shelf([*first, *second])
    pages = [entry for entry in given.entries if entry.address.endswith(".html")]
    assert [heard(given, page) for page in pages] == [[first[1]], [second[1]]]


def test_a_page_finds_its_sound_in_another_folder(folder, tmp_path):
    page, sound = beside(tmp_path, folder / "small.mp3", "sounds/to night")
    given = shelf([page, sound])
    assert heard(given, given.entries[0]) == [sound]


def test_a_page_whose_sound_is_not_served_is_refused_with_the_right_command(
    folder, tmp_path, monkeypatch
):
    beside(tmp_path / "a", folder / "small.mp3", "to night")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        shelf([Path("a/x.html")])
    assert str(caught.value) == (
        "a/x.html plays 'a/to night.mp3', which is not in the command, and only files in the "
        "command are served. Add it: voiceguide serve a/x.html 'a/to night.mp3'"
    )
    assert len(shelf([Path("a/x.html"), Path("a/to night.mp3")]).entries) == 2


def test_a_page_whose_sound_is_gone_is_refused(folder, tmp_path):
    page, sound = beside(tmp_path, folder / "small.mp3")
    sound.unlink()
    with pytest.raises(InputError, match=r"plays .*x\.mp3, which isn't there"):
        shelf([page])


def test_a_page_with_its_sound_inside_needs_no_other_file(folder, tmp_path):
    page = page_of_track(folder / "small.mp3", tmp_path / "x.html").path
    assert shelf([page]).start == "x.html"


def test_a_truncated_track_is_recognised(folder, tmp_path):
    sound = folder / "small.mp3"
    cut = tmp_path / "cut.mp3"
    cut.write_bytes(sound.read_bytes()[: sound.stat().st_size // 2])
    whole, half = shelf([sound, cut]).entries
    assert whole.missing_ms == 0
    assert 60_000 < half.missing_ms < half.total_ms == 240_000


def test_a_file_named_twice_is_served_once(folder):
    assert len(shelf([folder / "small.mp3", folder / "." / "small.mp3"]).entries) == 1


@pytest.mark.skipif(os.name != "posix", reason="such names are impossible there")
@pytest.mark.parametrize(
    "name", ["...mp3", "<b>&'\".mp3", "שלום.mp3", b"\xff\xfe.mp3", "a\nb?c#d%2f.mp3", ".mp3"]
)
def test_odd_names_get_plain_addresses(folder, tmp_path, name):
    path = tmp_path / os.fsdecode(name)
    path.write_bytes((folder / "small.mp3").read_bytes())
    if path.suffix != ".mp3":
        with pytest.raises(InputError):
            shelf([path])
        return
    given = shelf([path])
    assert given.start.strip("/").replace("-", "").isalnum()
    assert isinstance(given.things[given.start], Text)


def test_a_file_that_is_neither_page_nor_track_is_refused(folder, tmp_path):
    for path in (folder / "secret.txt", folder, tmp_path / "missing.mp3"):
        with pytest.raises(InputError):
            shelf([path])
    with pytest.raises(AudioError):
        shelf([folder / "other.mp3"])


def test_titles_in_the_list_are_never_markup(folder, tmp_path):
    page = tmp_path / "<img src=x onerror=alert(1)>.html"
    page.write_text("page", encoding="utf-8")
    listed = shelf([folder / "small.mp3", page]).things[""]
    assert isinstance(listed, Text)
    assert b"<img" not in listed.body
    assert b"&lt;img" in listed.body


def test_only_sessions_made_by_voiceguide_are_found_in_a_folder(folder):
    assert sessions_in(folder) == [folder / "small.mp3"]
