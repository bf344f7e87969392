"""The pace of every cue, judged by the kind of voice that speaks."""

from dataclasses import replace

import pytest

from voiceguide.inspection.check import Check, Verdict
from voiceguide.inspection.pace import pace_checks
from voiceguide.script.narration import Manner, Sentence
from voiceguide.session.plan import plan
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline.model import Chapter, Cue, CueKind, Phrase, Timeline


def said(*words_a_minute: float, voice: str = "formant", pause_ms: int = 800) -> Timeline:
    """Returns a session with one cue: sentences of ten words each."""
    phrases, now, text = [], 1_000, "Let your shoulders drop now as the long breath goes."
    for wpm in words_a_minute:
        end = now + round(600_000 / wpm)
        phrases.append(Phrase(sentence=Sentence(text), start_ms=now, end_ms=end))
        now = end + pause_ms
    cue = Cue(
        id="a/opening",
        kind=CueKind.OPENING,
        step="a",
        text=" ".join([text] * len(phrases)),
        start_ms=1_000,
        end_ms=phrases[-1].end_ms,
        phrases=tuple(phrases),
    )
    chapter = Chapter(step="a", number=1, title="A", start_ms=0, end_ms=120_000)
    return Timeline(
        title="T",
        language="en",
        total_ms=120_000,
        chapters=(chapter,),
        cues=(cue,),
        chimes=(),
        voice=voice,
        style="guided-touch",
    )


def test_without_a_style_no_pace_is_judged() -> None:
    timeline = replace(said(300, 300), style="")
    found = {check.name: check for check in pace_checks(timeline)}
    for name in ("speech rate", "pace of every cue", "speech share"):
        assert found[name].verdict is Verdict.UNKNOWN
    assert found["speech rate"].value == "the script names no style"


@pytest.mark.parametrize(("style", "good"), [("rest", False), ("workout", True)])
def test_in_a_workout_orders_may_be_quicker(style: str, good: bool) -> None:
    found = judged(replace(said(180), style=style))
    assert (found.verdict is Verdict.PASS) == good


def judged(timeline: Timeline) -> Check:
    return next(check for check in pace_checks(timeline) if check.name == "pace of every cue")


@pytest.mark.parametrize(
    ("timeline", "good"),
    [
        (said(149), True),
        (said(151), False),
        (said(139, voice="natural"), True),
        (said(141, voice="natural"), False),
        (said(60), True),
        (said(150, 140), True),
        (said(150, 150), False),
        (said(150, 150, pause_ms=2_500), True),
        (said(100, 95), True),
        (said(90, 90), False),
    ],
)
def test_each_cue_has_its_band(timeline: Timeline, good: bool) -> None:
    check = judged(timeline)
    assert (check.verdict is Verdict.PASS) == good
    assert check.where == ("" if good else "0:01")


def test_a_sentence_that_was_to_be_quick_is_judged_by_that() -> None:
    timeline = said(170)
    (cue,) = timeline.cues
    (phrase,) = cue.phrases
    quick = replace(phrase, sentence=replace(phrase.sentence, manner=Manner(pace=1.2)))
    meant = replace(timeline, cues=(replace(cue, phrases=(quick,)),))
    assert judged(timeline).verdict is Verdict.FAIL
    assert judged(meant).verdict is Verdict.PASS


@pytest.mark.parametrize(("language", "voice"), [("it", "formant"), ("en", "")])
def test_an_unknown_band_is_not_judged(language: str, voice: str) -> None:
    timeline = replace(said(170), language=language, voice=voice)
    assert judged(timeline).verdict is Verdict.UNKNOWN


@pytest.mark.slow
@pytest.mark.parametrize("length", ["short", "deep"])
def test_the_default_voice_says_every_cue_of_the_massage_in_its_band(length: str) -> None:
    timeline = plan("back-massage", length=length, voicing=Voicing(engine="pyttsx3"))
    assert timeline.voice == "formant"
    check = judged(timeline)
    assert check.verdict is Verdict.PASS, check
