"""Prepares a session in drafts, each more complete than the last, so that playback can begin
early."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from voiceguide.audio.clip import Sound
from voiceguide.cache.environment import default_cache
from voiceguide.cache.store import Cache
from voiceguide.cache.trim import trim
from voiceguide.errors import LengthError, PlanError
from voiceguide.progress import OnProgress, ignore
from voiceguide.script.guidance import FULL
from voiceguide.script.model import Script
from voiceguide.script.narration import Sentence
from voiceguide.script.wishes import Wishes
from voiceguide.session.cast import cast
from voiceguide.session.choices import Choices
from voiceguide.session.draft import UNSPOKEN, Draft, final_until
from voiceguide.session.estimates import everyday
from voiceguide.session.plan import total_ms
from voiceguide.session.request import Request, voicing_of
from voiceguide.session.scene import scene, with_beds
from voiceguide.session.sounds import Beds, session_beds, signals_for
from voiceguide.session.speak import Said, speak
from voiceguide.session.timing import Chimes, timed
from voiceguide.session.voices import Callbacks
from voiceguide.speech.engine_pool import EnginePool
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline.excerpt import WHOLE, Excerpt
from voiceguide.timeline.model import Timeline
from voiceguide.timeline.outline import outline
from voiceguide.timeline.parts import Outline

_LONGER = 1.5
"""No voice takes so many times as long as the estimate."""


def preview(
    script: Script,
    on_draft: Callable[[Draft], None],
    *,
    length: str | None = None,
    minutes: float | Fraction | None = None,
    voicing: Voicing | None = None,
    bed: str | Path | None = None,
    bed_level_lu: float | None = None,
    chimes: str | Path | None = None,
    sleep: bool = False,
    guidance: str = FULL,
    without: Sequence[str] = (),
    more: Sequence[str] = (),
    step: str | None = None,
    cache: Cache | None = None,
    on_progress: OnProgress | None = None,
) -> None:
    """Prepares a session so that it can be played from the start at once.

    Calls `on_draft` with the session as soon as its opening chime has a time, and again
    whenever more of its opening words have been spoken; the last draft is the whole session,
    as `make` would write it. With a `step`, only that is prepared. Everything else is as for
    `make`. Raises VoiceguideError.
    """
    wishes = Wishes.of(guidance=guidance, without=without, more=more)
    # Playback can't start over, so cached content is read in full before it is used.
    cache = (default_cache() if cache is None else cache).checked()
    whole_ms = total_ms(script, length=length, minutes=minutes, wishes=wishes)
    choices = Choices.of(script)
    sounds = Request(bed=bed, bed_level_lu=bed_level_lu, chimes=chimes).sounds(choices)
    chosen = signals_for(script, sounds)
    who = voicing_of(voicing or Voicing(), choices, script.language)
    with closing(EnginePool(who, script.language)) as pool:
        pool.start()  # while the first draft is planned
        planned = outline(
            script,
            whole_ms,
            sleep=sleep,
            whole_paragraphs=pool.speaks_paragraphs(),
            voice=pool.kind_of_voice(),
            wishes=wishes,
        )
        excerpt = Excerpt.of(script, planned, step)
        beds = session_beds(sounds, planned, script, store=cache.store("bed"))
        drafts = _Drafts(planned, excerpt, chosen, beds)
        opening = _first_draft(drafts, on_draft) if drafts.begin_at_once() else frozenset()

        def heard(sentence: Sentence, clip: Sound) -> None:
            drafts.clips[sentence] = clip
            if sentence in opening:
                on_draft(drafts.next())

        callbacks = Callbacks(on_progress=on_progress or ignore, on_clip=heard)
        others = cast(script, pool.voicing)
        with speak(planned, pool, cache, callbacks, others, excerpt) as spoken:
            said = spoken(chosen)
    on_draft(drafts.last(said))
    trim(cache.folder)


def _first_draft(drafts: "_Drafts", on_draft: Callable[[Draft], None]) -> frozenset[Sentence]:
    """Calls `on_draft` with an estimated draft, and returns the sentences of its first cue."""
    try:
        first = drafts.next()
    except PlanError:
        return frozenset()  # the spoken words may fit even if the estimate does not
    on_draft(first)
    return frozenset(phrase.sentence for cue in first.timeline.cues[:1] for phrase in cue.phrases)


class _Drafts:
    """A session planned with the `clips` so far, and an estimate for the other words."""

    def __init__(self, planned: Outline, excerpt: Excerpt, chimes: Chimes, beds: Beds) -> None:
        self.clips: dict[Sentence, Sound] = {}
        self._guess = lru_cache(maxsize=None)(everyday(planned))
        self._planned = planned
        self._excerpt = excerpt
        self._chimes = chimes
        self._beds = beds

    def begin_at_once(self) -> bool:
        """Whether the start is known before a word is spoken.

        That of the session is. A step of it may start sooner or later if its own words turn out
        longer, which moves its sounds against the MP3 frames of the session.
        """
        if self._excerpt is WHOLE:
            return True
        starts = set[int]()
        for factor in (1, _LONGER):
            try:
                starts.add(self._start_ms(factor))
            except (LengthError, PlanError):
                return False
        return len(starts) == 1

    def _start_ms(self, factor: float) -> int:
        """Returns when the excerpt starts in the session, with its words so many times as long."""
        own = set(self._excerpt.sentences(self._planned))
        timeline = timed(
            self._planned,
            lambda said: round(self._guess(said) * (factor if said in own else 1)),
            self._chimes,
        )
        first = next(self._excerpt.steps(self._planned))
        return next(each.start_ms for each in timeline.chapters if each.step == first.id)

    def next(self) -> Draft:
        """Returns the session as known so far. Raises PlanError if the words don't fit."""
        timeline = self._excerpt.cut(timed(self._planned, self._length_ms, self._chimes))
        unspoken = {sentence: UNSPOKEN for sentence, _ in self._planned.sentences()}
        return self._draft(timeline, {**unspoken, **self.clips})

    def last(self, said: Said) -> Draft:
        """Returns the whole session."""
        return self._draft(said.timeline, said.clips)

    def _draft(self, timeline: Timeline, clips: Mapping[Sentence, Sound]) -> Draft:
        timeline = with_beds(timeline, self._beds)
        return Draft(
            timeline=timeline,
            scene=scene(timeline, clips, self._chimes, self._beds),
            until_ms=final_until(timeline, self.clips),
        )

    def _length_ms(self, sentence: Sentence) -> int:
        clip = self.clips.get(sentence)
        return self._guess(sentence) if clip is None else clip.length_ms
