"""The parts of a session: the texts of one voice, in one manner and at one pace."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from typing import Self

from voiceguide.errors import UnknownNameError
from voiceguide.script.narration import Manner, Sentence
from voiceguide.session.calm import calm_for
from voiceguide.session.estimates import lead_ms
from voiceguide.session.lines import lines_for
from voiceguide.speech.beats import Beats
from voiceguide.speech.calm import Calm
from voiceguide.speech.default_voice import spoken_ms
from voiceguide.speech.engine_pool import EnginePool
from voiceguide.speech.pace import calm_wpm, relative_pace
from voiceguide.speech.phrasing import joined_ms
from voiceguide.speech.speaker import Line
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline.parts import Outline


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """The texts of one voice in one manner, with the pool of its engines, at `rate` words per
    minute."""

    lines: Mapping[Sentence, Line]
    sentences: Mapping[str, Sequence[Sentence]]
    """The sentences of each text."""

    pool: EnginePool
    rate: int | None
    calm: Calm
    charges: bool
    beats: Beats | None
    language: str

    @classmethod
    def of(
        cls,
        outline: Outline,
        cues: Mapping[Sentence, str],
        pool: EnginePool,
        rate: int | None,
    ) -> Self:
        """Returns the part of a pool in an outline. Raises as `lines_for` does."""
        lines = lines_for(pool, cues, outline)
        sentences = defaultdict[str, list[Sentence]](list)
        for sentence, line in lines.items():
            sentences[line.text].append(sentence)
        return cls(
            lines=lines,
            sentences=sentences,
            pool=pool,
            rate=rate,
            calm=calm_for(outline, lines, pool.kind_of_voice(), rate),
            charges=pool.charges(),
            beats=_beats(outline, lines),
            language=outline.language,
        )

    def expected_ms(self, sentence: Sentence, comma_ms: int) -> int:
        """Returns a sentence's approximate length in milliseconds."""
        text = self.lines[sentence].text
        pace = relative_pace(self.rate, self.language)
        usual_ms = joined_ms(text, comma_ms, lambda phrase: round(spoken_ms(phrase) / pace))
        return self.calm.estimated_ms(text, usual_ms) + lead_ms(sentence)


@contextmanager
def parts_of(
    outline: Outline, pool: EnginePool, others: Mapping[str, Voicing]
) -> Iterator[list[Part]]:
    """Yields, for each voice, its parts: the session's own voice, with the `pool`, and `others`.

    The parts of a voice share its engines, which change their rate. Raises as `lines_for` does, and
    UnknownNameError for a voice that is not among the others.
    """
    with ExitStack() as stack:
        pools = {_voice_of(pool.voicing): pool}
        parts = []
        for (voice, manner), cues in _grouped(outline).items():
            voicing = _voicing(voice, manner, pool.voicing, others, outline.language)
            if _voice_of(voicing) not in pools:
                pools[_voice_of(voicing)] = stack.enter_context(closing(pool.beside(voicing)))
            parts.append(Part.of(outline, cues, pools[_voice_of(voicing)], voicing.rate))
        yield parts


def _beats(outline: Outline, lines: Mapping[Sentence, Line]) -> Beats | None:
    """Returns the time from each text to the next beat; None if none is on the beat."""
    if not any(sentence.manner.on_beat for sentence in lines):
        return None
    most = dict[str, int]()
    for said, beat in (pair for narration in outline.narrations() for pair in narration.beats):
        if said in lines:
            text = lines[said].text
            most[text] = min(beat.ms, most.get(text, beat.ms))
    return Beats(most=most)


def _grouped(outline: Outline) -> dict[tuple[str, Manner], dict[Sentence, str]]:
    """Returns the sentences by voice and manner, each with its cue's name."""
    groups: dict[tuple[str, Manner], dict[Sentence, str]] = {}
    for sentence, cue in outline.sentences():
        groups.setdefault((sentence.voice, sentence.manner), {})[sentence] = cue
    return groups


def _voicing(
    voice: str, manner: Manner, own: Voicing, others: Mapping[str, Voicing], language: str
) -> Voicing:
    """Returns the voicing of a group's sentences: the session's own voice or another, at their
    pace."""
    if voice and voice not in others:
        raise UnknownNameError("voice of the script", voice, others)
    voicing = others[voice] if voice else own
    if manner.pace == 1:
        return voicing
    return replace(voicing, rate=round((voicing.rate or calm_wpm(language)) * manner.pace))


def _voice_of(voicing: Voicing) -> tuple[object, ...]:
    """Returns a key that is equal for voicings that the same engines can speak."""
    options = tuple(sorted(voicing.options.items()))
    return voicing.engine, voicing.voice, voicing.volume, voicing.chain, options
