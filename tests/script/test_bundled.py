"""The bundled scripts keep their promises with any voice."""

import re
from collections.abc import Iterator, Mapping

import pytest

from voiceguide import resources
from voiceguide.script import choice, library, lint, narration, reader
from voiceguide.script.model import Script
from voiceguide.script.source import Source
from voiceguide.script.step import Step

# Seconds per step for least, short, standard, long, deep, most: the columns of the design, but for
# the first and the last minute. The close needs words, four seconds of quiet and the bowl; what is
# said before the first touch needs more where there is little time. The work gives what they take.
SECONDS = {
    "welcome": (48, 54, 60, 75, 90, 90),
    "position": (32, 40, 60, 70, 80, 80),
    "oil": (20, 35, 60, 80, 115, 115),
    "neck-base": (30, 45, 90, 180, 240, 300),
    "up-and-down": (35, 62, 140, 295, 480, 560),
    "outward-thumbs": (35, 50, 120, 240, 360, 420),
    "tight-spots": (36, 53, 140, 360, 540, 600),
    "shoulder-shake": (30, 40, 80, 150, 200, 230),
    "shoulder-blade": (40, 60, 140, 320, 480, 540),
    "shoulder-tops": (30, 45, 100, 210, 320, 380),
    "heels-of-hands": (35, 50, 110, 240, 380, 460),
    "finishing-strokes": (25, 40, 60, 135, 240, 350),
    "close": (24, 26, 40, 45, 75, 75),
}
MINUTES = {"least": 7, "short": 10, "standard": 20, "long": 40, "deep": 60, "most": 70}

SAFETY = """
fever; blood clot; bleeding disorder; blood thinners; weak or broken bones; wound; infection;
inflammation; infectious skin disease; alcohol; recent injury or surgery;
severe or unexplained pain; ask a professional first; pregnancy; cancer; heart problems;
fragile skin; sharp, spreading or tingling pain; numbness; dizziness; say stop
"""
GROUPS = """
fever; blood clot; bleeding disorder; blood thinners; weak or broken bones; wound; infection;
inflammation; skin disease; alcohol; injury or surgery; severe pain; ask a doctor; pregnancy;
cancer; heart problems; fragile skin; sharp, spreading or tingling pain; numbness; dizziness;
say stop; the notes have the full list
"""
URGENT = ("saddle", "bladder or bowel change", "leg weakness", "urgent care")


@pytest.fixture(scope="module", params=library.names())
def bundled(request) -> tuple[Script, Source]:
    path = resources.scripts() / f"{request.param}.yaml"
    return reader.parse(reader.read_text(path), name=str(path))


@pytest.fixture(scope="module")
def massage() -> Script:
    return reader.load(library.find("back-massage"))


def step(script: Script, name: str) -> Step:
    return next(step for step in script.steps if step.id == name)


def opening(script: Script, name: str, length: str) -> str:
    """Returns a step's words at a named length: its own variant, or that of the next shorter."""
    said = step(script, name).say
    assert isinstance(said, Mapping)
    names = list(script.lengths.named)
    shorter = [other for other in names[: names.index(length) + 1] if other in said]
    return " ".join(said[shorter[-1]].split())


def asleep(script: Script, length: str) -> str:
    """Returns the last step's words for falling asleep at a named length."""
    said = script.steps[-1].sleep
    assert isinstance(said, Mapping)
    _, text = choice.chosen(said, script.lengths.named, script.lengths.named[length])
    return " ".join(text.split())


def texts(value: object) -> Iterator[str]:
    """Yields every narration within a part of the script."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from texts(inner)


def narrations(script: Script) -> Iterator[str]:
    yield from texts([script.announce, script.halfway])
    yield from texts([[pool.say, pool.first] for pool in script.reminders.values()])
    for part in script.steps:
        yield from texts([part.say, part.ahead, [cue.say for cue in part.cues]])
        if part.sides:
            yield from texts([part.sides.say, part.sides.ahead])


def test_it_loads_and_needs_no_advice(bundled):
    script, source = bundled
    assert lint.advise(script, source) == []


def test_no_sentence_is_longer_than_sixteen_words_nor_has_digits(bundled):
    script, _ = bundled
    found = 0
    for text in narrations(script):
        for said in narration.parse(text, script.pauses.narration()).sentences:
            found, sentence = found + 1, said.text
            assert len(sentence.split()) <= 16, sentence
            assert not re.search(r"\d", sentence), sentence
    assert found > 20


def test_the_words_to_avoid_are_listed_and_avoided(bundled):
    script, _ = bundled
    if script.language == "en":
        assert {"toxin", "cure", "treat", "heal"} <= set(script.avoid)
    avoid = re.compile(rf"\b({'|'.join(script.avoid)})\b", re.IGNORECASE)
    for text in narrations(script):
        assert not avoid.search(re.sub(r"\{\w+\}", "", text)), text


def test_the_massage_has_thirteen_steps_eleven_of_them_numbered(massage):
    assert [step.id for step in massage.steps] == list(SECONDS)
    assert [step.id for step in massage.steps if not step.numbered] == ["welcome", "close"]
    assert all(step.only is None for step in massage.steps)
    assert {"left", "right"} <= set(massage.avoid)


@pytest.mark.parametrize("name", SECONDS)
def test_every_step_of_the_massage_has_exactly_the_seconds_of_the_design(massage, name):
    column = dict(zip(MINUTES, (seconds * 1000 for seconds in SECONDS[name]), strict=True))
    assert step(massage, name).time == column


def test_the_columns_of_the_massage_sum_to_its_lengths(massage):
    assert massage.lengths.named == {name: m * 60_000 for name, m in MINUTES.items()}
    assert massage.lengths.default_name == "standard"
    for index, minutes in enumerate(MINUTES.values()):
        assert sum(seconds[index] for seconds in SECONDS.values()) == minutes * 60


@pytest.mark.parametrize("length", MINUTES)
def test_who_had_better_wait_is_said_before_the_first_touch(massage, length):
    """In full or, where there is little time, in few words that say where the full list stands."""
    said = opening(massage, "welcome", length).casefold()
    terms = GROUPS if length in ("least", "short") else SAFETY
    assert [t for t in (" ".join(t.split()) for t in terms.split(";")) if t not in said] == []
    assert massage.steps[0].id == "welcome"


@pytest.mark.parametrize("length", ["least", "short"])
def test_where_there_is_little_time_it_takes_at_most_sixty_words(massage, length):
    said = opening(massage, "welcome", length)
    assert len(said[said.index("Please wait") :].split()) <= 60


@pytest.mark.parametrize("length", MINUTES)
def test_a_greeting_and_a_breath_come_first_and_the_preparation_before_the_oil(massage, length):
    assert re.match(r"Welcome\b.*? Take one slow breath", opening(massage, "welcome", length))
    said = opening(massage, "position", length)
    for word in ("towels", "oil", "rings", "volume", "bare", "face down", "head", "pillow"):
        assert word in said.casefold(), word
    assert "catch fire" in said


@pytest.mark.parametrize("length", MINUTES)
@pytest.mark.parametrize("sleep", [False, True])
def test_at_the_close_the_hands_leave_and_what_comes_last_is_kind(massage, length, sleep):
    close = step(massage, "close")
    said = opening(massage, "close", length) if not sleep else asleep(massage, length)
    assert re.match(r"Let your hands (come to )?rest", said)
    assert "lift them away" in said
    assert "fire" not in said
    assert close.still
    if sleep:
        assert not re.search(r"water|soreness|rise|getting up", said)
    else:
        assert said.index("Thank you") < said.index("Partner, ")


@pytest.mark.parametrize("length", ["long", "deep", "most"])
def test_signs_that_need_urgent_care_are_said_in_long_sessions(massage, length):
    said = opening(massage, "welcome", length).casefold()
    assert [term for term in URGENT if term not in said] == []


def test_signs_that_need_urgent_care_and_burning_towels_are_in_the_notes(massage):
    notes = step(massage, "welcome").notes
    assert isinstance(notes, str)
    shown = " ".join(notes.split())
    assert [term for term in (*URGENT, "catch fire") if term not in shown] == []


@pytest.mark.parametrize("length", MINUTES)
@pytest.mark.parametrize(
    "name",
    ["neck-base", "outward-thumbs", "shoulder-blade", "heels-of-hands", "finishing-strokes"],
)
def test_the_spine_is_never_pressed(massage, name, length):
    assert re.search(r"spine, never on it", opening(massage, name, length))


@pytest.mark.parametrize("length", MINUTES)
def test_the_throat_is_never_touched_and_the_lower_back_only_lightly(massage, length):
    assert "never touch the throat or front of the neck" in opening(
        massage, "shoulder-tops", length
    )
    assert "lighten below the ribs" in opening(massage, "heels-of-hands", length)


def test_steps_with_sides_have_them_at_every_length_or_from_twenty_minutes(massage):
    sided = {step.id: step.sides.only for step in massage.steps if step.sides}
    assert list(sided) == ["tight-spots", "shoulder-shake", "shoulder-blade", "shoulder-tops"]
    assert sided["shoulder-shake"] is None
    assert sided["shoulder-blade"] is None
    for name in ("tight-spots", "shoulder-tops"):
        assert sided[name] is not None
        assert (sided[name].from_, sided[name].below) == ("standard", None)


@pytest.mark.parametrize("length", ["least", "short"])
@pytest.mark.parametrize("name", ["tight-spots", "shoulder-tops"])
def test_a_step_without_its_sides_names_no_side(massage, name, length):
    assert "{side}" not in opening(massage, name, length)


def test_reminders_come_at_the_intervals_of_the_design(massage):
    minutes = {name: pool.every / 60_000 for name, pool in massage.reminders.items()}
    assert minutes["pressure"] <= 6
    assert 5 <= minutes["head"] <= 8
    assert 3 <= minutes["breath"] <= 5
    assert 4 <= minutes["posture"] <= 6
    assert massage.reminders["thumbs"].after == 90_000
    for name in ("outward-thumbs", "tight-spots", "shoulder-tops", "heels-of-hands"):
        assert "pressure" in step(massage, name).reminds


def test_no_reminder_asks_a_question_that_needs_arithmetic(massage):
    for pool in massage.reminders.values():
        assert not [text for text in pool.say if re.search(r"\b(ten|seven)\b", text)]
