"""Words on the beat: a count or a breath as narration, and whether each word fits its beat."""

from collections.abc import Iterator

from voiceguide import timecode
from voiceguide.errors import LengthError
from voiceguide.script.beats import Breath, Count
from voiceguide.script.cue import Cue
from voiceguide.script.narration import ON_BEAT, Beat, Narration, Part, Sentence
from voiceguide.timeline.parts import Outline
from voiceguide.timeline.utterance import Measure
from voiceguide.wording import counting
from voiceguide.wording.language import Language

_SECOND_MS = 1_000


def on_beat(cue: Cue, language: Language, side: str) -> Narration:
    """Returns a cue's count or breath as narration; `side` is the name of its side."""
    if cue.count is not None:
        return counted(cue.count, language)
    if cue.breath is None:
        raise ValueError("the cue has neither a count nor a breath")
    return breathed(cue.breath.in_words({"side": side}), language)


def counted(count: Count, language: Language) -> Narration:
    """Returns a count as narration: a number on every beat."""
    numbers = _numbers(count.numbers, language)
    return Narration(tuple(part for said in numbers for part in (said, Beat(count.every))))


def breathed(breath: Breath, language: Language) -> Narration:
    """Returns the rounds of a breath as narration, in the author's words or the language's.

    Silent rounds are added to the time after the last word.
    """
    words = {**language.beats.breath, **breath.say.written()}
    parts: list[Part] = []
    for number in range(1, breath.spoken_rounds + 1):
        for phase, length_ms in breath.phases:
            parts += _phase(words[phase], length_ms, language, is_counted=number <= breath.counted)
    silent_ms = (breath.rounds - breath.spoken_rounds) * breath.round_ms
    *spoken, last = parts
    return Narration((*spoken, Beat(last.ms + silent_ms) if isinstance(last, Beat) else last))


def _phase(text: str, length_ms: int, language: Language, *, is_counted: bool) -> Iterator[Part]:
    """Yields the words of one phase; if it is counted, each full second from 2 on is said too."""
    yield Sentence(text, manner=ON_BEAT)
    seconds = range(2, length_ms // _SECOND_MS + 1) if is_counted else range(0)
    for said in _numbers(seconds, language):
        yield Beat(_SECOND_MS)
        yield said
    yield Beat(length_ms - len(seconds) * _SECOND_MS)


def _numbers(values: range, language: Language) -> Iterator[Sentence]:
    """Yields each number of a count as a sentence."""
    for place, value in enumerate(values, start=1):
        form = language.beats.number if place < len(values) else language.beats.last
        words = counting.number(value, language)
        said = words[:1].title() + words[1:] if place == 1 else words
        yield Sentence(form.format(said), manner=ON_BEAT)


def check(outline: Outline, measure: Measure) -> None:
    """Raises LengthError for the word that exceeds its beat the most.

    `measure` returns the length of a spoken sentence in milliseconds.
    """
    over = [
        (measure(said) - beat.ms, said, beat, f"{step.name}, on the beat at {cue.at}")
        for step in outline.steps
        for cue in step.cues
        for said, beat in cue.narration.beats
        if measure(said) > beat.ms
    ]
    if over:
        _, said, beat, where = max(over, key=lambda each: each[0])
        needs = timecode.duration(-(-measure(said) // 100) * 100)
        raise LengthError(
            f"{where}: {said.text!r} takes {needs}, but the next beat comes after "
            f"{timecode.duration(beat.ms)}. Make the beat slower ({needs} or longer), say less, or "
            "ask for a faster rate"
        )
