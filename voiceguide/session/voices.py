"""The voices of a session at work: each speaks its own sentences, at its own pace."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from typing import Self

from voiceguide.audio import voice_chain
from voiceguide.audio.clip import Sound
from voiceguide.cache.store import Cache
from voiceguide.errors import UnknownNameError
from voiceguide.progress import OnProgress, Progress, Stage
from voiceguide.script.narration import Manner, Sentence
from voiceguide.session.calm import calm_for
from voiceguide.session.charges import added, charge
from voiceguide.session.estimates import check_pauses, lead_ms
from voiceguide.session.lines import lines_for
from voiceguide.speech.beats import Beats
from voiceguide.speech.calm import Calm
from voiceguide.speech.default_voice import spoken_ms
from voiceguide.speech.engine_pool import EnginePool
from voiceguide.speech.pace import calm_wpm, own_rate, relative_pace
from voiceguide.speech.phrasing import joined_ms
from voiceguide.speech.speaker import Line, Speaker, Spoken
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline.parts import Outline

Clips = Mapping[Sentence, Sound]


@dataclass(frozen=True, slots=True, kw_only=True)
class Callbacks:
    """Functions to call while waiting for clips: for progress, for each text that had to be spoken,
    and for each sentence's clip as soon as it is ready."""

    on_progress: OnProgress
    on_spoken: Callable[[str], None] | None = None
    on_clip: Callable[[Sentence, Sound], None] | None = None


@contextmanager
def at_work(
    outline: Outline,
    pool: EnginePool,
    cache: Cache,
    callbacks: Callbacks,
    others: Mapping[str, Voicing] | None = None,
) -> Iterator["Voices"]:
    """Yields the voices that speak the outline's sentences.

    The `pool` speaks in the session's voice; `others` has the other voices, by name. With a checked
    cache, damaged clips are spoken again, even if nothing can be stored. Raises VoiceguideError;
    pauses that can't fit are found before a word is spoken.
    """
    check_pauses(outline)
    with ExitStack() as stack:
        parts = []
        for (voice, manner), cues in _grouped(outline).items():
            cast = _cast(voice, manner, pool, others or {}, outline.language)
            if cast is not pool:
                stack.callback(cast.close)
            parts.append(_Part.of(outline, cues, cast))
        yield Voices(outline, parts, cache, callbacks, stack)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Part:
    """What one voice says in one manner, with the pool of its engines."""

    lines: Mapping[Sentence, Line]
    sentences: Mapping[str, Sequence[Sentence]]
    """Those of each text."""

    pool: EnginePool
    calm: Calm
    charges: bool
    beats: Beats | None
    language: str

    @classmethod
    def of(cls, outline: Outline, cues: Mapping[Sentence, str], pool: EnginePool) -> Self:
        """Returns the part of a pool in an outline. Raises as `lines_for` does."""
        lines = lines_for(pool, cues, outline)
        sentences = defaultdict[str, list[Sentence]](list)
        for sentence, line in lines.items():
            sentences[line.text].append(sentence)
        return cls(
            lines=lines,
            sentences=sentences,
            pool=pool,
            calm=calm_for(outline, lines, pool),
            charges=pool.charges(),
            beats=_beats(outline, lines),
            language=outline.language,
        )

    def expected_ms(self, sentence: Sentence, comma_ms: int) -> int:
        """Returns about how long a sentence takes."""
        text = self.lines[sentence].text
        pace = relative_pace(self.pool.voicing.rate, self.language)
        usual_ms = joined_ms(text, comma_ms, lambda phrase: round(spoken_ms(phrase) / pace))
        return self.calm.estimated_ms(text, usual_ms) + lead_ms(sentence)


class Voices:
    """Speak sentences in the background, some at a time."""

    def __init__(
        self,
        outline: Outline,
        parts: Sequence[_Part],
        cache: Cache,
        callbacks: Callbacks,
        stack: ExitStack,
    ) -> None:
        self._outline = outline
        self._parts = parts
        self._cache = cache
        self._callbacks = callbacks
        self._stack = stack
        self._speakers: dict[_Part, Speaker] = {}
        self._begun: list[tuple[_Part, Iterator[Spoken]]] = []
        self._clips: dict[Sentence, Sound] = {}
        self._done, self._whole = 0, _likely(outline)
        self._has_charged = False

    def begin(self, sentences: Iterable[Sentence]) -> None:
        """Begins to speak sentences that haven't been spoken yet.

        Before anything is sent to an engine that may cost money, the most that this session may
        send is reported.
        """
        wanted = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._clips]
        self._report_charges(wanted)
        for part in self._parts:
            lines = [part.lines[each] for each in wanted if each in part.lines]
            if lines:
                speaking = self._speaker(part).speaking(lines)
                self._begun.append((part, self._stack.enter_context(speaking)))

    def finish(self) -> Clips:
        """Waits until everything that was begun is spoken, and returns all clips so far."""
        self._report()
        for part, results in self._begun:
            for result in results:
                self._done += 1
                self._hear(part, result)
        self._begun.clear()
        return dict(self._clips)

    def length_ms(self, sentence: Sentence) -> int:
        """Returns a sentence's length, or an estimate if it has not been spoken yet."""
        if clip := self._clips.get(sentence):
            return clip.length_ms
        part = next(part for part in self._parts if sentence in part.lines)
        return part.expected_ms(sentence, self._outline.comma_ms)

    def _hear(self, part: _Part, result: Spoken) -> None:
        for sentence in part.sentences[result.text]:
            self._clips[sentence] = result.clip
            if self._callbacks.on_clip is not None:
                self._callbacks.on_clip(sentence, result.clip)
        self._report()
        if self._callbacks.on_spoken is not None and result.fresh:
            self._callbacks.on_spoken(result.text)

    def _report(self) -> None:
        """Reports what share of the texts is done, of those that will probably be said."""
        self._whole = max(self._whole, self._done)
        progress = Progress(Stage.SPEAK, self._done / self._whole)
        self._callbacks.on_progress(progress)

    def _speaker(self, part: _Part) -> Speaker:
        if part not in self._speakers:
            voicing, language = part.pool.voicing, self._outline.language
            if voicing.chain != voice_chain.AUTO:
                voice_chain.find(voicing.chain)  # fails early, before measuring the pace
            rate = own_rate(part.pool.lent, voicing.rate, language, self._cache.store("rate"))
            speaker = Speaker(
                lambda: part.pool.take(rate),
                self._cache.store("clip"),
                comma_ms=self._outline.comma_ms,
                chain=voicing.chain,
                pace=relative_pace(voicing.rate, language),
                rate=rate,
                calm=part.calm,
                beats=part.beats,
            )
            self._speakers[part] = self._stack.enter_context(closing(speaker))
        return self._speakers[part]

    def _report_charges(self, sentences: Iterable[Sentence]) -> None:
        """Reports, before the first sentence is sent, the most that the session may send."""
        if self._has_charged:
            return
        wanted = set(sentences)
        charges = added(
            charge(
                [line.text for each, line in part.lines.items() if each in wanted],
                [line.text for each, line in part.lines.items() if each not in wanted],
                part.pool,
                self._outline,
                part.calm,
                self._cache,
                beats=part.beats,
            )
            for part in self._parts
            if part.charges
        )
        for one in charges:
            self._callbacks.on_progress(Progress(Stage.SPEAK, 0.0, one))
        self._has_charged = bool(charges)


def _likely(outline: Outline) -> int:
    """Returns about how many texts will be said: those of the cues, and of each reminder as many as
    the session has room for."""
    cues = len(set(outline.sentences_of_cues()))
    rooms = (outline.total_ms // pool.every_ms for pool in outline.pools)
    texts = (len(pool.all_narrations()) for pool in outline.pools)
    return max(1, cues + sum(map(min, rooms, texts)))


def _beats(outline: Outline, lines: Mapping[Sentence, Line]) -> Beats | None:
    """Returns how long each text may take until the next beat; None if they are on none."""
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


def _cast(
    voice: str, manner: Manner, own: EnginePool, others: Mapping[str, Voicing], language: str
) -> EnginePool:
    """Returns the pool for a group: the session's own, or one for that voice and pace."""
    if voice and voice not in others:
        raise UnknownNameError("voice of the script", voice, others)
    voicing = others[voice] if voice else own.voicing
    if manner.pace != 1:
        voicing = replace(voicing, rate=round((voicing.rate or calm_wpm(language)) * manner.pace))
    return own if voicing == own.voicing else own.beside(voicing)
