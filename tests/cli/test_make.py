"""Whole sessions, made by the command and examined with other people's readers."""

import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import Outcome, Run, chapters, execute, length_ms, lines, samples
from voiceguide.timecode import SAMPLES_PER_MS

STEPS = [
    "Welcome and safety",
    "1. Position",
    "2. Spread the oil",
    "3. Base of the neck",
    "4. Up and down",
    "5. Thumbs outward",
    "6. Tight places",
    "7. Shoulder shake",
    "8. Shoulder blade",
    "9. Shoulder tops",
    "10. Heels of the hands",
    "11. Finishing strokes",
    "Rest and aftercare",
]
ASKED = ("back-massage", "--length", "short", "-o", "s.mp3", "--with", "timeline,captions,chapters")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the first session of the README is made, with the default voice."""
    return tmp_path_factory.mktemp("massage")


@pytest.fixture(scope="module")
def made(folder: Path) -> Outcome:
    return execute(
        "make", *ASKED, cwd=folder, environment={"VOICEGUIDE_CACHE": str(folder / "cache")}
    )


@pytest.fixture(scope="module")
def track(folder: Path, made: Outcome) -> Path:
    assert made.code == 0
    return folder / "s.mp3"


def listener(name: str, *arguments: str) -> Callable[[Path], subprocess.CompletedProcess[str]]:
    """Returns another program that reads tracks; skips the test if it isn't installed."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return lambda track: subprocess.run(
        [name, *arguments, str(track)], capture_output=True, text=True, timeout=60, check=True
    )


@pytest.mark.slow
def test_the_files_that_were_made_are_named(made: Outcome, track: Path) -> None:
    assert lines(made.out) == [
        "s.mp3: 10:00, 13 chapters",
        "s.timeline.json",
        "s.vtt",
        "s.srt",
        "s.chapters.json",
    ]
    assert made.err == "Speaking the cues ...\nMaking the track ...\n"
    present = {path.name for path in track.parent.iterdir()}
    assert present == {"cache", *(line.partition(":")[0] for line in lines(made.out))}


def test_the_track_is_exact_to_the_sample(track: Path) -> None:
    assert samples(track) == 600_000 * SAMPLES_PER_MS


def test_there_is_a_chapter_for_each_step_in_order_and_without_gaps(track: Path) -> None:
    found = chapters(track)
    assert [title for title, _, _ in found] == STEPS
    assert [start for _, start, _ in found] == [0, *(end for _, _, end in found[:-1])]
    assert found[-1][2] == 600_000


def test_ffprobe_reads_the_same_chapters_and_length(track: Path) -> None:
    probe = listener("ffprobe", "-v", "warning", "-show_format", "-show_chapters", "-of", "json")
    seen = probe(track)
    assert seen.stderr == ""
    answer = json.loads(seen.stdout)
    assert answer["format"]["duration"] == "600.000000"
    assert answer["format"]["tags"]["title"] == "Back massage in eleven steps"
    assert [
        (chapter["tags"]["title"], round(float(chapter["start_time"]) * 1000))
        for chapter in answer["chapters"]
    ] == [(title, start) for title, start, _ in chapters(track)]


def test_ffmpeg_decodes_it_without_a_warning(track: Path) -> None:
    decode = listener("ffmpeg", "-v", "warning", "-nostdin", "-f", "null", "-", "-i")
    assert decode(track).stderr == ""


def test_mpg123_decodes_it_without_a_warning(track: Path) -> None:
    decoded = listener("mpg123", "-q", "--test")(track)
    assert (decoded.stdout, decoded.stderr) == ("", "")


def test_mp3val_finds_nothing_wrong(track: Path) -> None:
    checked = listener("mp3val")(track)
    assert "WARNING" not in checked.stdout + checked.stderr


def test_sidecars_and_chapters_agree(track: Path) -> None:
    timeline = json.loads(track.with_suffix(".timeline.json").read_text(encoding="utf-8"))
    podcast = json.loads(track.with_suffix(".chapters.json").read_text(encoding="utf-8"))
    inside = chapters(track)
    assert timeline["total_ms"] == 600_000
    assert [(chapter["start_ms"], chapter["end_ms"]) for chapter in timeline["chapters"]] == [
        (start, end) for _, start, end in inside
    ]
    assert [
        (chapter["title"], round(chapter["startTime"] * 1000)) for chapter in podcast["chapters"]
    ] == [(title, start) for title, start, _ in inside]


def test_captions_have_the_timelines_words_at_the_timelines_times(track: Path) -> None:
    timeline = json.loads(track.with_suffix(".timeline.json").read_text(encoding="utf-8"))
    vtt = track.with_suffix(".vtt").read_text(encoding="utf-8")
    srt = track.with_suffix(".srt").read_text(encoding="utf-8")
    times = re.findall(r"(\d\d:\d\d:\d\d\.\d{3}) --> (\d\d:\d\d:\d\d\.\d{3})", vtt)
    assert times == [
        (start.replace(",", "."), end.replace(",", "."))
        for start, end in re.findall(r"(\S+) --> (\S+)", srt)
    ]
    starts = [_ms(start) for start, _ in times]
    ends = [_ms(end) for _, end in times]
    for cue in timeline["cues"]:
        assert cue["start_ms"] in starts
        assert cue["end_ms"] in ends
    shown = [line for line in lines(vtt) if "-->" not in line and line != "WEBVTT"]
    words = html.unescape(" ".join(shown))
    for cue in timeline["cues"]:
        assert cue["text"] in words


def _ms(timestamp: str) -> int:
    hours, minutes, seconds = timestamp.split(":")
    return round((int(hours) * 3600 + int(minutes) * 60) * 1000 + float(seconds) * 1000)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("minutes", "total_ms", "name"),
    [
        ("7", 420_000, "back-massage-7m.mp3"),
        ("13.5", 810_000, "back-massage-13m30s.mp3"),
        ("20", 1_200_000, "back-massage-20m.mp3"),
        ("37", 2_220_000, "back-massage-37m.mp3"),
        ("70", 4_200_000, "back-massage-70m.mp3"),
    ],
)
def test_any_length_from_seven_to_seventy_minutes_is_exact(
    minutes: str, total_ms: int, name: str, run: Run, work: Path
) -> None:
    outcome = run("make", "--minutes", minutes, "--engine", "silent", "--bed", "none")
    assert outcome.code == 0
    assert outcome.out.startswith(f"{name}: ")
    found = chapters(work / name)
    assert [title for title, _, _ in found] == STEPS
    assert [start for _, start, _ in found] == [0, *(end for _, _, end in found[:-1])]
    assert found[-1][2] == total_ms
    assert length_ms(work / name) == total_ms


@pytest.mark.slow
def test_the_same_command_gives_the_same_bytes(work: Path, cache: Path) -> None:
    everything = "captions,chapters,timeline,lyrics"
    seen = []
    for name in ("one", "one", "other"):
        environment = {"VOICEGUIDE_CACHE": str(cache / name)}
        made = execute(
            "make", "small.yaml", "--with", everything, cwd=work, environment=environment
        )
        assert made.code == 0
        files = [work / line.partition(":")[0] for line in lines(made.out)]
        seen.append([(file.name, file.read_bytes()) for file in files])
        for file in files:
            file.unlink()
    assert [name for name, _ in seen[0]] == [
        "small-2m.mp3",
        "small-2m.vtt",
        "small-2m.srt",
        "small-2m.chapters.json",
        "small-2m.timeline.json",
        "small-2m.lrc",
    ]
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.slow
def test_no_other_program_is_needed(work: Path) -> None:
    """No warning about missing programs appears either."""
    (work / "empty").mkdir()
    outcome = execute(
        "make", "small.yaml", cwd=work, environment={"PATH": str(work / "empty"), "LANG": "C"}
    )
    assert outcome.code == 0
    assert outcome.err == "Speaking the cues ...\nMaking the track ...\n"
    assert samples(work / "small-2m.mp3") == 120_000 * SAMPLES_PER_MS


@pytest.mark.slow
def test_another_voice_changes_the_words_but_not_the_steps(run: Run, work: Path) -> None:
    voices = [[], ["--rate", "110"], ["--voice", "gmw/en-gb-x-rp"], ["--engine", "silent"]]
    tracks = [work / f"{number}.mp3" for number in range(len(voices))]
    for options, track in zip(voices, tracks, strict=True):
        assert run("make", "small.yaml", "-o", track, *options).code == 0
    assert {tuple(chapters(track)) for track in tracks} == {
        (("1. One", 0, 60_000), ("2. Two", 60_000, 120_000))
    }
    assert {samples(track) for track in tracks} == {120_000 * SAMPLES_PER_MS}
    assert len({track.read_bytes() for track in tracks}) == len(tracks)


@pytest.mark.slow
def test_a_faster_voice_does_not_move_the_steps_of_the_massage(run: Run) -> None:
    starts = []
    for rate in ("170", "200"):
        outcome = run("plan", "--engine", "silent", "--rate", rate, "--json")
        assert outcome.code == 0
        timeline = json.loads(outcome.out)
        starts.append([chapter["start_ms"] for chapter in timeline["chapters"]])
        assert timeline["total_ms"] == 1_200_000
    assert starts[0] == starts[1]


def test_a_script_of_another_kind_can_be_made(run: Run, work: Path) -> None:
    outcome = run("make", "box-breathing", "--engine", "silent", "--bed", "none")
    assert outcome.code == 0
    assert outcome.out == "box-breathing-5m.mp3: 5:00, 5 chapters\n"
    assert chapters(work / "box-breathing-5m.mp3")[0][0] == "Welcome"


def test_the_track_goes_into_the_current_folder_not_beside_the_script(run: Run, work: Path) -> None:
    (work / "mine").mkdir()
    (work / "small.yaml").rename(work / "mine" / "evening.v2.yaml")
    outcome = run("make", "mine/evening.v2.yaml", "--engine", "silent", "--with", "lyrics")
    assert outcome.code == 0
    assert lines(outcome.out) == ["evening.v2-2m.mp3: 2:00, 2 chapters", "evening.v2-2m.lrc"]
    assert (work / "evening.v2-2m.lrc").is_file()
    assert [path.name for path in (work / "mine").iterdir()] == ["evening.v2.yaml"]


@pytest.mark.slow
def test_the_users_own_bed_is_heard(run: Run, work: Path) -> None:
    make = ("make", "small.yaml", "--engine", "silent", "-o")
    assert run(*make, "bed.mp3").code == 0
    assert run(*make, "quiet.mp3", "--bed", "none").code == 0
    assert run(*make, "own.mp3", "--bed", "bed.mp3").code == 0
    assert len({(work / f"{name}.mp3").read_bytes() for name in ("bed", "quiet", "own")}) == 3
    assert samples(work / "own.mp3") == 120_000 * SAMPLES_PER_MS


def test_sidecars_can_be_listed_with_commas_spaces_and_repeats(run: Run, work: Path) -> None:
    outcome = run("make", "small.yaml", "--engine", "silent", "--with", "lyrics, chapters,,lyrics,")
    assert outcome.code == 0
    assert lines(outcome.out)[1:] == ["small-2m.lrc", "small-2m.chapters.json"]
