"""Speaks a session's words, but only those reminders that occur in it.

The plan decides which reminders occur, and a script usually has more of them than fit into a
session. So the cues are spoken first. A plan with estimated reminders then shows which ones are
needed. They are spoken, and the session is planned again, until nothing is missing.

The cache has no influence: the same script and the same voice always give the same plan.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from voiceguide.cache.store import Cache
from voiceguide.errors import PlanError
from voiceguide.script.narration import Sentence
from voiceguide.session.timing import Chimes, timed
from voiceguide.session.voices import Callbacks, Clips, Voices, at_work
from voiceguide.speech.engine_pool import EnginePool
from voiceguide.speech.voicing import Voicing
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
) -> Iterator[Callable[[Chimes], Said]]:
    """Speaks the outline's cues in the background.

    Yields a function that takes the chimes, waits for the cues, speaks the reminders that are
    needed, and returns the result. `others` and errors are as for `at_work`.
    """
    with at_work(outline, pool, cache, callbacks, others) as voices:
        voices.begin(outline.sentences_of_cues())
        yield lambda chimes: _said(outline, voices, chimes)


def _said(outline: Outline, voices: Voices, chimes: Chimes) -> Said:
    for _ in range(_ROUNDS):
        clips = voices.finish()
        try:
            timeline = timed(outline, voices.length_ms, chimes)
        except PlanError:
            break  # it may still be possible with the real lengths of the reminders
        missing = _sentences(timeline) - clips.keys()
        if not missing:
            return Said(timeline=timeline, clips=clips)
        voices.begin(missing)
    voices.begin(sentence for sentence, _ in outline.sentences())
    clips = voices.finish()
    return Said(timeline=timed(outline, voices.length_ms, chimes), clips=clips)


def _sentences(timeline: Timeline) -> set[Sentence]:
    return {phrase.sentence for cue in timeline.cues for phrase in cue.phrases}
