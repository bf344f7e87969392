"""A new script is good without changes, in every language, whatever its titles are."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.authoring import phrases
from voiceguide.authoring.starter import Answers, started
from voiceguide.errors import InputError
from voiceguide.script import lint, reader
from voiceguide.session.rehearsal import rehearse

TITLES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=36)
NAMES = TITLES.filter(lambda t: any(c.isalnum() for c in t) and not set(t) & set("[]{}<>&*_~`"))


def answers(language: str, *minutes: int, steps: tuple[str, ...] = ()) -> Answers:
    starter = phrases.of(language).starter
    return Answers(
        title=starter.title,
        language=language,
        minutes=tuple(map(Fraction, minutes)),
        steps=steps or starter.steps,
    )


@pytest.mark.parametrize("minutes", [(3,), (10,), (10, 20), (5, 60)], ids=str)
@pytest.mark.parametrize("language", [*phrases.codes(), "it", "pt-BR", "ja"])
def test_it_is_good_in_every_language(language: str, minutes: tuple[int, ...]) -> None:
    script, source = reader.parse(started(answers(language, *minutes), "a.yaml"), name="a")
    found = rehearse(script)
    assert (found.refused, found.unsure) == ((), ())
    assert lint.advise(script, source) == []
    assert sorted(script.lengths.named.values()) == [m * 60_000 for m in minutes]
    assert all(step.title for step in script.steps)


@pytest.mark.parametrize("minutes", [10, 20, 40])
def test_there_is_nothing_to_advise(minutes: int) -> None:
    assert rehearse(reader.loads(started(answers("en", minutes), "a.yaml"))).notes == ()


@pytest.mark.slow
@settings(max_examples=8)
@given(st.lists(NAMES, min_size=1, max_size=6), NAMES)
def test_any_names_will_do(steps: list[str], title: str) -> None:
    asked = Answers(title=title, language="en", minutes=(Fraction(12),), steps=tuple(steps))
    script = reader.loads(started(asked, "a.yaml"))
    assert script.title == title
    assert [step.title for step in script.steps] == steps


@pytest.mark.parametrize("count", [1, 2, 3, 30])
def test_any_number_of_steps_will_do(count: int) -> None:
    steps = tuple(f"Part {number}" for number in range(1, count + 1))
    script = reader.loads(started(answers("en", 20, steps=steps), "a.yaml"))
    assert len(script.steps) == count


def test_steps_that_dont_fit_are_refused_in_one_line() -> None:
    steps = tuple(f"Part {number}" for number in range(20))
    with pytest.raises(InputError, match=r"20 steps don't fit into 1:00; take a longer session"):
        started(answers("en", 1, steps=steps), "a.yaml")


def test_titles_are_said_if_they_can_be() -> None:
    assert reader.loads(started(answers("en", 10), "a.yaml")).announce == "{title}."
    odd = started(answers("en", 10, steps=("Part 7/10", "Rest")), "a.yaml")
    assert reader.loads(odd).announce is None
