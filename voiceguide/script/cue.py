"""A cue: words, a count, a breath or a chime in the middle of a step."""

from itertools import combinations
from typing import Self

from pydantic import ConfigDict, Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from voiceguide.script.beats import Breath, Count
from voiceguide.script.guidance import Rank
from voiceguide.script.only import Only
from voiceguide.script.own_sounds import ChimeName
from voiceguide.script.part import Part
from voiceguide.script.values import At, Duration, Id, Line, SpokenColumn

_WORDS = ("say", "count", "breath")
_APART = (*combinations(_WORDS, 2), ("count", "chime"), ("breath", "chime"))
"""Keys that exclude each other."""


class Cue(Part):
    """Words, a count, a breath or a chime in the middle of a step."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [{"required": [name]} for name in (*_WORDS, "chime")],
            "not": {"anyOf": [{"required": list(two)} for two in _APART]},
        }
    )

    at: At = Field(
        description="When it is said: a share of the step (50%), a time from its start (40s) or "
        "before its end (-15s)."
    )
    say: SpokenColumn | None = Field(
        None,
        description="The words: one text, or one per length. Default: a `count`, a `breath` or a "
        "`chime`.",
    )
    count: Count | None = Field(
        None,
        description="Numbers on the beat, in place of `say`. Default: none.",
        examples=[{"from": 3, "to": 1, "every": "1s"}],
    )
    breath: Breath | None = Field(
        None,
        description="Rounds of a breath, in place of `say`, their words on the beat. Default: "
        "none.",
        examples=[{"in": "4s", "hold": "7s", "out": "8s", "rounds": 4}],
    )
    chime: ChimeName | None = Field(
        None,
        description="A chime before the words, or instead of them: bell, a chime of the session's "
        "set (next-step, switch, end), or a sound file beside the script. Default: none.",
        examples=["bell"],
    )
    voice: Id | None = Field(
        None,
        description="One of the script's `voices`, which says it. Default: the step's voice.",
    )
    side: Line | None = Field(
        None,
        description="One of the step's sides, or `each` for both; `at` then counts within it. "
        "Default: the side that `at` falls in.",
    )
    needs: Duration | None = Field(
        None,
        description="The cue is said only if the step is at least this long, such as 2m. "
        "Default: always.",
    )
    only: Only | None = Field(
        None,
        description="The session lengths and rounds in which the cue is said. Default: all.",
        examples=[{"round": "last"}],
    )
    reminds: tuple[Id, ...] = Field(
        (),
        description="Reminders that this cue replaces: their interval starts again. Default: none.",
    )
    guidance: Rank | None = Field(
        None,
        description="How much guidance it takes for the cue to be said: full (only in a full "
        "session), brief (in a brief one too) or bare. Default: always.",
        examples=["full"],
    )
    hush: Duration | None = Field(
        None,
        description="The time after it without a reminder, such as 60s. Default: as for other "
        "words.",
    )
    still: StrictBool = Field(
        default=False,
        description="Whether the hands rest with this cue: no reminder is said after it, in this "
        "step or a later one. Default: false.",
    )

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        found = [name for name in _WORDS if getattr(self, name) is not None]
        if not found and self.chime is None:
            raise PydanticCustomError(
                "missing_words", "missing key 'say' (or 'count', 'breath' or 'chime')"
            )
        if self.chime is not None and (self.count or self.breath):
            message = (
                f"a {found[0]} keeps the beat from its first word on; give the chime a cue of its "
                "own"
            )
            raise PydanticCustomError("words", "{message}", {"message": message})
        if len(found) > 1:
            both = " and ".join(map(repr, found))
            raise PydanticCustomError(
                "words", "{message}", {"message": f"a cue has one of {both}; make two cues of it"}
            )
        if self.still and self.guidance is not None:
            message = "with this cue, the hands rest: it is always said. Leave 'guidance' out"
            raise PydanticCustomError("still", "{message}", {"message": message})
        return self
