"""The table of formats: formats by name, and the rules for installed formats."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.track.caf import CAF
from tests.track.installing import install
from voiceguide.errors import InputError, OutputPathError
from voiceguide.track.formats import FORMATS, find_format, format_of, recognised, suffixes
from voiceguide.track.mp3.format import MP3
from voiceguide.track.mp3.id3 import id3_tag
from voiceguide.track.tags import Tags


@pytest.fixture
def strange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Returns a function that installs formats by their suffixes."""
    return lambda **formats: install(tmp_path, monkeypatch, **formats)


@pytest.mark.parametrize("name", ["a.mp3", "a.MP3", "b.c/a.x.Mp3"])
def test_a_format_is_found_by_the_suffix_in_any_case(name):
    assert format_of(Path(name)) is MP3


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        (
            "a.ogg",
            r"a\.ogg: \.ogg is not a format voiceguide writes; expected one of: \.mp3, \.m4b",
        ),
        (
            "a.mp4",
            r"a\.mp4: \.mp4 is not a format voiceguide writes; did you mean '\.m[p4][34b]'\?",
        ),
        ("a", "a: the name has no suffix; expected one of: .mp3, "),
        ("a.", r"a\.: the name has no suffix|a\.: \. is not a format"),
    ],
)
def test_an_unknown_suffix_is_refused_with_the_nearest(name, fault):
    assert find_format(Path(name)) is None
    with pytest.raises(OutputPathError, match=fault):
        format_of(Path(name))


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=12))
def test_any_name_has_a_known_suffix_or_none(name):
    found = find_format(Path(name))
    assert (found is not None) == (Path(name).suffix.lower() in suffixes())


def test_an_installed_format_is_found_beside_the_built_in_ones(strange):
    strange(caf="tests.track.caf:CAF")
    assert suffixes() == (*FORMATS, ".caf")
    assert format_of(Path("a.CAF")) is CAF
    with pytest.raises(OutputPathError, match=r"did you mean '\.caf'"):
        format_of(Path("a.cafe"))


def test_the_suffixes_are_known_without_importing_a_format(strange):
    strange(odd="no_such_package:ODD")
    assert ".odd" in suffixes()
    assert "no_such_package" not in sys.modules


def test_a_built_in_format_is_not_replaced(strange):
    strange(mp3="no_such_package:ODD")
    assert suffixes() == tuple(FORMATS)
    assert format_of(Path("a.mp3")) is MP3


@pytest.mark.parametrize("value", ["no_such_package:ODD", "tests.track.caf:NO_SUCH"])
def test_a_format_that_cannot_be_imported_is_named_with_the_cure(strange, value):
    strange(odd=value)
    with pytest.raises(InputError, match=r"the format \.odd could not be .*install strange$"):
        format_of(Path("a.odd"))


@pytest.mark.parametrize("value", ["tests.track.caf:CAF", "tests.track.caf:_chunks"])
def test_an_object_that_is_not_a_format_for_the_suffix_is_refused(strange, value):
    strange(odd=value)
    with pytest.raises(InputError, match="but is not a Format with that suffix"):
        find_format(Path("a.odd"))


def test_a_renamed_track_is_recognised_by_its_timeline(tmp_path):
    track = tmp_path / "tonight"
    track.write_bytes(id3_tag(Tags(title="T", timeline="{}")) + b"sound")
    assert recognised(track) is MP3
    track.write_bytes(id3_tag(Tags(title="T")) + b"sound")
    assert recognised(track) is None


def test_naming_a_format_loads_nothing_that_only_writing_and_reading_need():
    program = (
        "from pathlib import Path\n"
        "from voiceguide.track.formats import format_of\n"
        "format_of(Path('a.mp3'))\n"
        "import json, sys\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    loaded = set(json.loads(done.stdout))
    assert "voiceguide.track.mp3.format" in loaded
    assert not loaded & {"av", "pydantic", "importlib.metadata", "voiceguide.track.mp3.writer"}
