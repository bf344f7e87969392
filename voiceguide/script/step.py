"""A step of a script, and its sides."""

from typing import Annotated

from pydantic import Field, StrictBool, StringConstraints

from voiceguide.script.cue import Cue
from voiceguide.script.only import Only, Whenever
from voiceguide.script.own_sounds import BedName
from voiceguide.script.part import Part
from voiceguide.script.picture import Picture
from voiceguide.script.step_time import StepTime, is_per_side
from voiceguide.script.values import (
    Count,
    Id,
    Name,
    NotesColumn,
    SpokenColumn,
)


class Sides(Part):
    """A step that is done twice, once on each side, for equal time."""

    names: tuple[Name, Name] = Field(
        description="The names of the two sides, in order; spoken in place of {side}."
    )
    say: SpokenColumn = Field(
        description="Said at the switch: one text, or one per length. {side} is the second side, "
        "{left} the time left."
    )
    brief: SpokenColumn | None = Field(
        None,
        description="Said at the switch instead of `say`, with brief guidance and, without "
        "`bare`, with bare guidance. Default: the same as with full guidance.",
        examples=["Now {side}."],
    )
    bare: SpokenColumn | None = Field(
        None,
        description="Said at the switch instead of `say`, with bare guidance. Default: the same "
        "as with brief guidance.",
        examples=["{side}."],
    )
    ahead: SpokenColumn | None = Field(
        None,
        description="The heads-up about ten seconds before the switch, in steps of two minutes or "
        "more. Default: none.",
    )
    only: Only | None = Field(
        None,
        description="The session lengths in which the step has sides; in the others it is done "
        "once. Default: all.",
    )
    moves: Whenever = Field(
        None,
        description="Whether the giver walks round to the other side at the switch: true, false, "
        "or the session lengths at which they do. Default: false.",
    )


class Step(Part):
    """One part of the session, and one chapter of the track."""

    id: Id = Field(description="A unique name: lower-case letters, digits and hyphens.")
    title: Annotated[Name, StringConstraints(max_length=36)] = Field(
        description="The chapter's title, at most 36 characters."
    )
    repeat: Count = Field(
        1,
        description="The number of rounds, one after the other: a number, or one per length. In "
        "its texts, {round} is the number of the round, and {rounds} the number of all rounds. "
        "Default: 1.",
    )
    group: Id | None = Field(
        None,
        description="One of the script's `groups`; its steps follow one another, and are repeated "
        "together. Default: none.",
    )
    voice: Id | None = Field(
        None,
        description="One of the script's `voices`, which says the step's own words. Default: the "
        "session's voice.",
    )
    numbered: StrictBool = Field(
        default=True,
        description="Whether the step is counted and announced; a repeated step never is. "
        "Default: true.",
    )
    reminders: StrictBool = Field(
        default=True,
        description="Whether reminders may be said here; one that names the step always may. "
        "Default: true.",
    )
    restful: StrictBool = Field(
        default=False,
        description="Whether the listener rests here: no reminder asks for an answer or a "
        "movement. Default: false.",
    )
    still: StrictBool = Field(
        default=False,
        description="Whether the hands rest with the step's opening: no reminder is said after it, "
        "in this step or a later one. Default: false.",
    )
    time: StepTime = Field(
        description="The step's time: one duration for the default length, scaled with the "
        "session, or one for every named length that has the step. `30s each` is the time of each "
        "side, without the words."
    )
    fixed: StrictBool | None = Field(
        None,
        description="Whether the step keeps its written time, to the millisecond, however long "
        "the session is. Default: the script's `fixed`.",
    )
    say: SpokenColumn = Field(description="The opening instruction: one text, or one per length.")
    brief: SpokenColumn | None = Field(
        None,
        description="Said instead of `say` with brief guidance and, without `bare`, with bare "
        "guidance: one text, or one per length. Default: the same as with full guidance.",
        examples=["Draw small circles around the shoulder blade."],
    )
    bare: SpokenColumn | None = Field(
        None,
        description="Said instead of `say` with bare guidance: one text, or one per length. "
        "Default: the same as with brief guidance.",
        examples=["Circles, around the shoulder blade."],
    )
    sleep: SpokenColumn | None = Field(
        None,
        description="Said instead of `say` and the cues in a session made with --sleep. Default: "
        "the same as in any session.",
    )
    may_skip: StrictBool = Field(
        default=False,
        description="Whether a session may leave the step out, with --without; the others get its "
        "time. Default: false.",
    )
    grows: StrictBool = Field(
        default=False,
        description="Whether a session may give the step half as much time again, with --more, as "
        "far as its longest time; the others give it. Default: false.",
    )
    chimes: StrictBool | None = Field(
        None,
        description="Whether chimes sound at the step's beginning and between its sides. Default: "
        "the script's `chimes`.",
    )
    bed: BedName | None = Field(
        None,
        description="The background sound of this step: a bundled one, a sound file beside the "
        "script, or none. Default: the session's.",
        examples=["rain"],
    )
    notes: NotesColumn | None = Field(
        None,
        description="Text that is shown but not said: in captions, lyrics and the track's comment, "
        "on the card and the page. One text of at most 4000 characters, or one per length. "
        "Default: none.",
    )
    ahead: SpokenColumn | None = Field(
        None,
        description="The heads-up for this step, said about ten seconds before it if the previous "
        "step is 45 s or longer. Default: none.",
    )
    sides: Sides | None = Field(
        None,
        description="Makes the step two-sided. Default: the step is done once.",
        examples=[{"names": ["the right side", "the left side"], "say": "Now {side}."}],
    )
    cues: tuple[Cue, ...] = Field(
        (),
        description="The cues, said in the middle of the step; at most 100. Default: none.",
        max_length=100,
    )
    reminds: tuple[Id, ...] = Field(
        (),
        description="Reminders that the opening replaces: their interval starts again. Default: "
        "none.",
    )
    picture: Picture | None = Field(
        None,
        description="The drawing for the step: what the hands do, and where. Default: no picture.",
    )
    only: Only | None = Field(
        None,
        description="The session lengths and rounds that have this step. Default: all.",
        examples=[{"round": "not-last"}],
    )

    @property
    def is_per_side(self) -> bool:
        """Whether its time is the time of each side."""
        return is_per_side(self.time)
