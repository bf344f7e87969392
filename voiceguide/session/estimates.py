"""Estimates how long sentences take before they are spoken, and checks that their pauses fit."""

from voiceguide import timecode
from voiceguide.audio.levels import BEAT_LEAD_MS
from voiceguide.errors import PlanError
from voiceguide.script.narration import Sentence
from voiceguide.speech.default_voice import spoken_ms as letters_ms
from voiceguide.speech.engines.silent import spoken_ms
from voiceguide.speech.phrasing import joined_ms
from voiceguide.timeline.parts import Outline
from voiceguide.timeline.planner import check_pauses as check_fit
from voiceguide.timeline.utterance import Measure
from voiceguide.wording.spoken import spoken

LONGEST_REST_MS = 10 * 60_000
"""The most quiet at the commas of one sentence, since its clip contains all of it."""


def everyday(outline: Outline) -> Measure:
    """Returns a function that estimates a sentence's length at an everyday pace, in ms."""

    def measure(sentence: Sentence) -> int:
        said = spoken(sentence.text, outline.language, outline.pronounce)
        whole_ms = joined_ms(said, outline.comma_ms, spoken_ms)
        return round(whole_ms / sentence.manner.pace) + lead_ms(sentence)

    return measure


def default_voice(outline: Outline) -> Measure:
    """Returns a function that estimates a sentence's length with the default voice, in ms."""

    def measure(sentence: Sentence) -> int:
        said = spoken(sentence.text, outline.language, outline.pronounce)
        return joined_ms(said, outline.comma_ms, letters_ms) + lead_ms(sentence)

    return measure


def lead_ms(sentence: Sentence) -> int:
    """Returns by how much a sentence's clip is longer, in ms, because it is on the beat."""
    return BEAT_LEAD_MS if sentence.manner.on_beat else 0


def check_pauses(outline: Outline) -> None:
    """Raises LengthError or PlanError for pauses that don't fit the session. Nothing needs to be
    spoken for this."""

    def at_commas(sentence: Sentence) -> int:
        said = spoken(sentence.text, outline.language, outline.pronounce)
        return joined_ms(said, outline.comma_ms, lambda _: 0)

    check_fit(outline, at_commas)
    for sentence, cue in outline.sentences():
        if at_commas(sentence) > LONGEST_REST_MS:
            raise PlanError(
                f"{cue}: the pauses at the commas of a sentence take "
                f"{timecode.duration(at_commas(sentence))}; at most "
                f"{timecode.duration(LONGEST_REST_MS)} is possible. Make 'comma' shorter, and "
                "write long pauses between sentences, such as [pause 5m]"
            )
