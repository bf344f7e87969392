"""Text that YAML accepts, but reads differently from its author's intention."""

import pytest

from tests.script.examples import changed, faults

SAY = "say: Hello there."
POOL = 'say: ["Breathe out.", "Slow down."]'

LOST = [
    (SAY, "say: Press at level #3 for a while.", "26:25", "Press at level #3 for a while."),
    (SAY, "say: Press at level\n      #3 for a while.", "27:7", "Press at level #3 for a while."),
    (SAY, "say: # as at home\n      Press.", "26:10", "# as at home Press."),
    (SAY, "say:\n      short: Rest #3 now\n      standard: Go.", "27:19", "Rest #3 now"),
    ("title: Shoulders", "title: Step #2 for you", "2:13", "Step #2 for you"),
    ("title: Shoulders", "title: #2", "2:8", "#2"),
    ("title: Shake", "title: Shake # it", "28:18", "Shake # it"),
    ("description: A short one.", "description: A short one. # so", "3:27", "A short one. # so"),
    ("credits: Nobody.", "credits: Nobody. #1", "5:18", "Nobody. #1"),
    ('announce: "Step {number}. {title}."', "announce: Part #{number}", "7:16", "Part #{number}"),
    ('halfway: "About {left} to go."', "halfway: Rest #1", "8:15", "Rest #1"),
    (POOL, "say:\n      - Breathe #3\n      - Out.", "18:17", "Breathe #3"),
    (POOL, "say: [\n      Breathe, #3\n      Out.]", "18:16", "Breathe #3"),
    ("ahead: Soon, the shake.", "ahead: Soon, the #2 shake.", "31:22", "Soon, the #2 shake."),
]


@pytest.mark.parametrize(("old", "new", "place", "whole"), LOST)
def test_a_comment_that_takes_a_part_of_a_text_is_a_fault(old, new, place, whole):
    found = [line for line in faults(changed(old, new)) if "for a comment" in line]
    (message,) = found
    assert message.startswith(f"{place}: YAML takes '#")
    assert f'so it would be lost; put the whole text in quotes: "{whole}"' in message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("time: {short: 30s, standard: 1m}", "time: 30s # a note"),
        ("time: {short: 30s, standard: 1m}", "time: {short: 30s, standard: 1m} # a note"),
        ("id: welcome", "id: welcome # the first"),
        ("every: 2m", "every: 2m # the longest"),
        ("steps: [shake]", "steps: [shake] # only there"),
        ("avoid: [left]", "avoid: [left] # it depends"),
        ("pronounce: {knead: need}", "pronounce:\n  knead: need # as in kneading"),
        (SAY, "say: 'Hello there.' # a note"),
        (SAY, "say: | # a note\n      Hello there."),
        (SAY, "say: > # a note\n      Hello there."),
        (SAY, "say: # one for each\n      short: Hi.\n      standard: Hello."),
        (SAY, "say: Hello there.\n    # a note"),
        (SAY, "say: Hello there.\n# a note"),
        (SAY, "say: Hello there#3."),
        (SAY, 'say: "Press at number #3."'),
        (SAY, "say: |\n      Press at #3."),
        (POOL, "say: [Breathe out., Slow down.] # in turn"),
        (POOL, 'say: ["Breathe.", # one\n      "Slow down."]'),
    ],
)
def test_other_comments_are_let_through(old, new):
    assert faults(changed(old, new)) == []


@pytest.mark.parametrize(
    ("new", "taken"),
    [
        ("say: {side}", "'{side}' for keys and values"),
        ("say: {side, left}", "'{side, left}' for keys and values"),
        ("say: [pause 5s]", "'[pause 5s]' for a list"),
        ("say:\n      Rest now. Next: squats.", "'Rest now. Next' for a key"),
        ("say: {short: [a], standard: Hi.}", "'[a]' for a list"),
    ],
)
def test_a_text_that_becomes_something_else_is_one_fault(new, taken):
    (message,) = faults(changed(SAY, new))
    assert f"YAML takes {taken}; put the whole text in quotes: " in message
