"""A session rehearsed: everything spoken and measured, and planned by that."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from voiceguide.audio import voice_chain
from voiceguide.audio.clip import Clip, Sound
from voiceguide.cache.store import Store, default_folder
from voiceguide.script.model import Script
from voiceguide.session.result import Progress
from voiceguide.speech import speaker
from voiceguide.speech.engines.silent import spoken_ms
from voiceguide.speech.ensemble import Ensemble
from voiceguide.speech.pace import own_rate
from voiceguide.speech.phrasing import joined_ms
from voiceguide.speech.speaker import Line
from voiceguide.timeline.model import ChimeKind, Timeline
from voiceguide.timeline.parts import Outline
from voiceguide.timeline.planner import plan
from voiceguide.timeline.utterance import Measure
from voiceguide.wording.spoken import spoken

Chimes = Mapping[ChimeKind, Clip]


def everyday(script: Script) -> Measure:
    """About how long a sentence takes, at an everyday pace; nothing is spoken."""

    def measure(sentence: str) -> int:
        said = spoken(sentence, script.language, script.pronounce)
        return joined_ms(said, script.pauses.comma, spoken_ms)

    return measure


def measured(phrases: Mapping[str, Sound]) -> Measure:
    """How long each sentence takes, as it was spoken."""
    return lambda sentence: phrases[sentence].length_ms


def timed(planned: Outline, measure: Measure, chimes: Chimes) -> Timeline:
    """The plan, by the lengths that `measure` gives. Raises LengthError or PlanError."""
    return plan(planned, measure, {kind: clip.length_ms for kind, clip in chimes.items()})


@contextmanager
def speaking(
    script: Script,
    planned: Outline,
    ensemble: Ensemble,
    report: Progress,
    *,
    on_spoken: Callable[[str], None] | None = None,
    on_clip: Callable[[str, Sound], None] | None = None,
    checked: bool = False,
) -> Iterator[Callable[[], Mapping[str, Sound]]]:
    """Engines at work on the outline's sentences; what it gives waits for a clip of each.

    While it is waited for, `on_clip` gets each sentence and its clip as soon as that is there,
    `on_spoken` each text that had to be spoken. With `checked`, kept clips are read before they
    count: those that are damaged are spoken anew, also where nothing can be kept. Raises
    VoiceguideError.
    """
    voicing = ensemble.voicing
    if voicing.chain != voice_chain.AUTO:
        voice_chain.find(voicing.chain)  # before the engine is listened to
    respelt = {
        sentence: Line(text=spoken(sentence, script.language, script.pronounce), cue=cue)
        for sentence, cue in planned.sentences()
    }

    def each(text: str, clip: Sound) -> None:
        for sentence, line in respelt.items():
            if on_clip is not None and line.text == text:
                on_clip(sentence, clip)

    kept = default_folder()
    rate = own_rate(ensemble.lent, voicing.rate, script.language, Store(kept, "rate"))
    with speaker.speaking(
        tuple(respelt.values()),
        lambda: ensemble.take(rate),
        Store(kept, "clip", checked=checked),
        comma_ms=script.pauses.comma,
        chain=voicing.chain,
        on_progress=lambda done, whole: report("speak", done, whole),
        on_spoken=on_spoken,
        on_clip=each,
    ) as clips:

        def waited_for() -> Mapping[str, Sound]:
            by_text = clips()
            return {sentence: by_text[line.text] for sentence, line in respelt.items()}

        yield waited_for
