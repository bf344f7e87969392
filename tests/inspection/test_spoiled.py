"""Faults in a file are found, with their names and places; nothing else is reported."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.inspection.conftest import Spoken
from tests.inspection.spoiling import Samples, chime, failing, moved, phrases, write_track
from voiceguide.cli import app
from voiceguide.inspection.check import Verdict
from voiceguide.inspection.planned import plan_checks
from voiceguide.inspection.report import inspect
from voiceguide.timeline.model import ChimeKind, CueKind, Timeline
from voiceguide.track.tags import Mark

Spoilt = tuple[Samples, Timeline]


def test_a_freshly_made_session_passes(spoken):
    report = inspect(spoken.path)
    assert report.planned
    assert [(check.name, check.value, check.where) for check in report.failed] == []


@pytest.mark.slow
def test_decoding_and_encoding_it_again_spoils_nothing(spoken, tmp_path):
    path = write_track(tmp_path / "again.mp3", spoken.sound, spoken.timeline)
    assert failing(inspect(path)) == set()


def shifted_cue(sound: Samples, timeline: Timeline) -> Spoilt:
    """One sentence comes 300 ms late."""
    phrase = phrases(timeline)[-1]
    start, end = phrase.start_ms * 48, (phrase.end_ms + 400) * 48
    sound[start:end] = np.roll(sound[start:end], 300 * 48)
    return sound, timeline


def early_cue(sound: Samples, timeline: Timeline) -> Spoilt:
    phrase = phrases(timeline)[-1]
    start, end = (phrase.start_ms - 400) * 48, phrase.end_ms * 48
    sound[start:end] = np.roll(sound[start:end], -300 * 48)
    return sound, timeline


def missing_cue(sound: Samples, timeline: Timeline) -> Spoilt:
    phrase = phrases(timeline)[3]
    start, end = phrase.start_ms * 48, phrase.end_ms * 48
    first = phrases(timeline)[2].end_ms * 48 + 48_000
    sound[start:end] = sound[first : first + end - start]  # room tone
    return sound, timeline


def clipped(sound: Samples, timeline: Timeline) -> Spoilt:
    phrase = phrases(timeline)[2]
    start, end = phrase.start_ms * 48, phrase.end_ms * 48
    louder = sound[start:end].astype(np.int32) * 3
    sound[start:end] = np.clip(louder, -32768, 32767)
    return sound, timeline


def chime_over_speech(sound: Samples, timeline: Timeline) -> Spoilt:
    switch = chime(timeline, ChimeKind.SWITCH)
    words = [p for p in phrases(timeline) if p.start_ms < switch.start_ms][-1]
    by_ms = words.start_ms + 200 - switch.start_ms
    first, last = switch.start_ms * 48, switch.end_ms * 48
    sound[first + by_ms * 48 : last + by_ms * 48] += sound[first:last] // 2
    return sound, moved(timeline, switch, by_ms)


def click(sound: Samples, timeline: Timeline) -> Spoilt:
    """The wave jumps where a sentence ends, and comes back slowly."""
    at = phrases(timeline)[4].end_ms * 48
    fall = 2000 * np.exp(-np.arange(4800) / 1200)
    sound[at : at + 4800] += fall.astype(np.int16)
    return sound, timeline


def cut_word(sound: Samples, timeline: Timeline) -> Spoilt:
    """A sentence's last 40 ms begin without a fade."""
    phrase = phrases(timeline)[4]
    at = (phrase.start_ms + phrase.end_ms) // 2 * 48
    loudest = at + int(np.argmax(np.abs(sound[at : at + 4800])))
    end = phrase.end_ms * 48 + 480
    sound[end - 480 : end] = sound[loudest - 479 : loudest + 1]
    return sound, timeline


def silence(sound: Samples, timeline: Timeline) -> Spoilt:
    at = (phrases(timeline)[-1].end_ms + 1000) * 48
    sound[at : at + 3 * 48_000] = 0
    return sound, timeline


def short_tail(sound: Samples, timeline: Timeline) -> Spoilt:
    """The end chime breaks off with the track."""
    return sound[: -100 * 1152], timeline


def no_fade(sound: Samples, timeline: Timeline) -> Spoilt:
    sound[-24_000:] = np.random.default_rng(2).normal(0, 33, 24_000).astype(np.int16)
    return sound, timeline


def end_over_words(sound: Samples, timeline: Timeline) -> Spoilt:
    """By the plan the track ends with its chime still ringing."""
    return sound, moved(timeline, chime(timeline, ChimeKind.END), 500)


def swapped_steps(sound: Samples, timeline: Timeline) -> Spoilt:
    """The plan's second step comes before its first."""
    first, second, third = timeline.chapters
    chapters = (
        replace(second, start_ms=0, end_ms=second.end_ms - second.start_ms),
        replace(first, start_ms=second.end_ms - second.start_ms, end_ms=second.end_ms),
        third,
    )
    return sound, replace(timeline, chapters=chapters)


def swapped_sound(sound: Samples, timeline: Timeline) -> Spoilt:
    """The sounds of the first and the second step are swapped."""
    second = timeline.chapters[1].start_ms * 48
    third = timeline.chapters[2].start_ms * 48
    sound[:third] = np.concatenate((sound[second:third], sound[:second]))
    return sound, timeline


def shorter_side(sound: Samples, timeline: Timeline) -> Spoilt:
    """The first side loses 5 s to the second."""
    switch = chime(timeline, ChimeKind.SWITCH)
    earlier = moved(timeline, switch, -5000)
    first, step, last = earlier.chapters
    one, other = step.sides
    sides = (
        replace(one, end_ms=one.end_ms - 5000),
        replace(other, start_ms=other.start_ms - 5000),
    )
    return sound, replace(earlier, chapters=(first, replace(step, sides=sides), last))


def switch_elsewhere(sound: Samples, timeline: Timeline) -> Spoilt:
    """The chime comes during the first side, whatever the plan of sides says."""
    return sound, moved(timeline, chime(timeline, ChimeKind.SWITCH), -3000)


def quiet_sentence(sound: Samples, timeline: Timeline) -> Spoilt:
    phrase = phrases(timeline)[2]
    sound[phrase.start_ms * 48 : phrase.end_ms * 48] //= 2
    return sound, timeline


def loud_chime(sound: Samples, timeline: Timeline) -> Spoilt:
    switch = chime(timeline, ChimeKind.SWITCH)
    sound[switch.start_ms * 48 : switch.end_ms * 48] *= 2
    return sound, timeline


def no_heads_up(sound: Samples, timeline: Timeline) -> Spoilt:
    first = next(cue for cue in timeline.cues if cue.kind is CueKind.AHEAD)
    return sound, replace(timeline, cues=tuple(cue for cue in timeline.cues if cue != first))


def late_heads_up(sound: Samples, timeline: Timeline) -> Spoilt:
    cues = tuple(
        replace(cue, start_ms=cue.start_ms + 4000) if cue.kind is CueKind.AHEAD else cue
        for cue in timeline.cues
    )
    return sound, replace(timeline, cues=cues)


def hasty_reminder(sound: Samples, timeline: Timeline) -> Spoilt:
    opening, reminder = timeline.cues[:2]
    length_ms = reminder.end_ms - reminder.start_ms
    at = opening.end_ms + 1_000
    hasty = replace(reminder, start_ms=at, end_ms=at + length_ms)
    return sound, replace(timeline, cues=(opening, hasty, *timeline.cues[2:]))


def offset(sound: Samples, timeline: Timeline) -> Spoilt:
    return sound + np.int16(200), timeline


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "faults"),
    [
        (shifted_cue, {"speech in its place", "nothing out of place"}),
        (early_cue, {"speech in its place", "nothing out of place"}),
        (missing_cue, {"speech in its place", "speech evenness"}),
        (clipped, {"clipped runs", "true peak", "speech evenness"}),
        (click, {"clicks"}),
        (cut_word, {"clicks"}),
        (silence, {"digital silence"}),
        (short_tail, {"duration", "fade-out"}),
        (no_fade, {"fade-out"}),
        (quiet_sentence, {"speech evenness"}),
        (loud_chime, {"chime loudness"}),
        (offset, {"DC", "fade-out"}),
    ],
)
def test_a_spoiled_sound_fails_where_it_is_spoiled_and_nowhere_else(
    spoken: Spoken, tmp_path: Path, spoil: Callable[[Samples, Timeline], Spoilt], faults: set[str]
):
    sound, timeline = spoil(spoken.sound.copy(), spoken.timeline)
    assert failing(inspect(write_track(tmp_path / "spoiled.mp3", sound, timeline))) == faults


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (chime_over_speech, "chime over speech"),
        (swapped_steps, "order of steps"),
        (swapped_sound, "chimes in their place"),
        (shorter_side, "equal sides"),
    ],
)
def test_a_spoiled_session_fails_where_it_is_spoiled(
    spoken: Spoken, tmp_path: Path, spoil: Callable[[Samples, Timeline], Spoilt], fault: str
):
    sound, timeline = spoil(spoken.sound.copy(), spoken.timeline)
    assert fault in failing(inspect(write_track(tmp_path / "spoiled.mp3", sound, timeline)))


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (chime_over_speech, "chime over speech"),
        (end_over_words, "tail"),
        (swapped_steps, "order of steps"),
        (shorter_side, "equal sides"),
        (switch_elsewhere, "equal sides"),
        (no_heads_up, "heads-ups"),
        (late_heads_up, "heads-ups"),
        (hasty_reminder, "one order at a time"),
    ],
)
def test_a_spoiled_plan_is_found_before_the_track_has_its_name(
    spoken: Spoken, spoil: Callable[[Samples, Timeline], Spoilt], fault: str
):
    _, timeline = spoil(spoken.sound.copy(), spoken.timeline)
    checks = plan_checks(timeline)
    assert fault in {check.name for check in checks if check.verdict is Verdict.FAIL}


@pytest.mark.slow
def test_a_chapter_off_by_a_second_is_found_and_named(spoken, tmp_path, capsys):
    marks = [
        Mark(start_ms=chapter.start_ms, end_ms=chapter.end_ms, title=chapter.label)
        for chapter in spoken.timeline.chapters
    ]
    late = marks[1].start_ms + 1000
    marks[0], marks[1] = replace(marks[0], end_ms=late), replace(marks[1], start_ms=late)
    path = write_track(tmp_path / "spoiled.mp3", spoken.sound, spoken.timeline, marks=marks)
    assert app.run(["inspect", str(path)]) == 1
    assert "1 of 43 checks failed: chapters" in capsys.readouterr().out


@pytest.mark.slow
def test_a_fault_is_shown_with_its_place(spoken, tmp_path):
    sound, timeline = click(spoken.sound.copy(), spoken.timeline)
    [fault] = inspect(write_track(tmp_path / "spoiled.mp3", sound, timeline)).failed
    seconds = phrases(timeline)[4].end_ms // 1000
    assert fault.where.startswith(f"{seconds // 60}:{seconds % 60:02}.")
