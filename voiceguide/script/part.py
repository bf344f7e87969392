"""The base class of a script's parts: they are frozen, and unknown keys are refused."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
