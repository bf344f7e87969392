"""Plans a session with the lengths of its sounds."""

from collections.abc import Mapping

from voiceguide.audio.clip import Clip
from voiceguide.timeline import planner
from voiceguide.timeline.model import Timeline
from voiceguide.timeline.parts import Outline
from voiceguide.timeline.utterance import Measure

Chimes = Mapping[str, Clip]
"""The session's chimes by their meaning, and the author's own by their names in the script."""


def timed(planned: Outline, measure: Measure, chimes: Chimes) -> Timeline:
    """Returns the plan with the lengths of `measure`. Raises LengthError or PlanError."""
    return planner.plan(planned, measure, {kind: clip.length_ms for kind, clip in chimes.items()})
