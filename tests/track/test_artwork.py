"""The pictures inside a track."""

import io
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from mutagen.id3 import ID3
from PIL import Image

from voiceguide.cache.store import NOWHERE, Cache
from voiceguide.drawing import raster
from voiceguide.errors import OutputError
from voiceguide.script.picture import Picture, Side, Stroke, StrokeKind
from voiceguide.script.views import Place, Zone
from voiceguide.track import artwork as track_artwork
from voiceguide.track.artwork import CHAPTER_PIXELS, COVER_PIXELS, Artwork, artwork
from voiceguide.track.mp3.id3 import id3_tag
from voiceguide.track.tags import Mark, Tags

REST = Picture(avoid=(Zone.SPINE,))
FAR = Picture(strokes=(Stroke(stroke=StrokeKind.HOLD, where=(Place.HIPS,), side=Side.FAR),))
BOTH = Picture(strokes=(Stroke(stroke=StrokeKind.HOLD, where=(Place.HIPS,)),))


def sizes(art: Artwork) -> list[tuple[int, int] | None]:
    files = (art.cover, *art.chapters)
    return [Image.open(io.BytesIO(file)).size if file else None for file in files]


def test_each_step_with_a_picture_has_it_and_the_session_has_a_cover() -> None:
    small, large = (CHAPTER_PIXELS, CHAPTER_PIXELS), (COVER_PIXELS, COVER_PIXELS)
    assert sizes(artwork([None, REST, BOTH], NOWHERE)) == [large, None, small, small]


def test_a_session_without_pictures_has_none() -> None:
    assert artwork([None, None], NOWHERE) == Artwork(b"", (b"", b""))


@pytest.mark.parametrize("others", [(REST, FAR), (FAR, REST)])
def test_the_cover_shows_hands_on_both_sides_if_possible(
    others: tuple[Picture, Picture],
) -> None:
    assert artwork([*others, BOTH], NOWHERE).cover == artwork([BOTH], NOWHERE).cover
    assert artwork([*others], NOWHERE).cover == artwork([FAR], NOWHERE).cover


def test_the_same_pictures_give_the_same_bytes() -> None:
    assert artwork([REST, BOTH], NOWHERE) == artwork([REST, BOTH], NOWHERE)


def test_a_cached_drawing_is_not_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = artwork([REST, BOTH, REST], Cache.at(tmp_path).store("picture"))
    monkeypatch.setattr(raster, "jpegs", lambda *_: pytest.fail("drawn again"))
    assert artwork([REST, BOTH, REST], Cache.at(tmp_path).store("picture")) == first


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("JPEG_QUALITY", 5),
        ("version", lambda package: "next" if package == "resvg_py" else version(package)),
        ("version", lambda package: "next" if package == "av" else version(package)),
    ],
    ids=["quality", "resvg_py", "av"],
)
def test_a_changed_drawing_is_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, other: object
) -> None:
    artwork([REST], Cache.at(tmp_path).store("picture"))
    monkeypatch.setattr(track_artwork, name, other)
    monkeypatch.setattr(raster, "jpegs", lambda drawings, _: [b"anew" for _ in drawings])
    assert artwork([REST], Cache.at(tmp_path).store("picture")).chapters == (b"anew",)


@pytest.mark.parametrize("python", [None, "", "/no/such/python", "/bin/false"])
def test_pictures_are_the_same_without_a_drawing_process(
    monkeypatch: pytest.MonkeyPatch, python: str | None
) -> None:
    drawn = artwork([BOTH], NOWHERE)
    monkeypatch.setattr(sys, "executable", python)
    assert artwork([BOTH], NOWHERE) == drawn


def test_an_invalid_drawing_gets_a_plain_error() -> None:
    with pytest.raises(OutputError, match="a picture can't be drawn: the document"):
        raster.jpegs([("<svg", 100)], 4)


@pytest.fixture(scope="module")
def illustrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a tag with chapters and their pictures, followed by two frames of silence."""
    art = artwork([REST, BOTH, None], NOWHERE)
    marks = tuple(
        Mark(start_ms=at * 10, end_ms=at * 10 + 10, title=f"Step {at}", picture=picture)
        for at, picture in enumerate(art.chapters)
    )
    tag = id3_tag(Tags(title="T", cover=art.cover, chapters=marks))
    frame = bytes.fromhex("fffb7404") + bytes(284)  # 96 kbit/s at 48 kHz, silent
    path = tmp_path_factory.mktemp("art") / "session.mp3"
    path.write_bytes(tag + frame * 40)
    return path


def test_chapters_with_pictures_are_read_by_mutagen(illustrated: Path) -> None:
    chapters = ID3(illustrated).getall("CHAP")
    shown = [[frame.FrameID for frame in chapter.sub_frames.values()] for chapter in chapters]
    assert shown == [["TIT2", "APIC"], ["TIT2", "APIC"], ["TIT2"]]


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is not installed")
def test_chapters_with_pictures_are_read_by_ffprobe(illustrated: Path) -> None:
    command = ["ffprobe", "-v", "error", "-show_entries", "chapter_tags=title", "-of", "csv=p=0"]
    done = subprocess.run([*command, illustrated], capture_output=True, check=True, text=True)
    assert done.stdout.split("\n")[:3] == ["Step 0", "Step 1", "Step 2"]


@pytest.mark.parametrize(
    ("tool", "options"), [("mpg123", ["-q", "-t"]), ("mp3val", [])], ids=["mpg123", "mp3val"]
)
def test_players_and_checkers_find_no_fault_in_it(
    illustrated: Path, tool: str, options: list[str]
) -> None:
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not installed")
    done = subprocess.run([tool, *options, illustrated], capture_output=True, check=True, text=True)
    assert "WARNING" not in done.stdout + done.stderr
    assert "rror" not in done.stdout + done.stderr
