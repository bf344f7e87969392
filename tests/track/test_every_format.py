"""What every format in FORMATS keeps to: a new row is tested like the others."""

import dataclasses
import io
import threading
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mutagen
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.track.sample import clicks, needs, run, tags_for, write
from voiceguide.audio.clip import Clip
from voiceguide.audio.decode import decode
from voiceguide.audio.excerpts import excerpts
from voiceguide.audio.mix import render
from voiceguide.audio.scene import Bed, Placed, Scene
from voiceguide.cache.store import Cache
from voiceguide.inspection.file_facts import read_file_facts
from voiceguide.terminal.from_file import FromFile
from voiceguide.timeline.model import Timeline
from voiceguide.track.chapter_timeline import chapter_timeline, sound_ms
from voiceguide.track.format import Format, Label
from voiceguide.track.formats import FORMATS, recognised
from voiceguide.track.mp3.format import MP3

TOTAL_MS = 3_024
CLICKS_MS = (24, 1_001, 2_040, 3_020)
TIMELINE = '{"version": 3, "title": "ä"}'
TAGS = tags_for(TOTAL_MS, TIMELINE)
LOSSLESS = {".flac", ".wav"}

every_format = pytest.mark.parametrize("kind", FORMATS.values(), ids=lambda kind: kind.name)


@pytest.fixture(scope="module")
def scene(click: Clip, hiss: Clip) -> Scene:
    """Faint hiss with clicks at known samples, the last one just before the end."""
    placed = tuple(Placed(at, click) for at in CLICKS_MS)
    return Scene(total_ms=TOTAL_MS, placed=placed, bed=Bed(loop=hiss, fade_in_ms=0, fade_out_ms=0))


@pytest.fixture(scope="module")
def track(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Format], Path]:
    """Returns a function that writes the scene in a format, once."""
    folder = tmp_path_factory.mktemp("tracks")

    def made(kind: Format) -> Path:
        path = folder / f"session{kind.suffix}"
        if not path.exists():
            path.write_bytes(write(kind, scene, TAGS)[0])
        return path

    return made


def heard(path: Path) -> "array[int]":
    return array("h", decode(path))


@every_format
def test_every_sample_is_at_its_place(kind, track, scene):
    samples = heard(track(kind))
    assert len(samples) == TOTAL_MS * 48
    assert clicks(samples) == [at * 48 + 10 for at in CLICKS_MS]
    if kind.suffix in LOSSLESS:
        assert samples.tobytes() == render(scene, 0, TOTAL_MS)


@needs("ffmpeg")
@every_format
def test_ffmpeg_decodes_every_sample_at_its_place(kind, track):
    output, _ = run("ffmpeg", "-v", "error", "-i", track(kind), "-map", "0:a", "-f", "s16le", "-")
    samples = array("h", output)
    assert len(samples) == TOTAL_MS * 48
    assert clicks(samples) == [at * 48 + 10 for at in CLICKS_MS]


@pytest.mark.parametrize("kind", [one for one in FORMATS.values() if one is not MP3])
def test_a_click_at_the_first_sample_is_heard_there(kind, click, tmp_path):
    """Without the samples that encoders put before it; an MP3's first 12 ms are faint."""
    data, _ = write(kind, Scene(total_ms=240, placed=(Placed(0, click),)), tags_for(240))
    path = tmp_path / f"a{kind.suffix}"
    path.write_bytes(data)
    samples = heard(path)
    assert len(samples) == 240 * 48
    assert clicks(samples) == [10]


@every_format
@pytest.mark.parametrize("total_ms", [48, 72, 1_008, 2_376])
@pytest.mark.parametrize("channels", [1, 2])
def test_any_length_is_exact_in_mono_and_stereo(kind, total_ms, channels, tmp_path, click):
    loop = Clip("two", click.pcm * channels, channels)
    bed = Bed(loop=loop, fade_in_ms=0, fade_out_ms=0)
    path = tmp_path / f"a{kind.suffix}"
    path.write_bytes(
        write(kind, Scene(total_ms=total_ms, placed=(), bed=bed), tags_for(total_ms))[0]
    )
    assert len(decode(path, channels=channels)) == total_ms * 48 * 2 * channels
    assert sound_ms(path) == total_ms
    with path.open("rb") as stream:
        facts = kind.facts(stream)
    assert facts.length_ms == total_ms
    assert facts.form == facts.wanted


@every_format
def test_ffmpeg_reads_back_what_the_format_holds(kind, track):
    with track(kind).open("rb") as stream:
        found = read_file_facts(stream, kind)
    assert kind.labels == set(Label)
    tags = {name: found.tags[name] for name in ("title", "artist", "album", "comment", "genre")}
    assert tags == {
        "title": "Back massage",
        "artist": "voiceguide",
        "album": "Guided sessions — English",
        "comment": "Not medical advice.",
        "genre": "Speech",
    }
    assert found.lyrics == TAGS.lyrics
    assert found.cover == (64, 64)
    assert found.chapters == TAGS.chapters


@every_format
def test_a_foreign_player_sees_the_same_chapters(kind, track):
    """As a player sees a file of any origin, to whole milliseconds."""
    found = chapter_timeline(track(kind), TOTAL_MS)
    assert [(one.title, one.start_ms, one.end_ms) for one in found.chapters] == [
        (mark.title, mark.start_ms, mark.end_ms) for mark in TAGS.chapters
    ]


@every_format
def test_mutagen_reads_length_and_title(kind, track):
    found = mutagen.File(track(kind), easy=True)
    assert abs(found.info.length * 1000 - TOTAL_MS) < 2 * 1152 / 48
    assert (found.info.sample_rate if hasattr(found.info, "sample_rate") else 48_000) == 48_000
    title = found.tags.get("title") or found.tags.get("TIT2").text
    assert title == ["Back massage"]


@every_format
def test_the_timeline_is_read_back_and_tells_a_renamed_file(kind, track, tmp_path):
    with track(kind).open("rb") as stream:
        assert kind.timeline(stream) == TIMELINE.encode()
    renamed = tmp_path / "tonight"
    renamed.write_bytes(track(kind).read_bytes())
    found = recognised(renamed)
    assert found is not None
    assert found.media_type == kind.media_type


@every_format
def test_a_track_without_a_timeline_has_none(kind):
    data, _ = write(kind, Scene(total_ms=48, placed=()), tags_for(48))
    assert [one.name for one in FORMATS.values() if one.timeline(io.BytesIO(data))] == []


@every_format
def test_the_bytes_depend_on_scene_and_tags_alone(kind, track, scene):
    assert write(kind, scene, TAGS, workers=1)[0] == track(kind).read_bytes()
    other = dataclasses.replace(TAGS, title="Another")
    assert write(kind, scene, other)[0] != track(kind).read_bytes()


@every_format
def test_no_version_and_no_clock_is_in_the_bytes(kind, scene):
    """Such as the names that encoders and containers sign with."""
    tags = dataclasses.replace(TAGS, cover=b"")  # the small picture of the tests is signed
    data, _ = write(kind, scene, tags)
    assert not [
        name for name in (b"Lavf", b"Lavc", b"libopus", b"reference libFLAC") if name in data
    ]


@every_format
def test_stored_blocks_are_the_file(kind, track, scene, tmp_path):
    store = Cache.at(tmp_path).store("block")
    data, told = write(kind, scene, TAGS, store)
    assert data == track(kind).read_bytes()
    if told.blocks:
        assert told.head + b"".join(store.get(key) or b"" for key in told.blocks) == data
        assert told.encoded == len(set(told.blocks))
        assert write(kind, scene, TAGS, store)[1].encoded == 0


@every_format
def test_it_plays_from_anywhere(kind, track, timeline: Timeline):
    path = track(kind)
    whole, source = heard(path), FromFile(path, timeline)
    for at_ms in (2_000, 0, 3_001, 993):
        piece = array("h", source.read(at_ms, at_ms + 20) or b"")
        wanted = whole[at_ms * 48 : (at_ms + 20) * 48]
        assert len(piece) == len(wanted)
        assert max(abs(a - b) for a, b in zip(piece, wanted, strict=True)) <= 300
    source.close()


@every_format
def test_of_half_a_file_the_first_half_is_there(kind, track, tmp_path):
    """The sound comes after all that describes it."""
    half = tmp_path / f"half{kind.suffix}"
    data = track(kind).read_bytes()
    half.write_bytes(data[: len(data) * 2 // 3])
    assert TOTAL_MS * 0.1 < sound_ms(half) < TOTAL_MS * 0.9
    with half.open("rb") as stream:
        assert kind.timeline(stream) == TIMELINE.encode()


@every_format
def test_a_stretch_is_heard_in_its_place(kind, track):
    """As `verify` listens: decoding little else."""
    (piece,) = excerpts(track(kind), [(2_000, 2_080)], rate=48_000)
    assert clicks(array("h", piece)) == [40 * 48 + 10]


@every_format
def test_progress_rises_to_the_whole_length(kind, scene):
    told: list[tuple[int, int]] = []
    kind.write(
        io.BytesIO(),
        scene,
        TAGS,
        Cache.nowhere().store("block"),
        workers=2,
        on_progress=lambda done, total: told.append((done, total)),
    )
    done = [ms for ms, _ in told]
    assert {total for _, total in told} == {TOTAL_MS}
    assert done == sorted(set(done))
    assert done[-1] == TOTAL_MS


@every_format
def test_a_full_disk_is_left_to_the_caller_with_no_thread_behind(kind, scene):
    class Small(io.BytesIO):
        def write(self, data: Any, /) -> int:
            if self.tell() + len(data) > 20_000:
                raise OSError(28, "No space left on device")
            return super().write(data)

        def writelines(self, lines: Any, /) -> None:
            for line in lines:
                self.write(line)

    before = set(threading.enumerate())
    with pytest.raises(OSError, match="No space left"):
        kind.write(
            Small(),
            scene,
            TAGS,
            Cache.nowhere().store("block"),
            workers=2,
            on_progress=lambda _done, _total: None,
        )
    assert set(threading.enumerate()) == before


@every_format
@pytest.mark.parametrize("size", [1, 3, 4, 8, 11, 12, 30])
def test_of_a_file_of_a_few_bytes_nothing_is_known(kind, track, tmp_path, size):
    few = tmp_path / f"few{kind.suffix}"
    few.write_bytes(track(kind).read_bytes()[:size])
    with few.open("rb") as stream:
        assert kind.timeline(stream) is None
        assert kind.facts(stream).length_ms == 0


@every_format
@settings(max_examples=40)
@given(data=st.data())
def test_a_damaged_file_is_read_as_far_as_it_goes(kind, track, tmp_path_factory, data):
    """Cut off, with bytes flipped or sizes made absurd: facts or a ValueError, never more bytes."""
    whole = bytearray(track(kind).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, min(len(whole), 12_000) - 1))
        patch = data.draw(
            st.binary(max_size=1) | st.sampled_from([b"\xff" * 4, b"\0" * 4, b"\xff" * 8])
        )
        whole[at : at + len(patch)] = patch
    end = data.draw(st.integers(0, len(whole)) | st.just(len(whole)))
    path = tmp_path_factory.getbasetemp() / f"damaged{kind.suffix}"
    path.write_bytes(whole[:end])
    with path.open("rb") as stream:
        found = kind.timeline(stream)
        assert found is None or len(found) <= len(whole)
        try:
            facts = kind.facts(stream)
        except ValueError:
            return
    assert facts.length_ms >= 0
    assert len(facts.form) < 100
