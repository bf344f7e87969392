"""A step in its words for falling asleep."""

from voiceguide.script.step import Step


def asleep(step: Step) -> Step:
    """Returns the step in its words for falling asleep, if it has any."""
    if step.sleep is None:
        return step
    still = step.still or any(cue.still for cue in step.cues)
    return step.model_copy(update={"say": step.sleep, "cues": (), "still": still})
