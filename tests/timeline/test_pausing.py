"""Pauses after sentences grow if a cue would be too fast to follow."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.examples import spoken
from voiceguide.script.narration import Narration, Pause, Sentence
from voiceguide.timeline.pausing import LONGEST_MS, with_longer_pauses
from voiceguide.timeline.utterance import utter
from voiceguide.wording.breaths import count_words

texts = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["press", "breathe", "slowly"]), min_size=1, max_size=14),
        st.sampled_from([".", ".", "?", ".\n\n", ". [pause 200ms]", ". [pause 3s]"]),
    ).map(lambda said: " ".join(said[0]) + said[1]),
    min_size=1,
    max_size=5,
).map(" ".join)


def at(words_a_minute: int, narration: Narration) -> dict[Sentence, int]:
    return {
        sentence: count_words(sentence.text) * 60_000 // words_a_minute
        for sentence in narration.sentences
    }


@given(texts, st.integers(100, 260))
def test_every_cue_can_be_followed_unless_its_pauses_are_as_long_as_they_may_be(
    text: str, words_a_minute: int
) -> None:
    narration = spoken(text)
    said = utter(narration, at(words_a_minute, narration).__getitem__)
    pauses = [after.start_ms - before.end_ms for before, after in pairwise(said.phrases)]
    if narration.most_wpm is None or not pauses:
        return
    counted_ms = said.length_ms - sum(max(0, pause - 2_500) for pause in pauses)
    calm = count_words(narration.text) * 60_000 <= narration.most_wpm * counted_ms
    pairs = zip(pauses, narration.inner_pauses, strict=True)
    assert calm or all(pause >= LONGEST_MS for pause, was in pairs if not was.exact)


@given(texts, st.integers(0, 120_000))
def test_no_pause_gets_shorter_and_those_that_the_author_set_stay(text: str, voice_ms: int) -> None:
    narration = spoken(text)
    grown = with_longer_pauses(narration, voice_ms)
    assert len(grown) == len(narration.parts)
    for before, after in zip(narration.parts, grown, strict=True):
        if isinstance(before, Pause) and isinstance(after, Pause):
            assert before.ms <= after.ms <= max(before.ms, LONGEST_MS)
            assert after.ms == before.ms or not before.exact
        else:
            assert before == after


@given(texts)
def test_a_calm_voice_keeps_the_pauses_of_its_script(text: str) -> None:
    narration = spoken(text)
    assert with_longer_pauses(narration, 10_000_000) == narration.parts
