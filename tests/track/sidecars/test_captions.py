import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from voiceguide.script.narration import Sentence
from voiceguide.timeline.model import Cue, CueKind, Phrase, Timeline
from voiceguide.track.sidecars.captions import captions
from voiceguide.track.sidecars.screen import Caption


def spoken(text: str, start_ms: int = 0, end_ms: int = 60_000) -> Timeline:
    phrase = Phrase(sentence=Sentence(text), start_ms=start_ms, end_ms=end_ms)
    cue = Cue(
        id="c",
        kind=CueKind.COACHING,
        step="s",
        text=text,
        start_ms=start_ms,
        end_ms=end_ms,
        phrases=(phrase,),
    )
    return Timeline(title="t", language="en", total_ms=end_ms, chapters=(), cues=(cue,), chimes=())


def test_a_short_phrase_is_one_line() -> None:
    assert captions(spoken("Breathe out slowly.", 1_000, 2_500)) == (
        Caption(start_ms=1_000, end_ms=2_500, lines=("Breathe out slowly.",)),
    )


def test_a_longer_phrase_is_two_lines_of_about_the_same_length() -> None:
    (caption,) = captions(spoken("Stroke up the back with both hands, then down the sides."))
    assert caption.lines == ("Stroke up the back with both", "hands, then down the sides.")


def test_a_very_long_phrase_shares_its_time_among_captions(timeline: Timeline) -> None:
    shown = captions(timeline)[1:]
    assert [caption.lines for caption in shown] == [
        ("With the fleshy part of both thumbs,", "make small strokes outwards <from the"),
        ("spine>, up to the base of the neck.",),
    ]
    assert shown[0].start_ms == 6_000_000
    assert shown[0].end_ms == shown[1].start_ms == 6_002_162
    assert shown[1].end_ms == 6_003_199


def test_a_line_end_in_the_text_does_not_end_a_caption() -> None:
    assert captions(spoken("one\n\ntwo"))[0].lines == ("one two",)


def test_a_session_without_words_has_no_captions(timeline: Timeline) -> None:
    assert captions(replace(timeline, cues=())) == ()
    assert captions(spoken("  ")) == ()


@given(st.text())
def test_every_word_is_shown_in_lines_that_fit(text: str) -> None:
    shown = captions(spoken(text))
    lines = [line for caption in shown for line in caption.lines]
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= 42 for line in lines)
    assert all(1 <= len(caption.lines) <= 2 for caption in shown)


@given(st.text(alphabet="word ", min_size=1), st.integers(0, 10**8), st.integers(1_000, 10**5))
def test_captions_fill_exactly_the_time_of_their_phrase(text: str, start: int, length: int) -> None:
    shown = captions(spoken(text, start, start + length))
    if text.strip():
        assert shown[0].start_ms == start
        assert shown[-1].end_ms == start + length
        assert all(a.end_ms == b.start_ms for a, b in itertools.pairwise(shown))
        assert all(caption.start_ms < caption.end_ms for caption in shown)
