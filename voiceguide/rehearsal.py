"""A session rehearsed: everything spoken and measured, and planned by that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from voiceguide.audio import voice_chain
from voiceguide.audio.clip import Clip, Sound
from voiceguide.made import Progress
from voiceguide.script.model import Script
from voiceguide.script.spoken import spoken
from voiceguide.speech.engines.silent import spoken_ms
from voiceguide.speech.ensemble import Ensemble
from voiceguide.speech.pace import own_rate
from voiceguide.speech.phrasing import joined_ms
from voiceguide.speech.speaker import Line, speak_all
from voiceguide.store import Store, default_folder
from voiceguide.timeline.model import ChimeKind, Timeline
from voiceguide.timeline.parts import Outline
from voiceguide.timeline.planner import plan
from voiceguide.timeline.utterance import Measure

Chimes = Mapping[ChimeKind, Clip]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A planned session with its words' sounds, by sentence; `spoken` texts were not kept."""

    timeline: Timeline
    phrases: Mapping[str, Sound]
    spoken: int


def rehearse(
    script: Script,
    planned: Outline,
    ensemble: Ensemble,
    chimes: Chimes,
    report: Progress,
    *,
    checked: bool = False,
) -> Rehearsal:
    """Speak everything and plan it; `checked` is as for `speak`. Raises VoiceguideError."""
    fresh: list[str] = []
    phrases = speak(script, planned, ensemble, report, on_spoken=fresh.append, checked=checked)
    timeline = timed(planned, lambda sentence: phrases[sentence].length_ms, chimes)
    return Rehearsal(timeline=timeline, phrases=phrases, spoken=len(fresh))


def everyday(script: Script) -> Measure:
    """About how long a sentence takes, at an everyday pace; nothing is spoken."""

    def measure(sentence: str) -> int:
        said = spoken(sentence, script.language, script.pronounce)
        return joined_ms(said, script.pauses.comma, spoken_ms)

    return measure


def timed(planned: Outline, measure: Measure, chimes: Chimes) -> Timeline:
    """The plan, by the lengths that `measure` gives. Raises LengthError or PlanError."""
    return plan(planned, measure, {kind: clip.length_ms for kind, clip in chimes.items()})


def speak(
    script: Script,
    planned: Outline,
    ensemble: Ensemble,
    report: Progress,
    *,
    on_spoken: Callable[[str], None] | None = None,
    on_clip: Callable[[str, Sound], None] | None = None,
    checked: bool = False,
) -> Mapping[str, Sound]:
    """A clip for every sentence of the outline.

    `on_clip` gets each sentence and its clip as soon as that is there, `on_spoken` each
    text that had to be spoken. With `checked`, kept clips are read before they count: those
    that are damaged are spoken anew, also where nothing can be kept. Raises VoiceguideError.
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
    clips = speak_all(
        tuple(respelt.values()),
        lambda: ensemble.take(rate),
        Store(kept, "clip", checked=checked),
        comma_ms=script.pauses.comma,
        chain=voicing.chain,
        on_progress=lambda done, whole: report("speak", done, whole),
        on_spoken=on_spoken,
        on_clip=each,
    )
    return {sentence: clips[line.text] for sentence, line in respelt.items()}
