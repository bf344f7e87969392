"""Turns words into clips: every sentence of an outline, spoken and measured."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial

from voiceguide import timecode
from voiceguide.audio import voice_chain
from voiceguide.audio.clip import Sound
from voiceguide.audio.voice_chain import FORMANT
from voiceguide.cache.store import Cache
from voiceguide.errors import PlanError, UnknownNameError
from voiceguide.progress import OnProgress, Progress, Stage
from voiceguide.script.narration import Manner, Sentence
from voiceguide.session.charges import added, charge
from voiceguide.session.lines import lines_for
from voiceguide.speech import speaker
from voiceguide.speech.calm import Calm
from voiceguide.speech.default_voice import spoken_ms as letters_ms
from voiceguide.speech.engine_pool import EnginePool
from voiceguide.speech.engines.silent import spoken_ms
from voiceguide.speech.pace import CALM_WPM, own_rate, relative_pace
from voiceguide.speech.phrasing import joined_ms
from voiceguide.speech.speaker import Line, Spoken
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline.pacing import most_wpm
from voiceguide.timeline.parts import Outline
from voiceguide.timeline.planner import check_pauses as check_fit
from voiceguide.timeline.utterance import Measure
from voiceguide.wording.spoken import spoken

Clips = Mapping[Sentence, Sound]


def everyday(outline: Outline) -> Measure:
    """Returns a function that estimates a sentence's length at an everyday pace, in ms."""

    def measure(sentence: Sentence) -> int:
        said = spoken(sentence.text, outline.language, outline.pronounce)
        return round(joined_ms(said, outline.comma_ms, spoken_ms) / sentence.manner.pace)

    return measure


def default_voice(outline: Outline) -> Measure:
    """Returns a function that estimates how long the default voice takes for a sentence, in ms."""

    def measure(sentence: Sentence) -> int:
        said = spoken(sentence.text, outline.language, outline.pronounce)
        return joined_ms(said, outline.comma_ms, letters_ms)

    return measure


def measured(clips: Clips) -> Measure:
    """Returns a function that looks up a spoken sentence's length, in ms."""
    return lambda sentence: clips[sentence].length_ms


LONGEST_REST_MS = 10 * 60_000
"""The most quiet at the commas of one sentence, whose clip holds all of it."""


def check_pauses(outline: Outline) -> None:
    """Raises LengthError or PlanError for pauses that don't fit the session, before a word is
    spoken."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Callbacks:
    """Functions to call while waiting for clips: for progress, for each text that had to be spoken,
    and for each sentence's clip as soon as it is ready."""

    on_progress: OnProgress
    on_spoken: Callable[[str], None] | None = None
    on_clip: Callable[[Sentence, Sound], None] | None = None


@contextmanager
def speak(
    outline: Outline,
    pool: EnginePool,
    cache: Cache,
    callbacks: Callbacks,
    voices: Mapping[str, Voicing] | None = None,
) -> Iterator[Callable[[], Clips]]:
    """Speaks the outline's sentences in the background.

    Yields a function that waits for all of them and returns {sentence: clip}. The `pool`
    speaks in the session's voice; `voices` has the others, by name. With a checked cache,
    damaged clips are spoken again, even if nothing can be stored. Raises VoiceguideError; pauses
    that can't fit are found before a word is spoken. Before anything is sent to an engine that may
    cost money, its charge is reported.
    """
    check_pauses(outline)
    groups = _grouped(outline)
    shares = _Shares(callbacks.on_progress, len(groups))
    with ExitStack() as stack:
        casts = []
        for voice, manner in groups:
            cast = _cast(voice, manner, pool, voices or {})
            casts.append(cast)
            if cast is not pool:
                stack.callback(cast.close)
        parts = [
            (cast, lines_for(cast, sentences, outline))
            for cast, sentences in zip(casts, groups.values(), strict=True)
        ]
        _report_charges(outline, parts, cache, callbacks.on_progress)
        waits = []
        for number, (cast, lines) in enumerate(parts):
            on_share = partial(shares.report, number)
            group = _speaking_group(outline, lines, cast, cache, callbacks, on_share)
            waits.append(stack.enter_context(group))
        yield lambda: {sentence: clip for wait in waits for sentence, clip in wait().items()}


def _report_charges(
    outline: Outline,
    parts: Iterable[tuple[EnginePool, Mapping[Sentence, Line]]],
    cache: Cache,
    on_progress: OnProgress,
) -> None:
    charges = [
        charge(
            (line.text for line in lines.values()),
            cast,
            outline,
            calm_for(outline, lines, cast),
            cache,
        )
        for cast, lines in parts
    ]
    for one in added(charges):
        on_progress(Progress(Stage.SPEAK, 0.0, one))


def _grouped(outline: Outline) -> dict[tuple[str, Manner], dict[Sentence, str]]:
    """Returns the sentences by voice and manner, each with its cue's name."""
    groups: dict[tuple[str, Manner], dict[Sentence, str]] = {}
    for sentence, cue in outline.sentences():
        groups.setdefault((sentence.voice, sentence.manner), {})[sentence] = cue
    return groups


def _cast(voice: str, manner: Manner, own: EnginePool, voices: Mapping[str, Voicing]) -> EnginePool:
    """Returns the pool for a group: the session's own, or one for that voice and pace."""
    if voice and voice not in voices:
        raise UnknownNameError("voice of the script", voice, voices)
    voicing = voices[voice] if voice else own.voicing
    if manner.pace != 1:
        voicing = replace(voicing, rate=round((voicing.rate or CALM_WPM) * manner.pace))
    return own if voicing == own.voicing else own.beside(voicing)


def calm_for(outline: Outline, lines: Mapping[Sentence, Line], pool: EnginePool) -> Calm:
    """Returns how calmly the pool's voice says these lines. Raises as `EnginePool.take` does."""
    said = {sentence: line.text for sentence, line in lines.items()}
    return _calm(outline, said, pool.kind_of_voice(), relative_pace(pool.voicing.rate))


def calm_by_default(outline: Outline) -> Calm:
    """Returns how calmly the default voice says all sentences."""
    sentences = {sentence for sentence, _ in outline.sentences()}
    said = {
        sentence: spoken(sentence.text, outline.language, outline.pronounce)
        for sentence in sentences
    }
    return _calm(outline, said, FORMANT.name, 1.0)


def _calm(outline: Outline, said: Mapping[Sentence, str], kind: str, pace: float) -> Calm:
    limits = most_wpm(outline, kind, default_voice(outline))
    texts = dict[str, float]()
    for sentence, text in said.items():
        if sentence in limits:
            texts[text] = min(limits[sentence], texts.get(text, limits[sentence]))
    return Calm.of(texts, outline.language, comma_ms=outline.comma_ms, pace=pace)


@contextmanager
def _speaking_group(
    outline: Outline,
    lines: Mapping[Sentence, Line],
    pool: EnginePool,
    cache: Cache,
    callbacks: Callbacks,
    on_share: Callable[[int, int], None],
) -> Iterator[Callable[[], Clips]]:
    """Speaks the sentences of one voice and manner, as `speak` does."""
    voicing = pool.voicing
    if voicing.chain != voice_chain.AUTO:
        voice_chain.find(voicing.chain)  # fails early, before measuring the pace

    calm = calm_for(outline, lines, pool)
    rate = own_rate(pool.lent, voicing.rate, outline.language, cache.store("rate"))
    with speaker.speaking(
        tuple(lines.values()),
        lambda: pool.take(rate),
        cache.store("clip"),
        comma_ms=outline.comma_ms,
        chain=voicing.chain,
        pace=relative_pace(voicing.rate),
        rate=rate,
        calm=calm,
    ) as results:
        yield lambda: _collected(lines, results, callbacks, on_share)


def _collected(
    lines: Mapping[Sentence, Line],
    results: Iterable[Spoken],
    callbacks: Callbacks,
    on_share: Callable[[int, int], None],
) -> Clips:
    """Waits for every clip, and calls the callbacks as each is done."""
    whole = len({line.text for line in lines.values()})
    clips: dict[str, Sound] = {}
    on_share(0, whole)
    for result in results:
        clips[result.text] = result.clip
        for sentence, line in lines.items():
            if callbacks.on_clip is not None and line.text == result.text:
                callbacks.on_clip(sentence, result.clip)
        on_share(len(clips), whole)
        if callbacks.on_spoken is not None and result.fresh:
            callbacks.on_spoken(result.text)
    return {sentence: clips[line.text] for sentence, line in lines.items()}


class _Shares:
    """Adds up the groups' progress, in texts done."""

    def __init__(self, on_progress: OnProgress, groups: int) -> None:
        self._on_progress = on_progress
        self._shares = [0.0] * groups

    def report(self, number: int, done: int, whole: int) -> None:
        """Reports that a group has `done` of its `whole` number of texts."""
        self._shares[number] = done / whole
        share = sum(self._shares) / len(self._shares)
        self._on_progress(Progress(Stage.SPEAK, share))
