"""Checks a draft as `check` does: what is written is a script that `make` can make."""

from dataclasses import dataclass

from voiceguide.authoring.draft import Draft
from voiceguide.authoring.written import written
from voiceguide.script import reader
from voiceguide.session.rehearsal import rehearse


@dataclass(frozen=True, slots=True)
class Finished:
    """A script's text, and why it can't be made at some length, or not by every voice."""

    text: str
    refused: tuple[str, ...]


def finished(draft: Draft) -> Finished:
    """Returns a draft as a script. Raises ScriptError for what no script may have."""
    text = written(draft)
    found = rehearse(reader.loads(text, name="the new script"))
    return Finished(text, (*found.refused, *found.unsure))
