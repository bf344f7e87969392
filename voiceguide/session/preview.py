"""A session in drafts, each good for longer, so that it plays while it is still being spoken."""

from collections.abc import Callable, Mapping
from contextlib import closing
from fractions import Fraction
from pathlib import Path

from voiceguide.audio.clip import Clip, Sound
from voiceguide.audio.levels import BED_LEVEL_LU
from voiceguide.audio.selection import CHIMES, ROOM_TONE
from voiceguide.cache.store import Store, default_folder
from voiceguide.cache.trim import trim
from voiceguide.errors import PlanError
from voiceguide.script.model import Script
from voiceguide.session import plan as session
from voiceguide.session import speak
from voiceguide.session.draft import UNSPOKEN, Draft, sure_until
from voiceguide.session.result import Progress, quietly
from voiceguide.session.scene import (
    Backdrop,
    backdrop,
    scene,
    signals,
    with_bed,
)
from voiceguide.speech.ensemble import Ensemble
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline.model import ChimeKind
from voiceguide.timeline.outline import outline
from voiceguide.timeline.parts import Outline


def draft(
    script: Script,
    on_draft: Callable[[Draft], None],
    *,
    length: str | None = None,
    minutes: float | Fraction | None = None,
    voicing: Voicing | None = None,
    bed: str | Path = ROOM_TONE,
    bed_level_lu: float = BED_LEVEL_LU,
    chimes: str | Path = CHIMES,
    sleep: bool = False,
    on_progress: Progress | None = None,
) -> None:
    """Prepare a session so that it can be heard from the first second on.

    `on_draft` gets it as soon as its opening chime has a time, and again each time
    that more of its opening words are spoken; the last draft is the whole session,
    as `make` would write it. The rest is as for `make`. Raises VoiceguideError.
    """
    planned = outline(script, session.total_ms(script, length=length, minutes=minutes), sleep=sleep)
    chosen = signals(chimes)
    kept = Store(default_folder(), "bed", checked=True)
    setting = backdrop(bed, bed_level_lu, sleep=sleep, store=kept)
    drafts = _Drafts(script, planned, chosen, setting)
    opening = frozenset[str]()

    def heard(sentence: str, clip: Sound) -> None:
        drafts.clips[sentence] = clip
        if sentence in opening:
            on_draft(drafts.next())

    with closing(Ensemble(voicing or Voicing(), script.language)) as ensemble:
        ensemble.start()  # while the first draft is planned
        try:
            first = drafts.next()
        except PlanError:
            pass  # the words as they are spoken may fit where the guess does not
        else:
            opening = frozenset(
                phrase.text for cue in first.timeline.cues[:1] for phrase in cue.phrases
            )
            on_draft(first)
        with speak.speaking(
            script,
            planned,
            ensemble,
            on_progress or quietly,
            on_clip=heard,
            checked=True,  # what is heard already can't be begun again
        ) as spoken:
            spoken()
    on_draft(drafts.next())
    trim(default_folder())


class _Drafts:
    """A session planned by the `clips` that there are, and by a guess where there are none."""

    def __init__(
        self,
        script: Script,
        planned: Outline,
        chimes: Mapping[ChimeKind, Clip],
        setting: Backdrop,
    ) -> None:
        self.clips: dict[str, Sound] = {}
        self._guess = speak.everyday(script)
        self._planned = planned
        self._chimes = chimes
        self._setting = setting

    def next(self) -> Draft:
        """The session as far as it is known. Raises PlanError where the words don't fit."""
        timeline = speak.timed(self._planned, self._length_ms, self._chimes)
        timeline = with_bed(timeline, self._setting)
        unspoken = {sentence: UNSPOKEN for sentence, _ in self._planned.sentences()}
        return Draft(
            timeline=timeline,
            scene=scene(timeline, {**unspoken, **self.clips}, self._chimes, self._setting),
            until_ms=sure_until(timeline, self.clips),
        )

    def _length_ms(self, sentence: str) -> int:
        clip = self.clips.get(sentence)
        return self._guess(sentence) if clip is None else clip.length_ms
