"""The minimum lengths of an outline's sentences, for a calm voice."""

from collections.abc import Mapping

from voiceguide.audio.voice_chain import FORMANT
from voiceguide.script.narration import Sentence
from voiceguide.session.estimates import default_voice
from voiceguide.speech.calm import Calm
from voiceguide.speech.pace import relative_pace
from voiceguide.speech.speaker import Line
from voiceguide.timeline.pacing import most_wpm
from voiceguide.timeline.parts import Outline
from voiceguide.wording.spoken import spoken


def calm_for(outline: Outline, lines: Mapping[Sentence, Line], kind: str, rate: int | None) -> Calm:
    """Returns the minimum lengths of lines, for a `kind` of voice at `rate` words per minute."""
    said = {sentence: line.text for sentence, line in lines.items()}
    return _calm(outline, said, kind, relative_pace(rate, outline.language))


def calm_by_default(outline: Outline, rate: int | None) -> Calm:
    """Returns the minimum lengths of all sentences, for the default voice at `rate` words per
    minute."""
    sentences = {sentence for sentence, _ in outline.sentences()}
    said = {
        sentence: spoken(sentence.text, outline.language, outline.pronounce)
        for sentence in sentences
    }
    return _calm(outline, said, FORMANT.name, relative_pace(rate, outline.language))


def _calm(outline: Outline, said: Mapping[Sentence, str], kind: str, pace: float) -> Calm:
    limits = most_wpm(outline, kind, default_voice(outline))
    texts = dict[str, float]()
    for sentence, text in said.items():
        if sentence in limits:
            texts[text] = min(limits[sentence], texts.get(text, limits[sentence]))
    return Calm.of(texts, outline.language, comma_ms=outline.comma_ms, pace=pace)
