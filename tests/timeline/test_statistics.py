"""How much speech and quiet each step has."""

from voiceguide.script.narration import Sentence
from voiceguide.timeline.model import Chapter, Cue, CueKind, Phrase, Timeline
from voiceguide.timeline.statistics import step_statistics


def cue(step: str, *spans: tuple[int, int]) -> Cue:
    phrases = tuple(
        Phrase(sentence=Sentence("words"), start_ms=start, end_ms=end) for start, end in spans
    )
    return Cue(
        id=f"{step}/{spans[0][0]}",
        kind=CueKind.COACHING,
        step=step,
        text="words",
        start_ms=spans[0][0],
        end_ms=spans[-1][1],
        phrases=phrases,
    )


def test_every_step_has_its_speech_and_longest_quiet():
    timeline = Timeline(
        title="T",
        language="en",
        total_ms=200,
        chapters=(
            Chapter(step="a", number=None, title="A", start_ms=0, end_ms=100),
            Chapter(step="b", number=1, title="B", start_ms=100, end_ms=200),
        ),
        cues=(cue("a", (10, 20), (25, 30)), cue("a", (80, 85)), cue("b", (160, 200))),
        chimes=(),
    )
    first, second = step_statistics(timeline)
    assert (first.length_ms, first.speech_ms, first.quiet_ms) == (100, 20, 80)
    assert first.longest_quiet_ms == 50
    assert (second.speech_ms, second.longest_quiet_ms) == (40, 60)
