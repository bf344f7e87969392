"""Counts and breaths in finished sessions are on the second, measured in the decoded sound."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import voiceguide
from tests.session.small import SILENT
from tests.session.test_natural import has_piper
from voiceguide.audio.clip import BYTES_PER_MS
from voiceguide.audio.decode import decode
from voiceguide.audio.levels import BEAT_LEAD_MS
from voiceguide.audio.onset import onset_ms
from voiceguide.session.rehearsal import rehearse
from voiceguide.timeline.model import Phrase, Timeline

TEXT = """\
voiceguide: 1
title: On the beat
lengths: {standard: 3m}
steps:
  - id: hold
    title: Hold
    time: 90s
    say: Hold it for a while.
    cues:
      - {at: 15s, count: {from: 27, to: 25, every: 1s}}
      - {at: 40s, count: {from: 1, to: 7, every: 1s}}
      - {at: -5s, count: {from: 5, every: 1s}}
  - id: breathe
    title: Breathe
    time: 90s
    ahead: Soon, we breathe.
    say: Let the breath come and go.
    cues:
      - {at: 15s, breath: {in: 4s, hold: 4s, out: 4s, wait: 4s, rounds: 3, spoken: 2, counted: 1}}
"""

NUMBERS = ["Five,", "four,", "three,", "two,", "one."]


@pytest.fixture
def script(work: Path) -> Path:
    path = work / "beats.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def on_beat(timeline: Timeline) -> Iterator[Phrase]:
    for cue in timeline.cues:
        yield from (phrase for phrase in cue.phrases if phrase.sentence.manner.on_beat)


def test_every_number_is_shown_as_it_is_said(script: Path, work: Path) -> None:
    made = voiceguide.make(
        script, "out.mp3", voicing=SILENT, bed="none", sidecars=("captions", "lyrics", "timeline")
    )
    count = [cue for cue in made.timeline.cues if cue.text.startswith("Five,")]
    assert [cue.text for cue in count] == [" ".join(NUMBERS)]
    lines = (work / "out.lrc").read_text().splitlines()
    first = max(at for at, line in enumerate(lines) if line.endswith("]Five,"))
    times = lines[first : first + 5]
    assert [line[10:] for line in times] == NUMBERS
    seconds = [float(line[1:3]) * 60 + float(line[4:9]) for line in times]
    assert [round(after - before, 2) for before, after in pairwise(seconds)] == [1] * 4
    assert all(f"\n{number}\n" in (work / "out.vtt").read_text() for number in NUMBERS)
    assert '"on_beat": true' in (work / "out.timeline.json").read_text()


def test_a_rehearsal_finds_nothing_wrong(script: Path) -> None:
    found = rehearse(voiceguide.load(script))
    assert (found.refused, found.unsure, found.notes) == ((), (), ())


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["pyttsx3", pytest.param("piper", marks=has_piper)])
def test_every_word_is_heard_within_30_ms_of_its_beat(script: Path, engine: str) -> None:
    voicing = voiceguide.Voicing(engine=engine)
    made = voiceguide.make(script, "out.mp3", voicing=voicing, bed="none")
    assert made.track is not None
    sound = decode(made.track)
    assert len(sound) == 180_000 * BYTES_PER_MS
    found = {
        phrase: onset_ms(sound[phrase.start_ms * BYTES_PER_MS : phrase.end_ms * BYTES_PER_MS])
        for phrase in on_beat(made.timeline)
    }
    assert len(found) == 3 + 7 + 5 + 16 + 4
    late = {phrase.text: ms - BEAT_LEAD_MS for phrase, ms in found.items()}
    assert max(map(abs, late.values())) <= 30, late
    down = next(cue for cue in made.timeline.cues if cue.text == " ".join(NUMBERS))
    assert abs(down.start_ms + BEAT_LEAD_MS - 85_000) <= 12
    assert {check.name for check in voiceguide.inspect("out.mp3").failed} == set()
