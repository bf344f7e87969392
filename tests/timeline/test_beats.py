"""Counts and breaths: every word starts exactly on its beat, whatever else is said."""

from itertools import accumulate, pairwise
from typing import Any
from zlib import crc32

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.timeline.examples import CHIMES, calm, floors, planned
from voiceguide.audio.levels import BEAT_LEAD_MS
from voiceguide.errors import LengthError
from voiceguide.script import reader
from voiceguide.script.cue import Cue
from voiceguide.script.model import Script
from voiceguide.script.narration import Sentence
from voiceguide.timecode import FRAME_MS, to_frames
from voiceguide.timeline.consistency import contradiction
from voiceguide.timeline.model import ChimeKind, CueKind, Timeline
from voiceguide.timeline.model import Cue as Said
from voiceguide.timeline.outline import outline
from voiceguide.timeline.planner import plan
from voiceguide.track.sidecars.timeline_json import read_timeline, timeline_json

SCRIPT = """\
voiceguide: 1
title: T
lengths: {standard: 6m}
steps:
  - id: lift
    title: Lift
    time: 3m
    say: Lift both arms.
    cues:
      - {at: 50%, CUE}
  - id: rest
    title: Rest
    time: 3m
    say: Let them sink.
"""
AHEAD = "    say: Let them sink.\n    ahead: Soon, we rest.\n"


def script(*cues: str, ahead: bool = False) -> str:
    written = "\n      - ".join(f"{{{cue}}}" for cue in cues)
    text = SCRIPT.replace("{at: 50%, CUE}", written)
    return text.replace("    say: Let them sink.\n", AHEAD) if ahead else text


def said_on_beat(timeline: Timeline) -> list[Said]:
    return [cue for cue in timeline.cues if cue.is_on_beat]


def heard(cue: Said) -> list[int]:
    """Returns when each word of a cue is heard."""
    return [phrase.start_ms + BEAT_LEAD_MS for phrase in cue.phrases]


def words(cue: Said) -> list[str]:
    return [phrase.text for phrase in cue.phrases]


def test_a_count_says_a_number_on_every_beat():
    timeline = planned(script("at: 60s, count: {from: 3, every: 1s}"), 360_000)
    (cue,) = said_on_beat(timeline)
    assert words(cue) == ["Three,", "two,", "one."]
    assert heard(cue) == [heard(cue)[0], heard(cue)[0] + 1_000, heard(cue)[0] + 2_000]
    assert abs(heard(cue)[0] - 60_000) <= FRAME_MS / 2


def test_a_breath_says_its_words_as_each_phase_begins():
    breath = "breath: {in: 4s, hold: 7s, out: 8s, wait: 2s, rounds: 2}"
    (cue,) = said_on_beat(planned(script(f"at: 20s, {breath}"), 360_000))
    assert words(cue) == 2 * ["Breathe in.", "Hold.", "Breathe out.", "Wait."]
    phases = [4_000, 7_000, 8_000, 2_000, 4_000, 7_000, 8_000]
    assert heard(cue) == list(accumulate(phases, initial=heard(cue)[0]))


def test_later_rounds_may_be_left_in_silence_and_keep_their_time():
    breath = "breath: {in: 4s, out: 6s, rounds: 5, spoken: 2}"
    timeline = planned(script(f"at: 10s, {breath}", "at: 11s, say: Let it go."), 360_000)
    (cue,) = said_on_beat(timeline)
    assert len(cue.phrases) == 4
    following = next(each for each in timeline.cues if each.text == "Let it go.")
    assert following.start_ms >= cue.start_ms + 50_000
    assert following.start_ms <= cue.start_ms + 50_000 + FRAME_MS


def test_the_seconds_of_the_first_rounds_may_be_counted():
    breath = "breath: {in: 4s, hold: 2500ms, out: 3s, rounds: 2, counted: 1}"
    (cue,) = said_on_beat(planned(script(f"at: 20s, {breath}"), 360_000))
    assert words(cue) == [
        *("Breathe in.", "Two,", "three,", "four.", "Hold.", "Two."),
        *("Breathe out.", "Two,", "three."),
        *("Breathe in.", "Hold.", "Breathe out."),
    ]
    beats = [1_000] * 5 + [1_500] + [1_000] * 3 + [4_000, 2_500]
    assert [b - a for a, b in pairwise(heard(cue))] == beats


def test_an_author_may_say_it_in_other_words():
    breath = "breath: {in: 4s, out: 4s, counted: 1, say: {in: In softly.}}"
    text = script(f"at: 20s, {breath}")
    (cue,) = said_on_beat(planned(text.replace("in: 4s, out: 4s", "in: 2s, out: 2s"), 360_000))
    assert words(cue) == ["In softly.", "Two.", "Breathe out.", "Two."]


def test_the_voice_of_a_cue_says_its_numbers():
    text = script("at: 20s, voice: other, count: {from: 2, every: 1s}")
    text = text.replace("title: T\n", "title: T\nvoices: {other: {rate: 150}}\n")
    (cue,) = said_on_beat(planned(text, 360_000))
    assert [phrase.sentence.voice for phrase in cue.phrases] == ["other", "other"]


def test_a_breath_may_name_its_round():
    breath = "breath: {in: 4s, out: 4s, say: {in: 'Round {round}, in.'}}"
    text = script(f"at: 20s, {breath}").replace(
        "    time: 3m\n    say: Lift", "    time: 90s\n    repeat: 2\n    say: Lift"
    )
    cues = said_on_beat(planned(text, 360_000))
    assert [words(cue) for cue in cues] == [[f"Round {n}, in.", "Breathe out."] for n in (1, 2)]


def test_numbers_are_said_in_the_script_s_language():
    text = script("at: 20s, count: {from: 3, every: 1s}").replace(
        "title: T\n", "title: T\nlanguage: de\n"
    )
    (cue,) = said_on_beat(planned(text, 360_000))
    assert words(cue) == ["Drei,", "zwei,", "eins."]


@pytest.mark.parametrize("chimes", ["true", "false"])
@pytest.mark.parametrize("ahead", [False, True])
@pytest.mark.parametrize("seconds", [3, 5, 10])
def test_a_count_down_to_the_next_step_ends_with_it(seconds, ahead, chimes):
    cue = f"at: -{seconds}s, count: {{from: {seconds}, every: 1s}}"
    text = script(cue, ahead=ahead).replace("title: T\n", f"title: T\nchimes: {chimes}\n")
    timeline = planned(text, 360_000)
    (count,) = said_on_beat(timeline)
    assert abs(heard(count)[-1] + 1_000 - timeline.chapters[0].end_ms) <= FRAME_MS / 2
    if ahead:
        (heads_up,) = (cue for cue in timeline.cues if cue.kind is CueKind.AHEAD)
        assert heads_up.end_ms + 1_000 <= count.start_ms
        assert count.start_ms - heads_up.start_ms <= 12_000


def test_a_word_longer_than_its_beat_is_an_error_that_says_what_to_do():
    text = script(
        "at: 25%, count: {from: 3, every: 1s}", "at: -30s, count: {from: 8, every: 800ms}"
    )

    def slow(sentence: Sentence) -> int:
        return 1_340 if sentence.text == "seven," else 900

    with pytest.raises(LengthError) as raised:
        plan(outline(reader.loads(text), 360_000), slow, CHIMES)
    assert str(raised.value) == (
        "step 1 'Lift', on the beat at -30s: 'seven,' takes 1.4s, but the next beat comes after "
        "0.8s. Make the beat slower (1.4s or longer), say less, or ask for a faster rate"
    )


def test_a_step_too_short_for_its_breath_says_so():
    text = script("at: 10s, breath: {in: 4s, out: 6s, rounds: 40}").replace(
        "{standard: 6m}", "{standard: 5m}"
    )
    with pytest.raises(LengthError, match=r"the tightest is step 1 'Lift'|The tightest is step 1"):
        planned(text, 300_000)


def test_the_mark_survives_in_the_timeline_s_file():
    timeline = planned(script("at: 60s, count: {from: 3, every: 1s}"), 360_000)
    text = timeline_json(timeline)
    assert read_timeline(text) == timeline
    assert text.count('"on_beat": true') == 3


SIDES = '    sides: {names: [a side, a side too], say: "Now {side}."}\n    cues:'
BASES = [
    reader.loads(text.replace("{standard: 6m}", "{default: standard, short: 2m, standard: 6m}"))
    for plain in (script("at: 50%, say: And on."), script("at: 50%, say: And on.", ahead=True))
    for text in (plain, plain.replace("    cues:", SIDES))
]
moments = st.one_of(
    st.integers(0, 100).map("{}%".format),
    st.integers(0, 60).map("{}s".format),
    st.integers(1, 60).map("-{}s".format),
)


@st.composite
def cues(draw: st.DrawFn, shortest: int) -> dict[str, Any]:
    """A count, a breath or words, no beat being shorter than so many ms."""
    phase = st.integers(max(shortest, 1_000), 5_000).map("{}ms".format)
    number = st.integers(0, 12)
    said = st.one_of(
        st.fixed_dictionaries(
            {"from": number, "to": number, "every": st.just(f"{shortest}ms")}
        ).map(lambda count: {"count": count}),
        st.fixed_dictionaries(
            {"in": phase, "hold": phase, "out": phase, "rounds": st.integers(1, 3)}
        ).map(lambda breath: {"breath": {**breath, "spoken": 1}}),
        st.just({"say": "And go on."}),
    )
    return {"at": draw(moments), **draw(said)}


@st.composite
def sessions(draw: st.DrawFn) -> tuple[Script, int, int]:
    """A script with counts and breaths among other cues, its length and its shortest beat."""
    shortest = draw(st.integers(500, 2_000))
    base = draw(st.sampled_from(BASES))
    written = draw(st.lists(cues(shortest), min_size=1, max_size=4))
    first = base.steps[0].model_copy(update={"cues": tuple(map(Cue.model_validate, written))})
    whole = base.model_copy(update={"steps": (first, *base.steps[1:])})
    return whole, to_frames(draw(st.integers(120_000, 360_000))), shortest


@pytest.mark.slow
@given(sessions(), st.integers(0, 1_000))
def test_every_word_is_on_its_beat_whatever_its_length_and_the_step_s(drawn, seed):
    loaded, total_ms, shortest = drawn

    def measure(sentence: Sentence) -> int:
        if not sentence.manner.on_beat:
            return calm(sentence)
        return BEAT_LEAD_MS + (crc32(sentence.text.encode()) * seed) % (shortest - BEAT_LEAD_MS + 1)

    whole = outline(loaded, total_ms)
    assume(sum(floors(whole, measure)) <= total_ms)
    timeline = plan(whole, measure, CHIMES)
    assert contradiction(timeline) is None
    written = {f"lift/cue-{n}": cue for n, cue in enumerate(loaded.steps[0].cues, start=1)}
    for cue in said_on_beat(timeline):
        count, breath = written[cue.id].count, written[cue.id].breath
        if count:
            beats = [count.every] * (len(count.numbers) - 1)
        else:
            assert breath is not None
            beats = [ms for _, ms in breath.phases[:-1]]
        assert [b - a for a, b in pairwise(heard(cue))] == beats
        assert cue.start_ms % FRAME_MS == 0
    for before, after in pairwise(timeline.cues):
        assert after.start_ms - before.end_ms >= 1_000
    for chime in timeline.chimes:
        quiet = 4_000 if chime.kind is ChimeKind.END else 300
        for cue in timeline.cues:
            assert cue.end_ms + quiet <= chime.start_ms or chime.end_ms + 500 <= cue.start_ms
