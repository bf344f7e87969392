"""How one text becomes a clip, and how the clip is cached."""

import contextlib
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from voiceguide.audio import levels
from voiceguide.audio.clip import BYTES_PER_MS, CachedClip, Clip, Sound
from voiceguide.audio.voice_chain import AUTO, OFF, VoiceChain, find
from voiceguide.cache.store import Store
from voiceguide.errors import (
    AudioError,
    EngineCrashed,
    EngineTimeout,
    InputError,
    LostClipError,
    SpeechError,
    VoiceguideError,
)
from voiceguide.speech.beats import TRIES, Beats
from voiceguide.speech.calm import Calm
from voiceguide.speech.engine import Rates
from voiceguide.speech.guarded import Guarded
from voiceguide.speech.phrasing import phrases
from voiceguide.speech.scratch import check_room
from voiceguide.wording.breaths import count_rests

if TYPE_CHECKING:
    from voiceguide.audio.rests import Phrased

CLIP_VERSION = 8
"""Part of every cache key. Raise it when trimming, levelling or fading of clips changes;
otherwise one session would mix old and new clips."""

_TRIES = 2

ENOUGH = 0.99
"""A text of this share of its minimum length is calm enough; `calm.AIM` leaves that margin."""

NEAR = 0.9
"""A take is used, with longer rests, unless the voice would have to speak slower than this share of
its rate."""

_LEAST_MS, _MOST_MS = 60_000, 30 * 60_000
_MS_A_LETTER = 1_000
"""Fifteen times as slow as calm speech."""


def longest_ms(text: str) -> int:
    """Returns the longest sound, in milliseconds, to accept for a text, including silence around
    it.

    The whole sound is held in memory; an engine that writes more than this is broken.
    """
    return min(_LEAST_MS + len(text) * _MS_A_LETTER, _MOST_MS)


@dataclass(frozen=True, slots=True)
class Request:
    """A request to an engine: the phrases of a text, at a `share` of the session's rate. `rate` is
    that in the engine's own units."""

    pieces: tuple[str, ...]
    rate: int | None
    share: float = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How a text becomes a clip, the same for every engine of a crew.

    `comma_ms` is the pause between two phrases of a text; 0 leaves commas to the engine. `pace` is
    the requested pace relative to a calm one; engines speak it at `rate`. Engines that can change
    their rate have `rates`. A text is requested a second time only if the engine `is_free`. `calm`
    has the minimum length of each text, `beats` the maximum for texts on the beat. `engine` and
    `fingerprint` are part of the keys in `store`.
    """

    comma_ms: int
    pace: float
    rate: int | None
    rates: Rates | None
    is_free: bool
    calm: Calm
    chain: VoiceChain
    engine: str
    fingerprint: str
    store: Store
    beats: Beats | None = None

    @classmethod
    def by(
        cls,
        engine: Guarded,
        store: Store,
        *,
        comma_ms: int,
        chain: str,
        pace: float = 1.0,
        rate: int | None = None,
        calm: Calm | None = None,
        beats: Beats | None = None,
    ) -> Self:
        """Returns the delivery for that engine and all others with the same settings.

        Without `calm`, no text is too fast. The chain "auto" is the one that suits the engine.
        Raises UnknownNameError for a chain that does not exist, EngineSetupError for an engine
        that fails to describe itself.
        """
        traits = engine.traits
        suitable = OFF.name if engine.silent else traits.chain
        return cls(
            comma_ms=comma_ms if traits.cut == "clauses" else 0,
            pace=pace,
            rate=rate,
            rates=traits.rates if engine.changes_rate else None,
            is_free=not traits.charges,
            calm=Calm() if calm is None or engine.silent else calm,
            chain=find(suitable if chain == AUTO else chain),
            engine=engine.name,
            fingerprint=engine.fingerprint(),
            store=store,
            beats=beats,
        )

    def phrases(self, text: str) -> tuple[str, ...]:
        """Returns the pieces of a text that the engine speaks, in order."""
        return phrases(self.calm.with_rests(text, self.pace), self.comma_ms)

    def key(self, text: str) -> str:
        """Returns a digest of everything that the clip depends on; the pause at commas counts only
        if the text has any.

        It includes the chain's numbers, so that changing them needs no new `CLIP_VERSION`, and
        the engine's name, since two engines may both have the fingerprint "rate 150".
        """
        pieces = self.phrases(text)
        joined = f", {self.comma_ms} ms" if len(pieces) > 1 else ""
        calm = f", {self.calm.fingerprint(text)}" if self.calm.least_ms(text) else ""
        beat = ""
        if self.beats is not None:
            beat = f", {self.beats.fingerprint(text, is_hurried=self._can_hurry)}"
        manner = f"{CLIP_VERSION}{joined}{calm}{beat}, {self.chain.fingerprint()}"
        parts = "\n".join((manner, self.engine, self.fingerprint, text, *pieces))
        return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()

    def kept(self, text: str) -> CachedClip | None:
        """Returns the text's clip, or None if the store lacks it. Its sound is read when needed."""
        key, store = self.key(text), self.store
        size = store.size(key)
        if size is None or size % BYTES_PER_MS:
            return None

        def load() -> bytes:
            pcm = store.get(key)
            if pcm is None or len(pcm) != size:
                store.drop(key)
                raise LostClipError(
                    "a cached cue is missing or damaged; run again to speak it again"
                )
            return pcm

        return CachedClip(key, size // BYTES_PER_MS, load)

    def spoken(self, engine: Guarded, text: str, cue: str, target: Path) -> Sound:
        """Speaks the text into files beside `target`, and puts its clip into the store.

        Tries again once after a failure that may be temporary. Raises SpeechError, which names the
        cue. The engine's InputErrors pass through.
        """
        clip = self._clip(engine, text, cue, target)
        self.store.put(clip.name, clip.pcm)
        return self.kept(text) or clip

    def _clip(self, engine: Guarded, text: str, cue: str, target: Path) -> Clip:
        failure: Exception | None = None
        for _ in range(_TRIES):
            try:
                return self._said(engine, text, target)
            except (EngineCrashed, EngineTimeout, AudioError) as error:
                failure = error
            except InputError:
                raise
            except VoiceguideError as error:
                raise SpeechError(cue, text, str(error)) from error
        raise SpeechError(cue, text, str(failure)) from failure

    def _said(self, engine: Guarded, text: str, target: Path) -> Clip:
        """Speaks the text; if it comes out too fast, again with more rests and more slowly."""
        # Imported late, so that the first words are spoken before the audio libraries load.
        from voiceguide.audio.shaping import clip_from_files, clip_of

        if engine.silent:
            files = list(self._files(engine, self.phrases(text), target))
            longest = longest_ms(text)
            clip = clip_from_files(
                files, self.key(text), pause_ms=self.comma_ms, silent=True, longest_ms=longest
            )
            lead_ms = 0 if self.beats is None else levels.BEAT_LEAD_MS
            return replace(clip, pcm=bytes(lead_ms * BYTES_PER_MS) + clip.pcm)
        if self.beats is not None:
            return self._said_on_beat(engine, text, target, self.beats)
        first, least_ms = self.request(text), self.calm.least_ms(text)
        try:
            sentence = self._taken(engine, first, target, least_ms)
            again = self._calmer(text, first, sentence.voice_ms)
            is_short = sentence.lasting(least_ms).length_ms < ENOUGH * least_ms
            if self.is_free and (is_short or again.share < NEAR * first.share) and again != first:
                sentence = self._taken(engine, again, target, least_ms)
        finally:
            self._set_rate(engine, self.rate)
        return clip_of(sentence.lasting(least_ms), self.key(text), chain=self.chain)

    def _said_on_beat(self, engine: Guarded, text: str, target: Path, beats: Beats) -> Clip:
        """Speaks the text; if it would reach the next beat, again and faster."""
        from voiceguide.audio.shaping import clip_of

        def said(request: Request) -> Clip:
            sentence = self._taken(engine, request, target, 0)
            return clip_of(sentence, self.key(text), chain=self.chain, on_beat=True)

        request = self.request(text)
        try:
            clip = said(request)
            for _ in range(TRIES if self._can_hurry else 0):
                share = beats.quicker(text, request.share, clip.length_ms)
                if share == request.share:
                    break
                request = replace(request, rate=self._rate_at(share), share=share)
                clip = said(request)
        finally:
            self._set_rate(engine, self.rate)
        return clip

    @property
    def _can_hurry(self) -> bool:
        return self.is_free and self.rates is not None

    def request(self, text: str) -> Request:
        """Returns the first request for a text, estimated from its letters."""
        pieces = self.phrases(text)
        share = self.calm.guessed(text, " ".join(pieces), self.pace)
        return Request(pieces, self._rate_at(share), share)

    def _calmer(self, text: str, asked: Request, voice_ms: int) -> Request:
        """Returns the request for a text that was too fast: with more rests and, if they are not
        enough, more slowly. Without its rests, it took `voice_ms`."""
        usual_ms = round(voice_ms * asked.share)
        so_far = " ".join(asked.pieces)
        rested = self.calm.with_rests(text, self.calm.pace_of(text, usual_ms), so_far=so_far)
        share = self.calm.slower(usual_ms, count_rests(rested), self.calm.least_ms(text))
        return Request(phrases(rested, self.comma_ms), self._rate_at(share), share)

    def _rate_at(self, share: float) -> int | None:
        """Returns a share of the session's rate in the engine's own units; None for the usual rate,
        or if the engine has no rates."""
        if self.rates is None or share == 1:
            return self.rate
        usual = self.rates.usual if self.rate is None else self.rate
        return min(max(round(usual * share), self.rates.least), max(usual, self.rates.most))

    def _taken(self, engine: Guarded, request: Request, target: Path, least_ms: int) -> "Phrased":
        """Returns what the engine says. A take shorter than `least_ms` is cut into parts, so that
        the voice can rest longer between them."""
        from voiceguide.audio.rests import Phrased
        from voiceguide.audio.shaping import takes_from_files

        self._set_rate(engine, request.rate)
        pieces = request.pieces
        takes = takes_from_files(
            list(self._files(engine, pieces, target)),
            longest_ms=longest_ms("".join(pieces)),
            texts=pieces,
            pace=self.pace * request.share,
        )
        if len(takes) > 1:
            return Phrased.of_phrases(takes, self.comma_ms)
        whole = Phrased(parts=tuple(takes))
        if whole.length_ms >= least_ms:
            return whole
        return Phrased.of_sentence(takes[0], count_rests(pieces[0]))

    def _set_rate(self, engine: Guarded, rate: int | None) -> None:
        if self.rates is not None:
            engine.set_rate(rate)

    def _files(self, engine: Guarded, pieces: Sequence[str], target: Path) -> Iterator[Path]:
        """Speaks each phrase into a separate file beside `target`."""
        for number, phrase in enumerate(pieces):
            file = target.with_stem(f"{target.stem}-{number}")
            with contextlib.suppress(OSError):
                file.unlink()
            engine.speak(phrase, file)
            check_room(file.parent)
            yield file
