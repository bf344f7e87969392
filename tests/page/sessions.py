"""Sessions for pages to play: timelines, and scripts for real tracks."""

from dataclasses import replace

from voiceguide.script.narration import Sentence
from voiceguide.script.picture import Stroke, StrokeKind
from voiceguide.script.scene import Scene
from voiceguide.script.views import Place
from voiceguide.timeline.model import Chapter, Cue, CueKind, Phrase, Side, Timeline

SCRIPT = """\
voiceguide: 1
title: Four minutes
lengths: {default: standard, standard: 4m, long: 6m}
announce: "Step {number}. {title}."
steps:
  - id: hello
    title: Welcome
    numbered: false
    time: {standard: 30s, long: 30s}
    say: Welcome. Let your shoulders sink.
  - id: neck
    title: Base of the neck
    time: {standard: 1m, long: 2m}
    picture: {strokes: [{stroke: line, where: [lower-back, upper-back]}], avoid: [spine]}
    say: Let your head sink to one side. Stay there.
  - id: sides
    title: Both sides
    time: {standard: 90s, long: 2m}
    sides: {names: [the first side, the other side], say: "Now {side}."}
    say: Draw circles.
  - id: end
    title: Rest
    time: {standard: 1m, long: 90s}
    say: Rest now.
"""

HOUR = """\
voiceguide: 1
title: An hour
lengths: {default: standard, standard: 60m}
steps:
""" + "".join(
    f"  - {{id: s{n}, title: Part {n}, time: 5m, say: This is part {n}. Go on slowly.}}\n"
    for n in range(1, 13)
)


def phrase(text: str, start_ms: int, end_ms: int) -> Cue:
    """A cue of one phrase."""
    return Cue(
        id=f"cue-{start_ms}",
        kind=CueKind.OPENING,
        step="one",
        text=text,
        start_ms=start_ms,
        end_ms=end_ms,
        phrases=(Phrase(sentence=Sentence(text), start_ms=start_ms, end_ms=end_ms),),
    )


def timeline(*titles: str, title: str = "A session", words: str = "Breathe out.") -> Timeline:
    """One minute per title, each starting with the same words."""
    return Timeline(
        title=title,
        language="en",
        total_ms=60_000 * len(titles),
        chapters=tuple(
            Chapter(
                step=f"step-{index}",
                number=index + 1,
                title=name,
                start_ms=60_000 * index,
                end_ms=60_000 * (index + 1),
                sides=(
                    Side(name="one side", start_ms=60_000 * index, end_ms=60_000 * index + 30_000),
                    Side(
                        name="the other",
                        start_ms=60_000 * index + 30_000,
                        end_ms=60_000 * (index + 1),
                    ),
                )
                if index == 1
                else (),
            )
            for index, name in enumerate(titles)
        ),
        cues=tuple(
            phrase(words, 60_000 * index + 2000, 60_000 * index + 4000)
            for index in range(len(titles))
        ),
        chimes=(),
    )


def drawn(plan: Timeline) -> Timeline:
    """The same timeline, with a picture for each step."""
    picture = Scene(
        strokes=(Stroke(stroke=StrokeKind.SHAKE, where=(Place.SHOULDER_BLADE,)),),
    )
    chapters = tuple(replace(chapter, picture=picture) for chapter in plan.chapters)
    return replace(plan, chapters=chapters)
