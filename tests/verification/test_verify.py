"""Verifies a short session as it was made, and damaged in ways that a listener would notice.

The session is spoken by the default engine; only its sound is damaged, never its plan.
"""

import wave
from pathlib import Path

import pytest

import voiceguide
from voiceguide.audio.excerpts import excerpts
from voiceguide.audio.levels import BEAT_LEAD_MS
from voiceguide.errors import EngineSetupError, InputError
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline.model import Cue, Timeline
from voiceguide.track.sidecars.timeline_json import timeline_json
from voiceguide.verification import recogniser
from voiceguide.verification import verify as verification
from voiceguide.verification.alignment import Hearing
from voiceguide.verification.heard import Verdict, Verification
from voiceguide.verification.verify import verify

SCRIPT = """\
voiceguide: 1
title: Shoulders
lengths: {default: standard, standard: 1m30s}
steps:
  - id: neck
    title: Base of the neck
    time: 45s
    say: Stroke lightly at the base of the neck. Never press on the spine.
    cues:
      - {at: 50%, say: "Breathe slowly, and let your hands follow."}
      - {at: 80%, say: "Wash oily towels hot later, and cool them unstacked."}
  - id: blades
    title: Shoulder blades
    time: 45s
    say: Lay your palm on the shoulder blade farther from you. Shake it gently.
    cues:
      - {at: 50%, say: "Breathe slowly, and keep your hands light."}
      - {at: 80%, say: "Partner, is the pressure below seven?"}
"""

RATE, BYTES_PER_MS = 16_000, 32
AROUND_MS = 60


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> voiceguide.Made:
    folder = tmp_path_factory.mktemp("made")
    (folder / "shoulders.yaml").write_text(SCRIPT, encoding="utf-8")
    return voiceguide.make(folder / "shoulders.yaml", folder / "shoulders.mp3")


@pytest.fixture(scope="module")
def sound(made) -> bytearray:
    (pcm,) = excerpts(made.track, [(0, made.timeline.total_ms)], rate=RATE)
    return bytearray(pcm)


def heard_in(folder: Path, sound: bytes | bytearray, timeline: Timeline) -> Verification:
    with wave.open(str(folder / "spoilt.wav"), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(sound)
    (folder / "spoilt.timeline.json").write_text(timeline_json(timeline), encoding="utf-8")
    return verify(folder / "spoilt.wav", words=False)


def named(timeline: Timeline, start: str) -> Cue:
    return next(cue for cue in timeline.cues if cue.text.startswith(start))


def stretch(start_ms: int, end_ms: int) -> slice:
    return slice((start_ms - AROUND_MS) * BYTES_PER_MS, (end_ms + AROUND_MS) * BYTES_PER_MS)


def blame(verification: Verification) -> dict[str, Verdict]:
    return {cue.id: cue.verdict for cue in verification.cues if cue.verdict is not Verdict.HEARD}


@pytest.mark.slow
def test_every_cue_of_a_session_is_heard_at_its_time(made):
    verification = verify(made.track, words=False)
    assert blame(verification) == {}
    assert [cue.id for cue in verification.cues] == [cue.id for cue in made.timeline.cues]
    assert verification.largest_deviation_ms <= 100
    assert verification.guessed == ("unstacked",)


@pytest.mark.slow
def test_two_processes_hear_the_same_as_one(made):
    assert verify(made.track, workers=2, words=False) == verify(made.track, words=False)


@pytest.mark.slow
def test_a_silenced_cue_is_not_found(made, sound, tmp_path):
    cue = named(made.timeline, "Partner")
    where = stretch(cue.start_ms, cue.end_ms)
    quiet = named(made.timeline, "Lay your palm").end_ms + 1500
    room = sound[quiet * BYTES_PER_MS :][: where.stop - where.start]
    spoilt = sound[: where.start] + room + sound[where.stop :]
    assert blame(heard_in(tmp_path, spoilt, made.timeline)) == {cue.id: Verdict.MISSING}


@pytest.mark.slow
def test_a_cue_400_ms_late_is_heard_late(made, sound, tmp_path):
    cue = named(made.timeline, "Wash oily")
    where, late = stretch(cue.start_ms, cue.end_ms), 400 * BYTES_PER_MS
    spoilt = (
        sound[: where.start]
        + sound[where.stop : where.stop + late]
        + sound[where]
        + sound[where.stop + late :]
    )
    verification = heard_in(tmp_path, spoilt, made.timeline)
    assert blame(verification) == {cue.id: Verdict.OFF}
    (found,) = [heard for heard in verification.cues if heard.id == cue.id]
    assert found.deviation_ms == pytest.approx(400, abs=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wash oily", "Partner"),
        ("Breathe slowly, and let", "Breathe slowly, and keep"),
    ],
    ids=["different", "much alike"],
)
def test_swapped_cues_are_not_found(made, sound, tmp_path, one, other):
    first, second = named(made.timeline, one), named(made.timeline, other)
    longest = max(first.end_ms - first.start_ms, second.end_ms - second.start_ms)
    spoilt = bytearray(sound)
    here, there = (stretch(cue.start_ms, cue.start_ms + longest) for cue in (first, second))
    spoilt[here], spoilt[there] = sound[there], sound[here]
    assert set(blame(heard_in(tmp_path, spoilt, made.timeline))) == {first.id, second.id}


@pytest.mark.slow
def test_a_cue_replaced_by_a_similar_one_is_heard_as_that_one(made, sound, tmp_path):
    planned = named(made.timeline, "Breathe slowly, and let")
    other = named(made.timeline, "Breathe slowly, and keep")
    longest = max(planned.end_ms - planned.start_ms, other.end_ms - other.start_ms)
    spoilt = bytearray(sound)
    spoilt[stretch(planned.start_ms, planned.start_ms + longest)] = sound[
        stretch(other.start_ms, other.start_ms + longest)
    ]
    verification = heard_in(tmp_path, spoilt, made.timeline)
    (found,) = [heard for heard in verification.cues if heard.id == planned.id]
    assert found.phrases[0].instead == other.text


def test_a_truncated_file_has_its_last_cues_missing(made, sound, tmp_path):
    end = made.timeline.cues[-1].start_ms - 200
    verification = heard_in(tmp_path, sound[: end * BYTES_PER_MS], made.timeline)
    assert blame(verification) == {made.timeline.cues[-1].id: Verdict.MISSING}


class Scribe:
    """Returns the same words for every cue."""

    name = "scribe"

    def transcribe(self, pcm: bytes, language: str) -> str:
        return "Breathe slowly"


@pytest.mark.slow
def test_the_words_misheard_are_counted_after_the_cues_are_placed(made, monkeypatch):
    monkeypatch.setattr(verification, "transcriber", lambda *_, **__: Scribe())
    shares: list[float] = []
    found = verify(made.track, on_progress=lambda progress: shares.append(progress.share))
    assert blame(found) == {}
    assert found.intelligibility.recogniser == "scribe"
    assert [cue.id for cue in found.intelligibility.cues] == [cue.id for cue in found.cues]
    assert found.intelligibility.first_wrong == len(found.cues) - 2
    assert shares == sorted(shares)
    assert shares[-1] == 1


@pytest.mark.slow
def test_a_recogniser_that_is_missing_is_an_error_only_if_it_was_asked_for(made, monkeypatch):
    def missing(*_: object, **__: object) -> None:
        raise EngineSetupError("there is none")

    monkeypatch.setattr(verification, "transcriber", missing)
    monkeypatch.setattr(verification, "hear_all", lambda windows, workers: map(nothing, windows))
    found = verify(made.track)
    assert (found.intelligibility, found.uncounted) == (None, "there is none")
    assert verify(made.track, words=False).uncounted == ""
    for asked in ({"model": "base"}, {"download": True}):
        with pytest.raises(EngineSetupError, match="there is none"):
            verify(made.track, **asked)


def nothing(_: object) -> Hearing:
    return Hearing()


def test_a_language_other_than_english_is_refused(tmp_path):
    (tmp_path / "hals.yaml").write_text(
        SCRIPT.replace("title: Shoulders\n", "title: Shoulders\nlanguage: de\n"), encoding="utf-8"
    )
    made = voiceguide.make(
        tmp_path / "hals.yaml", tmp_path / "hals.mp3", voicing=Voicing(engine="silent")
    )
    with pytest.raises(InputError, match=r"can't listen .* is de, .*only English.*inspect"):
        verify(made.track)


def test_without_the_recogniser_the_error_says_what_to_install(made, monkeypatch):
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(recogniser, "import_module", missing)
    with pytest.raises(EngineSetupError, match=r"pip install 'voiceguide\[verify\]'"):
        verify(made.track)


CLOSE = """\
voiceguide: 1
title: Close together
lengths: {standard: 40s}
steps:
  - id: box
    title: Box
    time: 40s
    say: Breathe out, and empty the chest.
    cues:
      - {at: 8s, breath: {in: 4s, hold: 3s, out: 4s, rounds: 1, counted: 1}}
"""


@pytest.mark.slow
def test_words_that_come_quickly_one_after_another_are_each_heard(tmp_path):
    """Each is looked for alone: "Breathe in" with the start of "two" sounds like "breathe out"."""
    (tmp_path / "close.yaml").write_text(CLOSE, encoding="utf-8")
    made = voiceguide.make(tmp_path / "close.yaml", tmp_path / "close.mp3")
    found = verify(made.track)
    assert [cue.verdict for cue in found.cues] == [Verdict.HEARD] * 2
    assert found.cues[1].planned_ms == made.timeline.cues[1].start_ms + BEAT_LEAD_MS
