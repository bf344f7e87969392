"""Pauses that grow share a step's spare time."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.examples import planned
from voiceguide.script import narration, reader
from voiceguide.script.narration import MarkupError, Pause
from voiceguide.script.pauses import Pauses
from voiceguide.timeline import lengths
from voiceguide.timeline.model import Timeline


def session(say: str, seconds: int, more: str = "") -> Timeline:
    steps = f"  - {{id: a, title: A, time: {seconds}s, say: '{say}'{more}}}\n"
    text = f"voiceguide: 1\ntitle: T\nsteps:\n{steps}  - {{id: b, title: B, time: 1m, say: End.}}\n"
    return planned(text, lengths.total_ms(reader.loads(text).lengths))


def gaps(timeline: Timeline) -> list[int]:
    phrases = timeline.cues[0].phrases
    return [after.start_ms - before.end_ms for before, after in pairwise(phrases)]


@given(st.integers(60, 600))
def test_they_share_the_spare_time_equally(seconds: int) -> None:
    timeline = session("Feel the feet. [pause 5s+] The knees. [pause 10s+] Rest.", seconds)
    first, second = gaps(timeline)
    assert second - first == pytest.approx(5_000, abs=2)
    last_word = timeline.cues[0].end_ms
    assert timeline.chapters[0].end_ms == seconds * 1_000
    assert 500 <= timeline.chapters[0].end_ms - last_word <= 1_500


def test_other_pauses_stay_exact() -> None:
    first, second = gaps(session("Feel. [pause 5s] The knees. [pause 1s+] Rest.", 120))
    assert first == 5_000
    assert second > 90_000


def test_at_the_end_it_holds_the_quiet_of_the_step() -> None:
    timeline = session("Feel the feet. [pause 5s+]", 120)
    assert timeline.cues[0].end_ms < 6_000


def test_a_later_cue_keeps_its_room() -> None:
    cue = ", cues: [{at: 90%, say: 'Now come back to the room.'}]"
    timeline = session("Feel the feet. [pause 5s+] The knees.", 120, cue)
    assert [c.text for c in timeline.cues[:2]][1] == "Now come back to the room."
    assert timeline.cues[1].start_ms >= timeline.cues[0].end_ms + 1_000


@settings(max_examples=20)
@given(st.integers(20, 90), st.integers(120, 600))
def test_a_later_cue_keeps_its_time(share: int, seconds: int) -> None:
    cues = f", cues: [{{at: {share}%, say: 'The shoulders, too.'}}, {{at: -9s, say: Come back.}}]"
    timeline = session("Feel the feet. [pause 2s+] The knees. [pause 4s+] Rest.", seconds, cues)
    assert timeline.cues[1].start_ms == pytest.approx(seconds * share * 10, abs=24)
    assert 500 <= timeline.cues[1].start_ms - timeline.cues[0].end_ms <= 3_500


@pytest.mark.parametrize("mark", ["[pause 20s+]", "[Pause: 20 seconds +]", "[PAUSE 20 s+]"])
def test_it_is_written_with_a_plus(mark: str) -> None:
    *_, pause = narration.parse(f"Rest. {mark}", Pauses()).parts
    assert pause == Pause(20_000, grows=True)


@pytest.mark.parametrize("mark", ["[pause +20s]", "[pause 20s++]", "[pause +]"])
def test_a_plus_elsewhere_is_an_error(mark: str) -> None:
    with pytest.raises(MarkupError):
        narration.parse(f"Rest. {mark}", Pauses())
