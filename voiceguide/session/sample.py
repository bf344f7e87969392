"""A voice's sample: a few sentences as they would sound in a session, without bed and chimes."""

from contextlib import closing
from fractions import Fraction
from pathlib import Path

from voiceguide.audio.clip import BYTES_PER_MS
from voiceguide.cache.environment import default_cache
from voiceguide.cache.store import Cache
from voiceguide.errors import InputError
from voiceguide.progress import OnProgress, ignore
from voiceguide.script.model import Script
from voiceguide.script.narration import Narration, Part, Pause, Sentence
from voiceguide.script.pauses import Pauses
from voiceguide.session.choices import Choices
from voiceguide.session.plan import load
from voiceguide.session.request import voicing_of
from voiceguide.session.voices import Callbacks, at_work
from voiceguide.speech.engine_pool import EnginePool
from voiceguide.speech.pace import sample_sentences
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline import lengths
from voiceguide.timeline.manners import Manners
from voiceguide.timeline.model import CueKind
from voiceguide.timeline.outline import outline
from voiceguide.timeline.parts import Outline, PlannedCue, PlannedStep
from voiceguide.wording.lexicon import Pronounce

_SENTENCES = 6
"""The length of a sample: about half a minute, enough to judge a voice."""

_ROOM_MS = 60 * 60 * 1000
"""The length of the sample's outline, which the sample must not exceed."""


def sample(
    voicing: Voicing,
    language: str,
    *,
    script: Script | str | Path | None = None,
    cache: Cache | None = None,
    on_progress: OnProgress | None = None,
) -> bytes:
    """Returns a sample as 48 kHz 16-bit mono sound: the opening of a script or, without one, the
    language's sample sentences.

    Raises VoiceguideError.
    """
    cache = default_cache() if cache is None else cache
    if script is not None and not isinstance(script, Script):
        script = load(script)
    if script is not None:
        language = script.language
        voicing = voicing_of(voicing, Choices.of(script), language)
    with closing(EnginePool(voicing, language)) as pool:
        pool.start()
        whole_paragraphs = pool.speaks_paragraphs()
        planned = (
            _sentences(language)
            if script is None
            else _opening(script, whole_paragraphs=whole_paragraphs)
        )
        callbacks = Callbacks(on_progress=on_progress or ignore)
        with at_work(planned, pool, cache, callbacks) as voices:
            voices.begin(planned.sentences_of_cues())
            clips = voices.finish()
        return b"".join(
            clips[part].pcm if isinstance(part, Sentence) else bytes(part.ms * BYTES_PER_MS)
            for part in planned.steps[0].opening.narration.parts
        )


def _opening(script: Script, *, whole_paragraphs: bool) -> Outline:
    """Returns a script's first sentences, at its default length."""
    whole = outline(script, lengths.total_ms(script.lengths), whole_paragraphs=whole_paragraphs)
    spoken = next(step.opening.narration for step in whole.steps if step.opening.narration.parts)
    return _outline(spoken.parts, script.language, whole.pronounce, whole.comma_ms)


def _sentences(language: str) -> Outline:
    """Returns the sentences that a language has for samples. Raises InputError if it has none."""
    texts = sample_sentences(language)
    if not texts:
        raise InputError(
            f"there are no sample sentences for the language {language!r}; add a script"
        )
    usual = Pauses()
    parts: list[Part] = [
        part for text in texts for part in (Sentence(text), Pause(usual.sentence_ms))
    ]
    return _outline(tuple(parts), language, {}, usual.comma_ms)


def _outline(
    parts: tuple[Part, ...],
    language: str,
    pronounce: Pronounce,
    comma_ms: int,
) -> Outline:
    """Returns an outline of one step, with as many of the parts as a sample needs."""
    opening = PlannedCue(
        id="sample", kind=CueKind.OPENING, narration=Narration(parts[: 2 * _SENTENCES])
    )
    step = PlannedStep(
        id="sample",
        number=None,
        title="sample",
        preferred_ms=Fraction(_ROOM_MS),
        opening=opening,
        cues=(),
        sides=None,
        switch=None,
        switch_ahead=None,
        ahead=None,
        reminders=False,
    )
    return Outline(
        title="sample",
        language=language,
        pronounce=pronounce,
        comma_ms=comma_ms,
        total_ms=_ROOM_MS,
        steps=(step,),
        pools=(),
        quiet_ms=None,
        manners=Manners(),
    )
