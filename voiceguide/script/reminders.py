"""The reminders of a script, and their manners."""

from typing import Annotated

from pydantic import Field, StrictBool

from voiceguide.script.guidance import Rank
from voiceguide.script.only import Only
from voiceguide.script.part import Part
from voiceguide.script.values import Duration, Id, Rest, Spoken


class Pool(Part):
    """A reminder: short texts, said in turn, again and again through the session."""

    every: Duration = Field(description="The longest interval between two of them, such as 3m.")
    rest: Rest | None = Field(
        None,
        description="The shortest interval between two of them, such as 2m. Default: half of "
        "`every`.",
    )
    say: Annotated[tuple[Spoken, ...], Field(min_length=1, max_length=100)] = Field(
        description="The texts, said in turn, at most 100."
    )
    first: Spoken | None = Field(
        None,
        description="Said the first time instead of the others, unless a cue or an opening has "
        "replaced the reminder before. Default: one of `say`.",
    )
    voice: Id | None = Field(
        None,
        description="One of the script's `voices`, which says it. Default: the session's voice.",
    )
    subject: Id | None = Field(
        None,
        description="The topic; reminders on the same topic keep a distance. Default: the "
        "reminder's own name.",
    )
    after: Duration | None = Field(
        None,
        description="For a reminder that relieves: it is said only after this much practice, such "
        "as 60s, in the step or on its side, or since the last words on its subject. Default: at "
        "any time.",
    )
    asks: StrictBool | None = Field(
        None,
        description="Whether it asks for an answer or a movement, and so is not said in restful "
        "steps. Default: only its texts with a question do.",
    )
    guidance: Rank | None = Field(
        None,
        description="How much guidance it takes for the reminder to be said: full (only in a full "
        "session), brief (in a brief one too) or bare. Default: always.",
        examples=["brief"],
    )
    steps: tuple[Id, ...] | None = Field(
        None,
        description="The ids of the only steps in which it may be said. Default: every step that "
        "allows reminders.",
    )
    only: Only | None = Field(
        None, description="The session lengths that have this reminder. Default: all."
    )

    @property
    def rest_ms(self) -> int:
        """The shortest interval between two, in milliseconds."""
        return self.every // 2 if self.rest is None else self.rest


class Manners(Part):
    """How reminders keep company with what else is said; 0s turns a rule off."""

    apart: Rest | None = Field(
        default=None,
        description="The least quiet between a reminder and other words. Default: 12s.",
    )
    between: Rest | None = Field(
        default=None,
        description="The least quiet between two reminders in a row. Default: 30s.",
    )
    subject: Rest | None = Field(
        default=None,
        description="The least time between two reminders on the same subject. Default: 90s.",
    )
    opening: Rest | None = Field(
        default=None, description="The time after a step's opening without a reminder. Default: 8s."
    )
    ending: Rest | None = Field(
        default=None,
        description="The time before the next step or side without a reminder. Default: 15s.",
    )
    again: Rest | None = Field(
        default=None,
        description="The least time before a sentence of more than three words is repeated, if the "
        "reminder has enough others. Default: 10m.",
    )
