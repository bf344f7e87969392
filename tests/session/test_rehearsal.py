"""`check` and `make` agree: a script that `check` calls good can be made at every length."""

import re

import pytest

from tests.session.small import SILENT
from voiceguide.errors import LengthError, PlanError
from voiceguide.inspection.gate import broken_rules, note
from voiceguide.script import library, reader
from voiceguide.session import rehearsal
from voiceguide.session.plan import estimate, load, plan
from voiceguide.session.rehearsal import rehearse
from voiceguide.timeline.statistics import silences

HEAD = """\
voiceguide: 1
title: T
lengths: {default: short, short: 3m, long: 6m}
"""
STEPS = """\
steps:
  - {id: a, title: A, time: 90s, say: Let your head sink to one side.}
  - {id: b, title: B, time: 90s, say: Draw circles and rest.}
"""
PLAIN = HEAD + STEPS


def rehearsed(text):
    found = rehearse(reader.loads(text))
    return found.refused, found.unsure, found.notes


def test_what_fits_is_good():
    assert rehearsed(PLAIN) == ((), (), ())


PAUSED = "'Rest. [pause 7m] Go.'"
HASTY = "manners: {apart: 0s, between: 0s, subject: 0s}\nreminders: {r: {every: 1s, say: [Go.]}}\n"
REFUSED = {
    "quiet": ("quiet: 20s\n", STEPS, "'A' has .* without a voice"),
    "quiet in the last step": (
        "quiet: 30s\nreminders: {r: {every: 20s, steps: [a], say: [Go on.]}}\n",
        STEPS,
        "'B' has .* without a voice",
    ),
    "the end chime": ("quiet: {short: 5s, long: 9m}\n", STEPS, "end chime, for 14.1s; the limit"),
    "a pause": (
        "",
        STEPS.replace("Draw circles and rest.", "'Rest. [pause 7m] Go.'"),
        "the pauses need",
    ),
    "pauses at commas": ("pauses: {comma: 5m}\n", STEPS.replace("Draw", "On; on; draw"), "pauses"),
    "words": ("", STEPS.replace("Draw", "Press and breathe. " * 400 + "Draw"), "words don't fit"),
    "no step": ("", STEPS.replace("time", "only: {from: long}, time"), "no step of this script"),
    "a reminder's pauses": (
        "reminders: {r: {every: 1m, say: ['Go. [pause 9m] On.']}}\n",
        STEPS,
        "pauses of reminder 'r' don't fit",
    ),
    "too many reminders": (
        "lengths: {default: short, short: 3h, long: 6h}\n" + HASTY,
        STEPS.replace("90s", "90m"),
        "more than 1000 times",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_voice_can_say_is_refused_with_its_length_here_and_by_make(name):
    more, steps, why = REFUSED[name]
    text = (HEAD.partition("lengths")[0] if "lengths" in more else HEAD) + more + steps
    script = reader.loads(text)
    found = rehearse(script)
    refused = {line.partition(":")[0].removeprefix("length ") for line in found.refused}
    assert found.refused
    for line in found.refused:
        assert re.search(why, line), line
    for length in script.lengths.named:
        if length in refused:
            with pytest.raises((LengthError, PlanError), match=why):
                plan(script, length=length, voicing=SILENT)
        else:
            plan(script, length=length, voicing=SILENT)


def test_long_pauses_at_commas_are_refused_however_long_the_session_is():
    """A sentence's clip contains its pauses: 90 minutes would take half a gigabyte."""
    text = PLAIN.replace("3m, long: 6m", "23h, long: 24h").replace("Draw", "On; draw")
    text += "pauses: {comma: 90m}\n"
    refused, _, _ = rehearsed(text)
    assert len(refused) == 2
    assert "the pauses at the commas of a sentence take 90m; at most 10m is possible" in refused[0]
    script = reader.loads(text)
    for attempt in (estimate, lambda script: plan(script, voicing=SILENT)):
        with pytest.raises(PlanError, match="at the commas of a sentence"):
            attempt(script)


def test_what_depends_on_the_voice_is_neither_good_nor_refused():
    """A quiet limit that an everyday pace just keeps, and a quick voice doesn't."""
    words = re.sub(r"Let your .* side\.|Draw .* rest\.", "Let your head sink. " * 8, STEPS)
    timeline = estimate(reader.loads(HEAD + words), length="short")
    quiet_ms = max(end - start for start, end in silences(timeline))
    refused, unsure, _ = rehearsed(f"{HEAD}quiet: {{short: {quiet_ms}ms, long: 6m}}\n{words}")
    assert refused == ()
    [line] = unsure
    assert line.startswith("length short: this depends on the voice. With ")
    assert "the limit is" in line


def test_words_for_falling_asleep_are_rehearsed_too():
    long = "Press and breathe. " * 400
    text = PLAIN.replace("say: Draw", f"sleep: {long}, say: Draw").replace("long: 6m", "long: 60m")
    refused, unsure, _ = rehearsed(text)
    assert [line.partition(":")[0] for line in refused] == ["length short with --sleep"]
    assert unsure == ()


def test_a_broken_rule_is_noted_as_make_notes_it():
    text = PLAIN.replace("say: Draw", "ahead: Soon we go on., say: Draw").replace(
        "steps:\n", "steps:\n  - {id: o, title: O, time: 90s, say: Lie down.}\n"
    )
    script = reader.loads(text)
    _, _, notes = rehearsed(text)
    expected = tuple(
        f"length {length}: {note(check)}"
        for length in script.lengths.named
        for check in broken_rules(estimate(script, length=length))
    )
    assert tuple(note for note in notes if "steps' times" not in note) == expected
    assert any("none before '2. A' at 2:00" in line for line in notes)


def test_a_script_with_too_much_for_every_pace_is_not_called_good(monkeypatch):
    monkeypatch.setattr(rehearsal, "MOST_SENTENCES", 3)
    refused, unsure, _ = rehearsed(PLAIN)
    assert refused == ()
    assert unsure == (
        "length short: too much to try at every pace of speech",
        "length long: too much to try at every pace of speech",
    )


def test_a_pace_that_only_another_voice_breaks_is_advice_with_the_numbers():
    """The default voice just keeps to 135 words a minute."""
    said = "Press on slowly and then breathe out. " * 6
    free = PLAIN.replace("steps:", "style: guided-touch\nmanners: {again: 0s}\nsteps:", 1)
    _, unsure, notes = rehearsed(free.replace("Draw circles and rest.", said))
    assert unsure == ()
    assert len(notes) == 2
    for name, line in zip(("short", "long"), notes, strict=True):
        assert re.fullmatch(
            rf"length {name}: this depends on the voice\. With a quicker one, speech rate: "
            r"1[34]\d\.\d words a minute, not 105 to 135 words a minute",
            line,
        )


@pytest.mark.slow
@pytest.mark.parametrize("name", library.names())
def test_the_bundled_scripts_keep_every_rule_in_every_length_with_the_default_voice(name):
    script = load(name)
    for length in script.lengths.named:
        assert broken_rules(plan(script, length=length)) == (), length


def test_times_that_do_not_sum_are_noted_for_each_named_length():
    text = PLAIN.replace("long: 6m", "long: 5m").replace(
        "time: 90s, say: Draw", "time: {short: 90s, long: 4m}, say: Draw"
    )
    _, _, notes = rehearsed(text)
    assert notes == ("length long: the steps' times sum to 6m30s, not 5m: they are scaled",)


@pytest.mark.parametrize(("rate", "is_slow"), [(140, False), (90, True)])
def test_check_knows_the_rate_that_the_script_asks_for(rate, is_slow):
    long = (
        "Let your head sink to one side. Breathe out, and let the shoulders grow heavy and wide. "
    )
    text = PLAIN.replace("title: T\n", f"title: T\nstyle: guided-touch\nsound: {{rate: {rate}}}\n")
    _, _, notes = rehearsed(text.replace("Draw circles and rest.", f"'{long * 3}'"))
    assert any("speech rate" in note and "depends" not in note for note in notes) == is_slow
