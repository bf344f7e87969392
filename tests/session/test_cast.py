"""A second voice: which voice says each text."""

from pathlib import Path

import pytest

import voiceguide
from tests.session.small import SILENT
from voiceguide.errors import ScriptError
from voiceguide.script import reader
from voiceguide.session.cast import cast
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline import lengths
from voiceguide.timeline.outline import outline

TEXT = """\
voiceguide: 1
title: Two voices
voices:
  partner: {rate: 85}
  other: {engine: silent, voice: silent}
reminders:
  ease: {every: 60s, say: [Breathe out slowly now and then.], voice: partner}
steps:
  - id: one
    title: One
    time: 3m
    say: Let your head sink to one side.
    cues:
      - {at: 50%, say: Tell me how that feels to you., voice: partner}
  - {id: two, title: Two, time: 1m, voice: other, ahead: Soon we rest., say: Rest here now.}
"""


def test_each_sentence_has_the_voice_of_its_cue() -> None:
    script = reader.loads(TEXT)
    planned = outline(script, lengths.total_ms(script.lengths))
    voices = {sentence.text: sentence.voice for sentence, _ in planned.sentences()}
    assert voices == {
        "Let your head sink to one side.": "",
        "Tell me how that feels to you.": "partner",
        "Soon we rest.": "other",
        "Rest here now.": "other",
        "Breathe out slowly now and then.": "partner",
    }


def test_a_session_has_both_voices(work: Path) -> None:
    (work / "two.yaml").write_text(TEXT)
    timeline = voiceguide.plan("two.yaml", voicing=SILENT)
    lasts = {cue.text: cue.end_ms - cue.start_ms for cue in timeline.cues}
    assert lasts["Tell me how that feels to you."] > 1.7 * lasts["Let your head sink to one side."]
    assert lasts["Breathe out slowly now and then."] > 3_500
    voiceguide.make("two.yaml", "two.mp3", voicing=SILENT)
    again = voiceguide.make("two.yaml", "two.mp3", voicing=SILENT)
    assert again.spoken == 0


def test_what_a_voice_leaves_out_is_as_in_the_session() -> None:
    own = Voicing(engine="piper", voice="en_US-joe-medium", options={"threads": "1"}, rate=120)
    found = cast(reader.loads(TEXT), own)
    assert found["partner"] == Voicing(
        engine="piper", voice="en_US-joe-medium", options={"threads": "1"}, rate=85
    )
    assert found["other"] == Voicing(engine="silent", voice="silent", rate=120)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("voice: other,", "voice: othre,", "unknown voice 'othre'; did you mean 'other'?"),
        ("to you., voice: partner", "to you., voice: parnter", "did you mean 'partner'?"),
        ("now and then.], voice: partner", "now.], voice: guide", "unknown voice 'guide'"),
        ("{rate: 85}", "{rate: fast}", "words a minute"),
        ("{rate: 85}", "{speed: 85}", "unknown key 'speed'"),
    ],
)
def test_a_voice_that_does_not_exist_is_an_error(old: str, new: str, said: str) -> None:
    assert old in TEXT
    with pytest.raises(ScriptError) as raised:
        reader.loads(TEXT.replace(old, new))
    assert said in str(raised.value)
