"""A small session to draw, with everything a picture can show."""

from voiceguide.script.narration import Sentence
from voiceguide.timeline.model import (
    BedPlan,
    Chapter,
    Chime,
    ChimeKind,
    Cue,
    CueKind,
    GainPoint,
    Phrase,
    Side,
    Timeline,
)

BED = BedPlan(
    name="rain",
    level_lu=-20,
    gain=(
        GainPoint(0, 0.0),
        GainPoint(60_000, 0.0),
        GainPoint(60_400, -6.0),
        GainPoint(90_000, -6.0),
        GainPoint(92_000, 0.0),
    ),
    fade_in_ms=500,
    fade_out_ms=12_000,
)


def cue(kind: CueKind, step: str, start_ms: int, end_ms: int, text: str = "Breathe.") -> Cue:
    phrase = Phrase(sentence=Sentence(text), start_ms=start_ms, end_ms=end_ms)
    return Cue(
        id=f"{step}/{kind}-{start_ms}",
        kind=kind,
        step=step,
        text=text,
        start_ms=start_ms,
        end_ms=end_ms,
        phrases=(phrase,),
    )


def session(bed: BedPlan | None = None) -> Timeline:
    """Four minutes: a welcome, and one step with two sides."""
    return Timeline(
        title='Hands & "feet" <3',
        language="en",
        total_ms=240_000,
        chapters=(
            Chapter(step="hello", number=None, title="Hello", start_ms=0, end_ms=60_000),
            Chapter(
                step="feet",
                number=1,
                title="Feet <& toes>",
                start_ms=60_000,
                end_ms=240_000,
                sides=(
                    Side(name="one foot", start_ms=80_000, end_ms=150_000),
                    Side(name="the other foot", start_ms=160_000, end_ms=230_000),
                ),
            ),
        ),
        cues=(
            cue(CueKind.OPENING, "hello", 2_000, 30_000, 'Say "yes" & <wait>.'),
            cue(CueKind.OPENING, "feet", 62_000, 80_000),
            cue(CueKind.REMINDER, "feet", 120_000, 120_100),
            cue(CueKind.SWITCH, "feet", 152_000, 160_000),
        ),
        chimes=(
            Chime(kind=ChimeKind.NEXT_STEP, step="feet", start_ms=60_250, end_ms=62_000),
            Chime(kind=ChimeKind.SWITCH, step="feet", start_ms=150_500, end_ms=151_500),
            Chime(kind=ChimeKind.END, step="feet", start_ms=231_000, end_ms=239_000),
        ),
        bed=bed,
    )
