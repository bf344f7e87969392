"""Sound files that voiceguide did not make."""

from fractions import Fraction
from pathlib import Path

import av
import pytest

from voiceguide.errors import AudioError
from voiceguide.track.chapter_timeline import chapter_timeline, sound_ms


def tone(path: Path, seconds: int, title: str = "", marks: tuple[tuple[int, int, str], ...] = ()):
    """Writes an MP3 of silence with chapters: start and end in seconds, title."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mp3", rate=48_000)
        if title:
            container.metadata["title"] = title
        container.set_chapters(
            [
                {
                    "id": index,
                    "start": start * 1000,
                    "end": end * 1000,
                    "time_base": Fraction(1, 1000),
                    "metadata": {"title": name} if name else {},
                }
                for index, (start, end, name) in enumerate(marks)
            ]
        )
        for _ in range(seconds * 10):
            frame = av.AudioFrame(format="s16p", layout="mono", samples=4800)
            frame.sample_rate = 48_000
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def shown(timeline):
    return [(one.title, one.start_ms, one.end_ms) for one in timeline.chapters]


def test_chapters_become_steps_without_a_gap(tmp_path):
    marks = ((2, 4, "Second"), (5, 6, "Third"), (20, 30, "after the end"))
    path = tone(tmp_path / "song.mp3", 8, "A <b>song</b>", marks)
    timeline = chapter_timeline(path, sound_ms(path))
    assert timeline.title == "A <b>song</b>"
    assert timeline.total_ms == pytest.approx(8000, abs=100)
    total = timeline.total_ms
    assert shown(timeline) == [
        ("A <b>song</b>", 0, 2000),
        ("Second", 2000, 5000),
        ("Third", 5000, total),
    ]
    assert timeline.cues == ()


def test_a_file_with_only_sound_is_one_step_named_after_the_file(tmp_path):
    path = tone(tmp_path / "some noise.mp3", 2)
    timeline = chapter_timeline(path, sound_ms(path))
    assert shown(timeline) == [("some noise", 0, timeline.total_ms)]


def test_the_length_is_measured_not_taken_from_the_header(tmp_path):
    path = tone(tmp_path / "song.mp3", 8)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert sound_ms(path) == pytest.approx(4000, abs=200)


@pytest.mark.parametrize(
    "content", [b"", b"no sound at all" * 50, b"ID3\x03\0\0\0\0\0\x0a" + bytes(9)]
)
def test_a_file_without_sound_is_refused(tmp_path, content):
    path = tmp_path / "odd.mp3"
    path.write_bytes(content)
    with pytest.raises(AudioError, match="can't read the sound"):
        chapter_timeline(path, sound_ms(path))
