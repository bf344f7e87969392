"""What the parts of a script have in common: they are frozen, and unknown keys are refused."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
