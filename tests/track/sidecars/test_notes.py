"""Notes on the screen: readable portions in the quiet, never over spoken words."""

import itertools
import re
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.script.narration import Sentence
from voiceguide.timeline.model import Chapter, Cue, CueKind, Phrase, Timeline
from voiceguide.timeline.statistics import silences
from voiceguide.track.sidecars.captions import captions
from voiceguide.track.sidecars.lrc import lrc
from voiceguide.track.sidecars.notes import LEAST_MS, READING, shown_notes
from voiceguide.track.sidecars.screen import LINE, LINES, Caption
from voiceguide.track.sidecars.subrip import subrip
from voiceguide.track.sidecars.webvtt import webvtt

Paragraphs = tuple[tuple[str, ...], ...]


def session(
    *steps: tuple[int, Paragraphs, Sequence[tuple[int, int]]],
) -> Timeline:
    """Steps of (end in seconds, notes, spoken spans in seconds); the first span is the opening."""
    chapters, cues, start = [], [], 0
    for number, (end, notes, spans) in enumerate(steps, start=1):
        name = f"step-{number}"
        chapters.append(
            Chapter(
                step=name,
                number=number,
                title=name,
                start_ms=start * 1000,
                end_ms=end * 1000,
                notes=notes,
            )
        )
        for index, (first, last) in enumerate(spans):
            phrase = Phrase(
                sentence=Sentence("Spoken words."), start_ms=first * 1000, end_ms=last * 1000
            )
            cues.append(
                Cue(
                    id=f"{name}/{index}",
                    kind=CueKind.COACHING if index else CueKind.OPENING,
                    step=name,
                    text="Spoken words.",
                    start_ms=phrase.start_ms,
                    end_ms=phrase.end_ms,
                    phrases=(phrase,),
                )
            )
        start = end
    return Timeline(
        title="T",
        language="en",
        total_ms=start * 1000,
        chapters=tuple(chapters),
        cues=tuple(cues),
        chimes=(),
    )


def speed(caption: Caption) -> float:
    """Characters a second."""
    return len(" ".join(caption.lines)) * 1000 / (caption.end_ms - caption.start_ms)


def words(shown: Sequence[Caption]) -> list[str]:
    return " ".join(line for caption in shown for line in caption.lines).split()


FEVER = "Please don't start with a fever, a wound, an infection or inflammation."
TOWELS = "Later, wash oily towels hot."
SHORT = (("No fever.", "No wound."),)


def test_notes_follow_the_opening() -> None:
    timeline = session((60, ((FEVER,), (TOWELS,)), [(2, 10), (40, 42)]))
    assert shown_notes(timeline) == (
        Caption(
            start_ms=10_000,
            end_ms=14_177,
            lines=("Please don't start with a fever, a", "wound, an infection or inflammation."),
        ),
        Caption(start_ms=14_177, end_ms=15_825, lines=(TOWELS,)),
    )


def test_short_sentences_of_a_paragraph_are_shown_together() -> None:
    (only,) = shown_notes(session((60, SHORT, [(2, 10)])))
    assert only.lines == ("No fever. No wound.",)


def test_a_sentence_too_long_for_the_screen_is_cut_at_a_comma() -> None:
    long = (
        "Don't start with a blood clot, a bleeding disorder, weak or broken bones, a recent "
        "injury or surgery, or severe or unexplained pain."
    )
    shown = shown_notes(session((60, (("Wait.", long, "Ask first."),), [(2, 10)])))
    assert [" ".join(caption.lines)[-1] for caption in shown] == [".", ",", ".", "."]


def test_what_does_not_fit_goes_on_in_later_quiet_at_the_same_speed() -> None:
    timeline = session((30, ((FEVER,), (FEVER,)), [(2, 22), (27, 29)]), (60, (), [(31, 40)]))
    assert [caption.start_ms for caption in shown_notes(timeline)] == [22_000, 40_000]
    assert all(speed(caption) <= READING for caption in shown_notes(timeline))


def test_notes_wait_for_those_of_the_step_before() -> None:
    timeline = session((20, ((FEVER,),), [(2, 19)]), (60, ((TOWELS,),), [(21, 30)]))
    assert words(shown_notes(timeline)) == f"{FEVER} {TOWELS}".split()
    assert [caption.start_ms for caption in shown_notes(timeline)] == [30_000, 34_177]


def test_a_pause_between_two_words_is_no_time_to_read() -> None:
    timeline = session((60, SHORT, [(2, 10), (12, 20)]))
    assert [caption.start_ms for caption in shown_notes(timeline)] == [20_000]


def test_portions_become_smaller_before_they_become_hasty() -> None:
    spans = [(at, at + 1) for at in range(0, 56, 4)]
    shown = shown_notes(session((60, ((FEVER,) * 3,), spans)))
    assert words(shown) == " ".join([FEVER] * 3).split()
    assert all(speed(caption) <= READING for caption in shown)


def test_only_the_notes_without_room_are_shown_in_a_hurry() -> None:
    timeline = session((60, ((FEVER,),), [(2, 10)]), (90, ((FEVER,) * 4,), [(61, 85)]))
    first, *rest = shown_notes(timeline)
    assert speed(first) <= READING
    assert all(speed(caption) > READING for caption in rest)
    assert words([first, *rest]) == " ".join([FEVER] * 5).split()


def test_a_session_that_is_never_quiet_shows_no_notes() -> None:
    timeline = session((20, ((FEVER,),), [(0, 20)]))
    assert shown_notes(timeline) == ()
    assert FEVER in webvtt(timeline)


def test_captions_and_lyrics_have_notes_and_words_in_order_of_time() -> None:
    timeline = session((60, SHORT, [(2, 10), (40, 42)]))
    expected = [
        (2_000, "Spoken words."),
        (10_000, "No fever. No wound."),
        (40_000, "Spoken words."),
    ]
    assert [(one.start_ms, one.lines[0]) for one in captions(timeline)] == expected
    assert "[00:02.00]Spoken words.\n[00:10.00]No fever. No wound.\n[00:40.00]" in lrc(timeline)
    assert "2\n00:00:10,000 --> 00:00:11,118\nNo fever. No wound.\n" in subrip(timeline)


def test_webvtt_starts_with_the_notes_in_one_piece() -> None:
    notes = (("No fever > 38 °C.", "No wound."), ("Look --> there.",))
    text = webvtt(session((60, notes, [(2, 10)]), (90, SHORT, [(61, 62)])))
    assert text.startswith(
        "WEBVTT\n\n"
        "NOTE 1. step-1\nNo fever > 38 °C. No wound.\nLook → there.\n\n"
        "NOTE 2. step-2\nNo fever. No wound.\n\n"
        "00:00:02.000 --> "
    )
    assert "No fever &gt; 38 °C." in text


def test_without_notes_nothing_changes(timeline: Timeline) -> None:
    assert shown_notes(timeline) == ()
    assert "NOTE" not in webvtt(timeline)


sentences = st.lists(
    st.text(alphabet="abc ,-.é漢", min_size=1, max_size=200).filter(lambda text: text.split()),
    min_size=1,
    max_size=3,
).map(tuple)


@st.composite
def sessions(draw: st.DrawFn) -> Timeline:
    steps, now = [], 0
    for _ in range(draw(st.integers(1, 4))):
        spans = []
        for _ in range(draw(st.integers(1, 5))):
            first = now + draw(st.integers(0, 12))
            now = first + draw(st.integers(1, 10))
            spans.append((first, now))
        now += draw(st.integers(0, 40))
        notes = tuple(draw(st.lists(sentences, max_size=3)))
        steps.append((now, notes, spans))
    return session(*steps)


@settings(max_examples=30)
@given(sessions())
def test_notes_are_shown_whole_in_order_and_only_where_nobody_speaks(timeline: Timeline) -> None:
    shown = shown_notes(timeline)
    opened = {cue.step: cue.end_ms for cue in timeline.cues if cue.kind is CueKind.OPENING}
    noted = [chapter for chapter in timeline.chapters if chapter.notes]
    quiet = [(start, end) for start, end in silences(timeline) if end > start]
    assert all(one.start_ms < one.end_ms for one in shown)
    assert all(a.end_ms <= b.start_ms for a, b in itertools.pairwise(shown))
    for one in shown:
        assert any(start <= one.start_ms and one.end_ms <= end for start, end in quiet)
        assert 1 <= len(one.lines) <= LINES
        assert max(map(len, one.lines)) <= LINE
    if shown:
        assert shown[0].start_ms >= opened[noted[0].step]
    if noted and any(end > opened[noted[-1].step] for _, end in quiet):
        whole = " ".join(text for chapter in noted for text in chapter.paragraphs)
        assert "".join(words(shown)) == "".join(whole.split())


@settings(max_examples=30)
@given(sessions())
def test_nobody_must_read_faster_than_they_can_if_there_is_time(timeline: Timeline) -> None:
    """Half a minute of quiet at the end, and more for long notes."""
    letters = sum(len(text) for chapter in timeline.chapters for text in chapter.paragraphs)
    (*first, last), spare = timeline.chapters, 30_000 + letters * 200
    roomy = session(
        *(
            (
                (chapter.end_ms + (spare if chapter is last else 0)) // 1000,
                chapter.notes,
                [
                    (cue.start_ms // 1000, cue.end_ms // 1000)
                    for cue in timeline.cues
                    if cue.step == chapter.step
                ],
            )
            for chapter in (*first, last)
        )
    )
    for one in shown_notes(roomy):
        assert one.end_ms - one.start_ms >= LEAST_MS
        assert speed(one) <= READING


@settings(max_examples=30)
@given(sessions())
def test_lyrics_and_captions_agree(timeline: Timeline) -> None:
    times = re.findall(r"^\[(\d+):(\d\d)\.(\d\d)\]", lrc(timeline), re.MULTILINE)
    found = [(int(m) * 60 + int(s)) * 1000 + int(c) * 10 for m, s, c in times]
    expected = [caption.start_ms for caption in captions(timeline)]
    assert len(found) == len(expected)
    assert all(0 <= b - a < 10 for a, b in zip(found, expected, strict=True))
