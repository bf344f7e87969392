"""What is given out, and under which addresses."""

import os

import pytest

from voiceguide.errors import AudioError, InputError
from voiceguide.serving.shelf import File, Text, sessions_in, shelf


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


def test_files_of_one_name_get_addresses_of_their_own(folder, tmp_path):
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
    assert [thing.path for thing in found] == [page.resolve() for page in pages]


def test_a_file_named_twice_is_given_once(folder):
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


def test_what_is_no_page_and_no_mp3_is_refused(folder, tmp_path):
    for path in (folder / "secret.txt", folder, tmp_path / "missing.mp3"):
        with pytest.raises(InputError):
            shelf([path])
    with pytest.raises(AudioError):
        shelf([folder / "other.mp3"])


def test_titles_in_the_list_are_words_only(folder, tmp_path):
    page = tmp_path / "<img src=x onerror=alert(1)>.html"
    page.write_text("page", encoding="utf-8")
    listed = shelf([folder / "small.mp3", page]).things[""]
    assert b"<img" not in listed.body
    assert b"&lt;img" in listed.body


def test_only_sessions_of_voiceguide_are_found_in_a_folder(folder):
    assert sessions_in(folder) == [folder / "small.mp3"]
