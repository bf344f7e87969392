"""How fast each sentence may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.examples import calm
from voiceguide.script import library, reader
from voiceguide.script.narration import Sentence
from voiceguide.timeline.outline import outline
from voiceguide.timeline.pacing import _levelled, most_wpm
from voiceguide.wording.breaths import count_words

BREATHING = reader.load(library.find("box-breathing"))


@given(
    said=st.lists(st.tuples(st.integers(1, 16), st.integers(200, 6_000)), min_size=1, max_size=6),
    least_ms=st.integers(0, 60_000),
)
def test_only_the_quickest_sentences_get_slower_and_no_more_than_needed(
    said: list[tuple[int, int]], least_ms: int
) -> None:
    limit = _levelled(said, least_ms)
    if limit is None:
        assert sum(ms for _, ms in said) >= least_ms
        return
    slowed = [max(ms, words * 60_000 / limit) for words, ms in said]
    assert sum(slowed) == pytest.approx(least_ms, abs=1)


def test_a_sentence_alone_has_the_limit_of_its_kind_of_voice() -> None:
    session = outline(BREATHING, 600_000)
    alone = Sentence("Soften your jaw and your belly.")
    for kind, limit in (("formant", 150), ("natural", 140)):
        assert most_wpm(session, kind, calm)[alone] == limit


def test_a_count_has_no_limit() -> None:
    session = outline(BREATHING, 600_000)
    assert Sentence("Two.") not in most_wpm(session, "formant", lambda _: 300)


@pytest.mark.parametrize("words_a_minute", [120, 200, 300])
def test_a_sentence_beside_others_is_at_most_a_quarter_quicker_than_one_alone(
    words_a_minute: int,
) -> None:
    def quick(said: Sentence) -> int:
        return count_words(said.text) * 60_000 // words_a_minute

    limits = most_wpm(outline(BREATHING, 600_000), "formant", quick)
    assert limits[Sentence("Just notice the breath moving.")] <= 1.25 * 150


def test_a_workout_may_be_said_faster() -> None:
    def most(style: str) -> float:
        step = "{id: a, title: A, time: 1m, say: Lift both of your knees as high as you can.}"
        text = f"voiceguide: 1\ntitle: T\n{style}steps:\n  - {step}\n"
        planned = outline(reader.loads(text), 60_000)
        return max(most_wpm(planned, "natural", lambda _: 1_000).values())

    assert most("style: workout\n") == 1.25 * most("style: rest\n") == 1.25 * most("")
