"""Bells: chimes at moments that the author chooses, and the words wait for them."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from tests.script.examples import faults
from tests.timeline.examples import CHIMES, calm
from voiceguide.authoring import aloud
from voiceguide.inspection.gate import broken_rules
from voiceguide.script import narration, reader
from voiceguide.script.narration import Bell, Pause, Sentence
from voiceguide.script.pauses import Pauses
from voiceguide.timeline.ducking import DUCK_DB, ducking, gain_at
from voiceguide.timeline.model import Chime, ChimeKind, Timeline
from voiceguide.timeline.outline import outline
from voiceguide.timeline.planner import plan
from voiceguide.timeline.statistics import silences

SCRIPT = """\
voiceguide: 1
title: T
language: {language}
{top}
steps:
  - id: one
    title: One
    time: 1m
    say: "{say}"
    cues: [{cues}]
  - {{id: two, title: Two, time: 1m, say: Then we rest.}}
"""


def text(
    say: str = "Sit down.", cues: str = "", top: str = "lengths: {m: 2m}", language: str = "en"
) -> str:
    return SCRIPT.format(say=say, cues=cues, top=top, language=language)


def planned(*, sleep: bool = False, **parts: str) -> Timeline:
    script = reader.loads(text(**parts))
    lengths: dict[str, int] = {str(kind): ms for kind, ms in CHIMES.items()}
    return plan(outline(script, 120_000, sleep=sleep), calm, lengths)


def bells(timeline: Timeline) -> list[Chime]:
    return [chime for chime in timeline.chimes if chime.kind is ChimeKind.BELL]


def phrases(timeline: Timeline) -> list[tuple[int, int]]:
    return [(p.start_ms, p.end_ms) for cue in timeline.cues for p in cue.phrases]


@pytest.mark.parametrize("mark", ["[bell]", "[Bell]", "[ BELL ]"])
@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ar", "zh"])
def test_a_bell_is_read_in_every_language(mark: str, language: str) -> None:
    said = narration.parse(f"One. {mark} Two.", Pauses(), language)
    assert said.parts[1:3] == (Pause(800), Bell())
    assert said.text == "One. Two."


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("Sit. [gong]", "unknown mark '[gong]'; a chime in a text is written [bell]"),
        ("Sit. [ring the bell]", "a chime in a text is written [bell]"),
        ("Sit. [bells]", "a chime in a text is written [bell]"),
        ("Sit. [bell 3s]", "a chime in a text is written [bell]"),
        ("Sit. [belly]", "unknown mark '[belly]'; expected [pause 3s]"),
        ("[bell]", "this has no words; in a cue, write 'chime: bell' instead"),
    ],
)
def test_other_marks_are_errors_with_a_cure(written: str, message: str) -> None:
    (problem,) = faults(text(written))
    assert message in problem


def test_words_wait_for_a_bell_and_a_bell_for_words() -> None:
    timeline = planned(say="Sit down. [bell] Rest here.")
    (bell,) = bells(timeline)
    (_, before), (after, _), _ = phrases(timeline)
    assert (bell.start_ms - before, bell.end_ms - bell.start_ms) == (800, CHIMES[ChimeKind.BELL])
    assert after - bell.end_ms == 500
    assert broken_rules(timeline) == ()


@pytest.mark.parametrize(
    ("say", "gaps"),
    [
        ("Sit down. [pause 5s] [bell] Rest.", (5_000, 500)),
        ("Sit down. [pause 100ms] [bell] Rest.", (800, 500)),
        ("Sit down. [bell] [pause 5s] Rest.", (800, 5_000)),
        ("Sit down? [bell] Rest.", (4_500, 500)),
        ("Sit down. [bell]\\n\\nRest.", (800, 2_000)),
    ],
)
def test_a_pause_beside_a_bell_is_kept_if_it_is_long_enough(
    say: str, gaps: tuple[int, int]
) -> None:
    timeline = planned(say=say)
    (bell,) = bells(timeline)
    (_, before), (after, _), _ = phrases(timeline)
    assert (bell.start_ms - before, after - bell.end_ms) == gaps
    assert broken_rules(timeline) == ()


def test_bells_at_both_ends_of_a_text_keep_clear_of_chimes_and_of_each_other() -> None:
    timeline = planned(say="[bell] Sit down. [bell][bell] [bell]")
    first, *others = bells(timeline)
    assert first.start_ms - timeline.chimes[0].end_ms == 500
    starts = [bell.start_ms for bell in others]
    assert [after - before for before, after in pairwise(starts)] == [3_000, 3_000]
    assert timeline.cues[0].start_ms == first.end_ms + 500
    assert timeline.cues[0].end_ms == timeline.cues[0].phrases[-1].end_ms
    assert broken_rules(timeline) == ()


@pytest.mark.parametrize(
    ("cue", "sound"),
    [
        ("{at: 30s, chime: bell}", ""),
        ("{at: 30s, chime: end}", "end"),
        ("{at: 30s, chime: switch, say: Half.}", "switch"),
    ],
)
def test_a_cue_rings_at_its_time_with_words_or_without(cue: str, sound: str) -> None:
    timeline = planned(cues=cue)
    (bell,) = bells(timeline)
    assert abs(bell.start_ms - 30_000) <= 24
    assert (bell.sound, bell.clip, bell.step) == (sound, sound or "bell", "one")
    assert [c.text for c in timeline.cues[1:-1]] == (["Half."] if "Half" in cue else [])
    assert broken_rules(timeline) == ()


@pytest.mark.parametrize(
    ("cue", "message"),
    [
        ("{at: 30s}", "missing key 'say' (or 'count', 'breath' or 'chime')"),
        ("{at: 9s, chime: bell, count: {from: 3, every: 1s}}", "give the chime a cue of its own"),
        ("{at: 9s, chime: bell, breath: {in: 4s, out: 4s}}", "give the chime a cue of its own"),
        ("{at: 9s, chime: bel}", "unknown chime 'bel'; did you mean 'bell'?"),
        ("{at: 9s, chime: true}", "expected bell, next-step, switch, end, or a sound file"),
        ("{at: 9s, chime: ../gong.wav}", "leads out of the script's folder"),
        ("{at: 9s, breath: {in: 4s, out: 4s, say: {in: '[bell] In.'}}}", "said in one go"),
    ],
)
def test_a_chime_that_makes_no_sense_is_one_problem(cue: str, message: str) -> None:
    (problem,) = faults(text(cues=cue))
    assert message in problem


def test_the_bed_gets_quieter_for_a_bell_and_quiet_counts_it_as_a_voice() -> None:
    timeline = planned(cues="{at: 30s, chime: bell}")
    (bell,) = bells(timeline)
    assert gain_at(ducking(timeline), bell.start_ms) == DUCK_DB
    spans: Sequence[tuple[int, int]] = list(silences(timeline))
    assert bell.start_ms in {end for _, end in spans}
    limited = planned(cues="{at: 30s, chime: bell}", top="lengths: {m: 2m}\nquiet: 58s")
    assert len(bells(limited)) == 1


def test_bells_ring_without_other_chimes_and_soften_for_sleep() -> None:
    alone = planned(say="[bell] Sit down.", top="lengths: {m: 2m}\nchimes: false")
    assert [chime.kind for chime in alone.heard_chimes] == [ChimeKind.BELL]
    assert bells(alone)[0].start_ms == 0
    assert broken_rules(alone) == ()
    asleep = planned(say="Sit down. [bell]", cues="{at: 30s, chime: bell}", sleep=True)
    gains = [bell.gain_db for bell in bells(asleep)]
    assert None not in gains
    assert sorted(gains, reverse=True) == gains
    assert gains[0] != gains[1]


def test_what_is_read_aloud_shows_bells_where_they_ring() -> None:
    said = "Sit. [bell] Rest. [bell] [pause 4s] Go on."
    first, _ = aloud.passages(planned(say=said, cues="{at: 30s, chime: bell}"))
    assert first.moments[0].text.startswith("Sit. [bell] Rest. [bell] [pause 4s] Go on. [quiet")
    assert [moment.text for moment in first.moments[1:]] == ["[bell]"]


def test_sentences_are_told_from_bells() -> None:
    said = narration.parse("[bell] One. [bell] Two.", Pauses()).by("guide")
    assert [part.voice for part in said.parts if isinstance(part, Sentence)] == ["guide", "guide"]
