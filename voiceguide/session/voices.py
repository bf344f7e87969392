"""Speaks with the voices of a session, each of which has its own sentences and pace."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from voiceguide.audio import voice_chain
from voiceguide.audio.clip import Sound
from voiceguide.cache.store import Cache
from voiceguide.progress import OnProgress, Progress, Stage
from voiceguide.script.narration import Sentence
from voiceguide.session.charges import added, charge
from voiceguide.session.estimates import check_pauses
from voiceguide.session.parts import Part, parts_of
from voiceguide.speech.engine_pool import EnginePool
from voiceguide.speech.pace import own_rate, relative_pace
from voiceguide.speech.speaker import Line, Speaker, Spoken
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline.excerpt import WHOLE, Excerpt
from voiceguide.timeline.parts import Outline

Clips = Mapping[Sentence, Sound]


@dataclass(frozen=True, slots=True, kw_only=True)
class Callbacks:
    """Functions to call while waiting for clips: for progress, for each newly spoken text, and for
    each sentence's clip when it is ready."""

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
    excerpt: Excerpt = WHOLE,
) -> Iterator["Voices"]:
    """Yields the voices that speak the outline's sentences, probably only those of the `excerpt`.

    The `pool` speaks in the session's voice; `others` has the other voices, by name. With a checked
    cache, damaged clips are spoken again, even if nothing can be stored. Raises VoiceguideError;
    pauses that can't fit are found before a word is spoken.
    """
    check_pauses(outline)
    with ExitStack() as stack:
        parts = stack.enter_context(parts_of(outline, pool, others or {}))
        yield Voices(outline, parts, cache, callbacks, stack, excerpt)


@dataclass(frozen=True, slots=True, kw_only=True)
class _AtWork:
    """A part that is being spoken; closing the `stack` ends its work."""

    part: Part
    results: Iterator[Spoken]
    stack: ExitStack


class Voices:
    """Speaks sentences in the background, in several batches.

    The parts are spoken one after the other, since the parts of a voice share its engines: loading
    a neural voice twice would not be faster.
    """

    def __init__(
        self,
        outline: Outline,
        parts: Sequence[Part],
        cache: Cache,
        callbacks: Callbacks,
        stack: ExitStack,
        excerpt: Excerpt = WHOLE,
    ) -> None:
        self._outline = outline
        self._parts = parts
        self._cache = cache
        self._callbacks = callbacks
        self._stack = stack
        self._speakers: dict[Part, Speaker] = {}
        self._waiting: deque[tuple[Part, Sequence[Line]]] = deque()
        self._now: _AtWork | None = None
        self._clips: dict[Sentence, Sound] = {}
        self._done, self._whole = 0, _likely(outline, excerpt)
        self._possible = set(excerpt.sentences(outline))
        self._has_charged = False

    def begin(self, sentences: Iterable[Sentence]) -> None:
        """Begins to speak those sentences that haven't been spoken yet.

        Before anything is sent to an engine that may cost money, reports the most that this session
        may send.
        """
        wanted = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._clips]
        self._report_charges(wanted)
        for part in self._parts:
            lines = [part.lines[each] for each in wanted if each in part.lines]
            if lines:
                self._waiting.append((part, lines))
        self._begin_next()

    def finish(self) -> Clips:
        """Waits until all begun sentences are spoken, and returns all clips so far."""
        self._report()
        while (now := self._now) is not None:
            for result in now.results:
                self._done += 1
                self._hear(now.part, result)
            now.stack.close()
            self._now = None
            self._begin_next()
        return dict(self._clips)

    def _begin_next(self) -> None:
        if self._now is None and self._waiting:
            part, lines = self._waiting.popleft()
            stack = self._stack.enter_context(ExitStack())
            speaking = self._speaker(part).speaking(lines)
            self._now = _AtWork(part=part, results=stack.enter_context(speaking), stack=stack)

    def length_ms(self, sentence: Sentence) -> int:
        """Returns a sentence's length, or an estimate if it has not been spoken yet."""
        if clip := self._clips.get(sentence):
            return clip.length_ms
        part = next(part for part in self._parts if sentence in part.lines)
        return part.expected_ms(sentence, self._outline.comma_ms)

    def _hear(self, part: Part, result: Spoken) -> None:
        for sentence in part.sentences[result.text]:
            self._clips[sentence] = result.clip
            if self._callbacks.on_clip is not None:
                self._callbacks.on_clip(sentence, result.clip)
        self._report()
        if self._callbacks.on_spoken is not None and result.fresh:
            self._callbacks.on_spoken(result.text)

    def _report(self) -> None:
        """Reports the share that is done of the texts that will probably be said."""
        self._whole = max(self._whole, self._done)
        progress = Progress(Stage.SPEAK, self._done / self._whole)
        self._callbacks.on_progress(progress)

    def _speaker(self, part: Part) -> Speaker:
        if part not in self._speakers:
            pool, language = part.pool, self._outline.language
            if pool.voicing.chain != voice_chain.AUTO:
                voice_chain.find(pool.voicing.chain)  # fails early, before measuring the pace
            rate = own_rate(pool.lent, part.rate, language, self._cache.store("rate"))
            self._speakers[part] = Speaker(
                lambda: pool.take(rate),
                lambda engine: pool.give_back(engine, rate),
                self._cache.store("clip"),
                comma_ms=self._outline.comma_ms,
                chain=pool.voicing.chain,
                pace=relative_pace(part.rate, language),
                rate=rate,
                calm=part.calm,
                beats=part.beats,
            )
        return self._speakers[part]

    def _report_charges(self, sentences: Iterable[Sentence]) -> None:
        """Reports, before the first sentence is sent, the most that the session may send."""
        if self._has_charged:
            return
        wanted = set(sentences)
        charges = added(
            charge(
                [line.text for each, line in part.lines.items() if each in wanted],
                [part.lines[each].text for each in self._possible - wanted if each in part.lines],
                part.pool,
                part.rate,
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


def _likely(outline: Outline, excerpt: Excerpt) -> int:
    """Returns the approximate number of texts that will be said: those of the cues, and as many of
    each reminder as fit into the excerpt."""
    cues = len(set(excerpt.sentences_of_cues(outline)))
    length_ms = round(sum(step.preferred_ms for step in excerpt.steps(outline)))
    rooms = (length_ms // pool.every_ms for pool in outline.pools)
    texts = (len(pool.all_narrations()) for pool in outline.pools)
    return max(1, cues + sum(map(min, rooms, texts)))
