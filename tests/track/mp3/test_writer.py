import array
import io
import threading
from pathlib import Path
from typing import Any

import av
import pytest
from mutagen.mp3 import MP3

from tests.track.sample import clicks, needs, run, tags_for
from voiceguide.audio.clip import Clip
from voiceguide.audio.scene import Bed, Placed, Scene
from voiceguide.cache.store import NOWHERE
from voiceguide.track.mp3.writer import write_mp3
from voiceguide.track.tags import Tags

TOTAL_MS = 60_000
CLICKS_MS = (24, 2_400, 3_001, 30_031, 59_990)


TAGS = tags_for(TOTAL_MS)


@pytest.fixture(scope="module")
def scene(click: Clip, hiss: Clip) -> Scene:
    """A minute of faint hiss with clicks at known samples, the last 10 ms before the end."""
    placed = tuple(Placed(at, click) for at in CLICKS_MS)
    bed = Bed(loop=hiss, fade_in_ms=0, fade_out_ms=0)
    return Scene(total_ms=TOTAL_MS, placed=placed, bed=bed)


def written(scene: Scene, tags: Tags = TAGS, workers: int = 2) -> bytes:
    stream = io.BytesIO()
    write_mp3(stream, scene, tags, NOWHERE, workers=workers, on_progress=lambda done, total: None)
    return stream.getvalue()


@pytest.fixture(scope="module")
def track(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("track") / "session.mp3"
    path.write_bytes(written(scene))
    return path


WANTED = [at * 48 + 10 for at in CLICKS_MS]


@pytest.mark.slow
def test_pyav_decodes_every_sample_at_its_place(track: Path) -> None:
    samples = array.array("f")
    with av.open(str(track)) as container:
        assert container.duration == TOTAL_MS * 1000
        for frame in container.decode(audio=0):
            samples.frombytes(bytes(frame.planes[0]))
    assert len(samples) == TOTAL_MS * 48
    assert clicks(samples) == WANTED


def test_pyav_finds_every_sample_after_a_seek(track: Path) -> None:
    with av.open(str(track)) as container:
        stream = container.streams.audio[0]
        assert stream.time_base is not None
        container.seek(30_000_000)
        samples = array.array("f")
        first_ms = None
        for frame in container.decode(stream):
            assert frame.pts is not None
            first_ms = first_ms if first_ms is not None else frame.pts * stream.time_base * 1000
            samples.frombytes(bytes(frame.planes[0]))
    assert first_ms is not None
    assert first_ms <= 30_000
    assert clicks(samples)[0] == (30_031 - first_ms) * 48 + 10


def test_pyav_reads_chapters_and_tags(track: Path) -> None:
    with av.open(str(track)) as container:
        chapters = [
            (chapter["start"], chapter["end"], chapter["metadata"]["title"])
            for chapter in container.chapters()
        ]
        metadata = container.metadata
    assert chapters == [(0, 30_000, "Welcome"), (30_000, 60_000, "1. Nacken — naturally")]
    assert metadata["title"] == "Back massage"
    assert metadata["album"] == "Guided sessions — English"
    assert metadata["comment"] == "Not medical advice."
    assert metadata["lyrics-eng"] == "[00:01.00]Lie down.\n"


def test_mutagen_reads_the_same_chapters_and_words(track: Path) -> None:
    tags = MP3(track).tags
    assert tags is not None
    chapters = [
        (chapter.start_time, chapter.end_time, chapter.sub_frames["TIT2"].text[0])
        for chapter in tags.getall("CHAP")
    ]
    assert sorted(chapters) == [
        (0, 30_000, "Welcome"),
        (30_000, 60_000, "1. Nacken — naturally"),
    ]
    assert tags["USLT::eng"].text == "[00:01.00]Lie down.\n"
    assert tags["COMM::eng"].text == ["Not medical advice."]
    assert tags["APIC:"].data == TAGS.cover


def test_mutagen_sees_constant_96_kbit_and_the_length_within_the_first_frame(track: Path) -> None:
    info = MP3(track).info
    assert (info.bitrate, info.sample_rate, info.channels) == (96_000, 48_000, 1)  # type: ignore[attr-defined]
    assert 60.0 <= info.length <= 60.024  # type: ignore[attr-defined]


@needs("ffprobe")
def test_ffprobe_knows_the_exact_duration_and_warns_of_nothing(track: Path) -> None:
    shown = ("-show_entries", "format=duration", "-of", "csv=p=0")
    assert run("ffprobe", "-v", "warning", *shown, track) == (b"60.000000\n", "")


@pytest.mark.slow
@needs("ffmpeg")
def test_ffmpeg_decodes_every_sample_at_its_place(track: Path) -> None:
    raw = ("-map", "0:a", "-f", "s16le", "-")
    output, complaints = run("ffmpeg", "-v", "warning", "-i", track, *raw)
    samples = array.array("h", output)
    assert len(samples) == TOTAL_MS * 48
    assert clicks(samples) == WANTED
    assert complaints == ""


@pytest.mark.slow
@needs("mpg123")
def test_mpg123_decodes_every_sample_at_its_place(track: Path) -> None:
    output, complaints = run("mpg123", "-q", "-s", "-e", "s16", track)
    samples = array.array("h", output)
    assert len(samples) == TOTAL_MS * 48
    assert clicks(samples) == WANTED
    assert complaints == ""


@needs("mp3val")
def test_mp3val_finds_nothing_to_warn_of(track: Path) -> None:
    output, _ = run("mp3val", track)
    assert b"2501 MPEG frames" in output
    assert b"WARNING" not in output
    assert b"ERROR" not in output


def test_the_same_scene_gives_the_same_bytes(scene: Scene, track: Path) -> None:
    assert written(scene, workers=1) == track.read_bytes()


@pytest.mark.parametrize("total_ms", [48, 72, 2_376, 2_400, 2_424, 10_008])
def test_any_number_of_frames_has_the_exact_duration(total_ms: int) -> None:
    mp3 = written(Scene(total_ms=total_ms, placed=(), bed=None))
    with av.open(io.BytesIO(mp3)) as container:
        stream = container.streams.audio[0]
        assert stream.duration is not None
        assert stream.time_base is not None
        assert stream.duration * stream.time_base * 1000 == total_ms
        assert sum(frame.samples for frame in container.decode(stream)) == total_ms * 48  # type: ignore[misc, union-attr]


def test_progress_rises_to_the_whole_length(scene: Scene) -> None:
    told: list[tuple[int, int]] = []
    write_mp3(
        io.BytesIO(),
        scene,
        TAGS,
        NOWHERE,
        workers=2,
        on_progress=lambda done, total: told.append((done, total)),
    )
    done = [ms for ms, _ in told]
    assert {total for _, total in told} == {TOTAL_MS}
    assert done == sorted(set(done))
    assert done[-1] == TOTAL_MS


def test_a_full_disk_is_left_to_the_caller_with_no_thread_behind(scene: Scene) -> None:
    class Small(io.BytesIO):
        def write(self, data: Any, /) -> int:
            if self.tell() > 30_000:
                raise OSError(28, "No space left on device")
            return super().write(data)

    before = set(threading.enumerate())
    with pytest.raises(OSError, match="No space left"):
        write_mp3(Small(), scene, TAGS, NOWHERE, workers=2, on_progress=lambda done, total: None)
    assert set(threading.enumerate()) == before
