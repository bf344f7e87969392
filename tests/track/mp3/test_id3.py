import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3

from voiceguide.track.mp3 import id3
from voiceguide.track.mp3.id3 import embedded_timeline, id3_tag, tag_size
from voiceguide.track.tags import Mark, Tags

COVER = b"\xff\xd8\xff\xe0 a cover \xff\xd9"

FULL = Tags(
    title="Back massage",
    artist="voiceguide",
    album="Guided sessions",
    comment="Not medical advice.\nStop at any pain.",
    genre="Speech",
    language="eng",
    lyrics="[00:01.00]Lie down.\n[00:02.00]Breathe.\n",
    cover=COVER,
    chapters=(
        Mark(start_ms=0, end_ms=9_750, title="Welcome"),
        Mark(start_ms=9_750, end_ms=60_000, title="1. Chef-d'œuvre : un titre que nul ne lira"),
    ),
)

written = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)


def read(tag: bytes) -> ID3:
    return ID3(io.BytesIO(tag))


def frame_names(tag: bytes) -> list[str]:
    """Returns the top-level frames, in their order in the tag."""
    names, at = [], 10
    while at < len(tag):
        names.append(tag[at : at + 4].decode())
        at += 10 + int.from_bytes(tag[at + 4 : at + 8])
    assert at == len(tag)
    return names


def test_the_tag_is_version_2_3_and_states_its_size() -> None:
    tag = id3_tag(FULL)
    assert read(tag).version == (2, 3, 0)
    assert read(tag).size == len(tag)


def test_frames_are_in_a_fixed_order_with_chapters_in_order_of_time() -> None:
    names = "TIT2 TPE1 TALB TCON TLAN COMM USLT CTOC CHAP CHAP APIC"
    assert frame_names(id3_tag(FULL)) == names.split()
    starts = [match.start() for match in re.finditer(rb"chp[01]\0\0\0", id3_tag(FULL))]
    assert id3_tag(FULL)[starts[0] + 3 : starts[0] + 4] == b"0"


def test_another_reader_finds_every_text() -> None:
    tags = read(id3_tag(FULL))
    shown = {name: tags[name].text[0] for name in ("TIT2", "TPE1", "TALB", "TCON", "TLAN")}
    assert shown == {
        "TIT2": "Back massage",
        "TPE1": "voiceguide",
        "TALB": "Guided sessions",
        "TCON": "Speech",
        "TLAN": "eng",
    }
    assert tags["COMM::eng"].text == [FULL.comment]
    assert tags["USLT::eng"].text == FULL.lyrics


def test_another_reader_finds_the_cover() -> None:
    picture = read(id3_tag(FULL))["APIC:"]
    assert (picture.mime, picture.type, picture.data) == ("image/jpeg", 3, COVER)


def test_another_reader_finds_the_chapters_and_their_table() -> None:
    tags = read(id3_tag(FULL))
    contents = tags["CTOC:toc"]
    assert contents.child_element_ids == ["chp0", "chp1"]
    assert contents.flags == 3
    assert contents.sub_frames["TIT2"].text == ["Back massage"]
    chapters = [tags[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert [(chapter.start_time, chapter.end_time) for chapter in chapters] == [
        (0, 9_750),
        (9_750, 60_000),
    ]
    assert [chapter.sub_frames["TIT2"].text[0] for chapter in chapters] == [
        "Welcome",
        "1. Chef-d'œuvre : un titre que nul ne…",
    ]
    assert {(chapter.start_offset, chapter.end_offset) for chapter in chapters} == {
        (0xFFFFFFFF, 0xFFFFFFFF)
    }


def test_empty_tags_are_left_out() -> None:
    assert frame_names(id3_tag(Tags(title="Just this"))) == ["TIT2", "TCON", "TLAN"]


@given(written, written)
def test_any_text_comes_back_as_it_was(title: str, lyrics: str) -> None:
    tags = read(id3_tag(Tags(title=title, lyrics=lyrics, comment=lyrics)))
    assert tags["TIT2"].text == [title]
    assert tags["COMM::und"].text == [lyrics]
    assert tags["USLT::und"].text == lyrics


def test_a_zero_or_half_a_character_does_not_end_the_text() -> None:
    assert read(id3_tag(Tags(title="a\0b \ud800 c")))["TIT2"].text == ["a b ? c"]


@given(st.text(min_size=1, max_size=200))
def test_a_chapter_frame_reads_the_same_under_both_size_encodings(title: str) -> None:
    plain = "".join(character for character in title if ord(character) < 0x10000)
    tag = id3_tag(Tags(title="", chapters=(Mark(start_ms=0, end_ms=1, title=plain),)))
    at = tag.index(b"CHAP")
    assert int.from_bytes(tag[at + 4 : at + 8]) <= 127


@pytest.mark.parametrize("count", [255, 256, 1_000])
def test_any_number_of_chapters_is_reachable_from_the_table(count: int) -> None:
    marks = tuple(Mark(start_ms=n, end_ms=n + 1, title=f"{n}") for n in range(count))
    tags = read(id3_tag(Tags(title="Many", chapters=marks)))
    assert [contents.element_id for contents in tags.getall("CTOC") if contents.flags & 2] == [
        "toc"
    ]

    def leaves(name: str) -> list[str]:
        contents = tags.get(f"CTOC:{name}")
        if contents is None:
            return [name]
        return [leaf for child in contents.child_element_ids for leaf in leaves(child)]

    assert leaves("toc") == [f"chp{n}" for n in range(count)]
    assert len(tags.getall("CHAP")) == count


def test_a_tag_beyond_its_largest_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(id3, "MAX_SIZE", 1_000)
    with pytest.raises(ValueError, match="can hold 1000"):
        id3_tag(Tags(title="x", cover=bytes(1_000)))


def test_a_timeline_travels_in_the_tag() -> None:
    tag = id3_tag(replace(FULL, timeline='{"title": "tête-à-tête"}'))
    assert read(tag)["GEOB:"].filename == "timeline.json"
    assert len(tag) == 10 + tag_size(tag)
    assert embedded_timeline(tag + b"\xff\xfb sound") == '{"title": "tête-à-tête"}'.encode()


@pytest.mark.parametrize(
    "data", [b"", b"ID3", b"\xff\xfb sound", b"ID3\x04" + bytes(60), id3_tag(FULL)]
)
def test_no_timeline_is_found_in_a_tag_without_one(data: bytes) -> None:
    assert embedded_timeline(data) is None


@given(st.integers(10, 400))
def test_a_truncated_tag_causes_no_error(length: int) -> None:
    broken_off = id3_tag(replace(FULL, timeline="{}"))[:length]
    assert embedded_timeline(broken_off) in (None, b"{}")


def test_a_chapter_s_picture_is_found_by_another_reader() -> None:
    marks = tuple(
        replace(mark, picture=COVER * (index + 1)) for index, mark in enumerate(FULL.chapters)
    )
    tags = read(id3_tag(replace(FULL, chapters=tuple(marks))))
    for index, name in enumerate(("chp0", "chp1")):
        frames = tags[f"CHAP:{name}"].sub_frames
        assert frames["APIC:"].data == COVER * (index + 1)
        assert (frames["APIC:"].mime, frames["APIC:"].type) == ("image/jpeg", 0)
    assert tags["CHAP:chp0"].sub_frames["TIT2"].text == ["Welcome"]
    assert tags["APIC:"].data == COVER


NAMES = b"\0application/json\0timeline.json"


@pytest.mark.parametrize(
    "frame",
    [
        NAMES,
        NAMES + b"\0",
        NAMES + b"\0name without an end",
        b"\0application/json",
        b"",
        b"\0" * 40,
    ],
)
def test_a_timeline_whose_names_have_no_end_is_none(frame: bytes) -> None:
    body = b"GEOB" + len(frame).to_bytes(4, "big") + b"\0\0" + frame
    assert embedded_timeline(b"ID3\x03\0\0\0\0\x01\0" + body.ljust(128, b"\0")) is None


@pytest.mark.parametrize("frames", [b"\0" * 10, b"TIT2\0\0\0\0\0\0", b"GEOB\0\0\0\0\0\0"])
def test_a_tag_of_many_empty_frames_is_soon_given_up(frames: bytes) -> None:
    assert embedded_timeline(b"ID3\x03\0\0\x7f\x7f\x7f\x7f" + frames * 1_000_000) is None


def test_of_a_timeline_of_absurd_length_only_the_start_is_read() -> None:
    body = NAMES + b"\0\0" + b" " * 30_000_000
    tag = b"ID3\x03\0\0\x7f\x7f\x7f\x7fGEOB" + len(body).to_bytes(4, "big") + b"\0\0" + body
    found = embedded_timeline(tag)
    assert found is not None
    assert len(found) < 20_000_000
