"""Small sessions to play."""

from voiceguide.script.narration import Sentence
from voiceguide.timeline.model import Chapter, Cue, CueKind, Phrase, Timeline

SCRIPT = """\
voiceguide: 1
title: Two minutes
lengths: {default: standard, standard: 2m}
steps:
  - id: one
    title: One
    time: 1m
    say: Let your head sink to one side. Breathe.
  - id: two
    title: Two
    time: 1m
    say: Draw circles. Now rest.
"""


def chapter(step: str, number: int | None, start_ms: int, end_ms: int) -> Chapter:
    return Chapter(step=step, number=number, title=step.title(), start_ms=start_ms, end_ms=end_ms)


def cue(step: str, *phrases: tuple[str, int, int]) -> Cue:
    said = tuple(
        Phrase(sentence=Sentence(text), start_ms=start, end_ms=end) for text, start, end in phrases
    )
    return Cue(
        id=f"{step}-opening",
        kind=CueKind.OPENING,
        step=step,
        text=" ".join(phrase.text for phrase in said),
        start_ms=said[0].start_ms,
        end_ms=said[-1].end_ms,
        phrases=said,
    )


TIMELINE = Timeline(
    title="A short rest",
    language="en",
    total_ms=60_000,
    chapters=(
        chapter("welcome", None, 0, 10_000),
        chapter("neck", 1, 10_000, 40_000),
        chapter("rest", 2, 40_000, 60_000),
    ),
    cues=(
        cue("welcome", ("Lie down.", 1000, 2000), ("Close your eyes.", 3000, 4000)),
        cue("neck", ("Turn your head.", 12_000, 14_000)),
    ),
    chimes=(),
)
