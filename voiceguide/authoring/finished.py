"""Checks a draft as `check` does, so that `make` can make every script that is written."""

from dataclasses import dataclass

from voiceguide.authoring.draft import Draft
from voiceguide.authoring.written import written
from voiceguide.script import reader
from voiceguide.session.rehearsal import rehearse


@dataclass(frozen=True, slots=True)
class Finished:
    """A script's text, and the reasons why some length can't be made, or not with every voice."""

    text: str
    refused: tuple[str, ...]


def finished(draft: Draft) -> Finished:
    """Returns a draft as a script. Raises ScriptError if it is not valid."""
    text = written(draft)
    found = rehearse(reader.loads(text, name="the new script"))
    return Finished(text, (*found.refused, *found.unsure))
