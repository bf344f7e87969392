"""Speaks a session's words, but only those reminders that occur in it.

The plan decides which reminders occur, and a script usually has more of them than fit into a
session. So the cues are spoken first. A plan with estimated reminders then shows which ones are
needed. They are spoken, and the session is planned again, until nothing is missing.

Of an excerpt, only its own words are spoken; the lengths of the other words are estimated.

The cache has no influence: the same script and the same voice always give the same plan.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from voiceguide.cache.store import Cache
from voiceguide.errors import LengthError, PlanError
from voiceguide.script.narration import Sentence
from voiceguide.session.timing import Chimes, timed
from voiceguide.session.voices import Callbacks, Clips, Voices, at_work
from voiceguide.speech.engine_pool import EnginePool
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline.excerpt import WHOLE, Excerpt
from voiceguide.timeline.model import Timeline
from voiceguide.timeline.parts import Outline

_ROUNDS = 4
"""How often reminders are spoken and planned before all of them are spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The timeline, planned with the lengths of the spoken words, and the clips of all its
    sentences."""

    timeline: Timeline
    clips: Clips


@contextmanager
def speak(
    outline: Outline,
    pool: EnginePool,
    cache: Cache,
    callbacks: Callbacks,
    others: Mapping[str, Voicing] | None = None,
    excerpt: Excerpt = WHOLE,
) -> Iterator[Callable[[Chimes], Said]]:
    """Speaks the cues of an excerpt of the outline in the background.

    Yields a function that takes the chimes, waits for the cues, speaks the reminders that are
    needed, and returns the result. `others` and errors are as for `at_work`.
    """
    with at_work(outline, pool, cache, callbacks, others, excerpt) as voices:
        voices.begin(excerpt.sentences_of_cues(outline))
        yield lambda chimes: _said(outline, voices, chimes, excerpt)


def _said(outline: Outline, voices: Voices, chimes: Chimes, excerpt: Excerpt) -> Said:
    for _ in range(_ROUNDS):
        clips = voices.finish()
        try:
            timeline = excerpt.cut(timed(outline, voices.length_ms, chimes))
        except LengthError:
            if excerpt is WHOLE:
                raise
            break  # other steps' words may fit as they are spoken
        except PlanError:
            break  # it may still be possible with the real lengths of the reminders
        missing = _sentences(timeline) - clips.keys()
        if not missing:
            return Said(timeline=timeline, clips=clips)
        voices.begin(missing)
    voices.begin(sentence for sentence, _ in outline.sentences())
    clips = voices.finish()
    timeline = excerpt.cut(timed(outline, voices.length_ms, chimes))
    return Said(timeline=timeline, clips=clips)


def _sentences(timeline: Timeline) -> set[Sentence]:
    return {phrase.sentence for cue in timeline.cues for phrase in cue.phrases}
