import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from voiceguide.script.narration import Sentence
from voiceguide.timeline.model import Cue, CueKind, Phrase, Timeline
from voiceguide.track.sidecars.lrc import lrc


def test_a_session_as_lrc(timeline: Timeline) -> None:
    assert (
        lrc(timeline)
        == """\
[ti:Back massage, tête-à-tête]
[ar:voiceguide]
[length:100:03]
[00:01.50]Lie down & rest.
[100:00.00]With the fleshy part of both thumbs, make small strokes outwards <from the spine>, up to the base of the neck.
"""  # noqa: E501
    )


def test_a_title_over_several_lines_becomes_one(timeline: Timeline) -> None:
    assert lrc(replace(timeline, title="Back\nmassage")).startswith("[ti:Back massage]\n")


@given(st.integers(0, 24 * 60 * 60 * 1000))
def test_a_line_is_shown_when_it_is_spoken_or_less_than_10_ms_before(start_ms: int) -> None:
    phrase = Phrase(sentence=Sentence("Breathe."), start_ms=start_ms, end_ms=start_ms + 1)
    cue = Cue(
        id="c",
        kind=CueKind.COACHING,
        step="s",
        text="Breathe.",
        start_ms=start_ms,
        end_ms=start_ms + 1,
        phrases=(phrase,),
    )
    timeline = Timeline(
        title="t", language="en", total_ms=start_ms + 1, chapters=(), cues=(cue,), chimes=()
    )
    match = re.search(r"^\[(\d{2,}):([0-5]\d)\.(\d\d)\]Breathe\.$", lrc(timeline), re.MULTILINE)
    assert match
    minutes, seconds, hundredths = map(int, match.groups())
    assert 0 <= start_ms - (minutes * 60_000 + seconds * 1_000 + hundredths * 10) < 10
