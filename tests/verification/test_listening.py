"""A recogniser's transcript, cue by cue, and its misheard words."""

import wave
from pathlib import Path

import pytest

from voiceguide.script.narration import Sentence
from voiceguide.timeline.model import Chapter, Cue, CueKind, Phrase, Timeline
from voiceguide.verification.intelligibility import Intelligibility
from voiceguide.verification.listening import listen

TOTAL_MS = 80_000
RATE = 16_000


def phrase(text: str, start_ms: int, end_ms: int) -> Phrase:
    return Phrase(sentence=Sentence(text), start_ms=start_ms, end_ms=end_ms)


def cue(name: str, *phrases: Phrase) -> Cue:
    return Cue(
        id=name,
        kind=CueKind.COACHING,
        step="one",
        text=" ".join(each.text for each in phrases),
        start_ms=phrases[0].start_ms,
        end_ms=phrases[-1].end_ms,
        phrases=phrases,
    )


CUES = (
    cue("short", phrase("Rest your hands.", 1_000, 2_000)),
    cue(
        "long",
        phrase("Lie down.", 10_000, 24_000),
        phrase("Breathe out.", 25_000, 38_000),
        phrase("Let go.", 40_000, 41_000),
    ),
    cue("last", phrase("Now rest.", 70_000, 79_900)),
)


class Scribe:
    """Returns given transcripts; `lengths` has the length of each sound, in ms."""

    name = "scribe"

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts)
        self.lengths: list[int] = []

    def transcribe(self, pcm: bytes, language: str) -> str:
        assert language == "en"
        self.lengths.append(len(pcm) // (RATE // 1000 * 2))
        return self.texts.pop(0)


@pytest.fixture
def track(tmp_path) -> Path:
    with wave.open(str(tmp_path / "track.wav"), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(bytes(TOTAL_MS * RATE // 1000 * 2))
    return tmp_path / "track.wav"


def heard(track: Path, scribe: Scribe) -> Intelligibility:
    whole = Chapter(step="one", number=1, title="One", start_ms=0, end_ms=TOTAL_MS)
    timeline = Timeline(
        title="A test",
        language="en-GB",
        total_ms=TOTAL_MS,
        chapters=(whole,),
        cues=CUES,
        chimes=(),
    )
    return listen(track, timeline, scribe)


def test_each_cue_is_heard_apart_with_its_surroundings(track):
    scribe = Scribe("Rest your hands.", "Lie down. Breathe out.", "Let go.", "Now rest.")
    found = heard(track, scribe)
    assert (found.words, found.wrong, found.share, found.first_wrong) == (11, 0, 0, 0)
    assert [each.heard for each in found.cues][1] == "Lie down. Breathe out. Let go."
    assert scribe.lengths == [1_800, 28_800, 1_800, 10_400]


def test_words_misheard_are_counted_with_those_lost_and_added(track):
    found = heard(track, Scribe("Best your hand", "Lie down. Breathe.", "Let it go.", ""))
    assert [each.wrong for each in found.cues] == [2, 2, 2]
    assert (found.wrong, found.first_wrong) == (6, 2)
    assert found.share == pytest.approx(6 / 11)
    assert [each.id for each in found.worst] == ["last", "short", "long"]
    assert [(each.at, each.said, each.heard) for each in found.cues[1].differences] == [
        (3, ("out",), ()),
        (5, (), ("it",)),
    ]


def test_a_word_added_before_the_first_leaves_the_first_right(track):
    found = heard(
        track, Scribe("Please rest your hands", "Lie down. Breathe out", "Let go", "Rest")
    )
    assert [each.is_first_wrong for each in found.cues] == [False, False, True]


def test_a_session_without_words_has_no_words_misheard():
    nothing = Intelligibility(recogniser="scribe", cues=())
    assert (nothing.words, nothing.wrong, nothing.share, nothing.worst) == (0, 0, 0, ())
