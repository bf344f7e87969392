"""From a script to a document in another format, which is the script again when it is imported."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from voiceguide.authoring import texts
from voiceguide.authoring.exporting import markdown, ssml
from voiceguide.authoring.exporting.document import Document, all_places, document
from voiceguide.authoring.importing import markdown as from_markdown
from voiceguide.authoring.importing import ssml as from_ssml
from voiceguide.authoring.importing.restored import restored
from voiceguide.authoring.importing.source import Source
from voiceguide.errors import InputError
from voiceguide.script import contents, reader
from voiceguide.script import source as yaml


@dataclass(frozen=True, slots=True)
class Form:
    """A format: its suffix, its writer, and the reader that `new --from` has for it."""

    suffix: str
    write: Callable[[Document], str]
    read: Callable[[str], Source]


FORMS: Final[Mapping[str, Form]] = {
    "markdown": Form(".md", markdown.write, from_markdown.read),
    "ssml": Form(".ssml", ssml.write, from_ssml.read),
}


def exported(path: Path, form: Form) -> str:
    """Returns a script as a document, with the parts that it includes. Raises ScriptError for one
    that can't be read."""
    script, source = reader.parse_file(path)
    data = source.data
    if not isinstance(data, dict):  # the reader has seen to that
        raise InputError(f"{path}: expected keys and values")
    data = {"voiceguide": 1, "title": script.title, "language": script.language, **data}
    back = _back(form.write(document(data, {})), form)
    pairs = {
        place: (texts.found(data, place), texts.found(back, place)) for place in all_places(data)
    }
    kept = {place: _kept(meant, was) for place, (meant, was) in pairs.items() if meant != was}
    text = form.write(document(data, kept))
    if _back(text, form) != data:
        raise InputError(f"{contents.shown(path)}: something in it can't be exported")
    return text


def _kept(meant: str, was: str | None) -> str:
    """Returns what the rest has to say about a text: how it ends, or all of it if the format can't
    hold it to the letter."""
    is_same = was is not None and was.rstrip() == meant.rstrip()
    return meant[len(meant.rstrip()) :] if is_same else meant


def _back(text: str, form: Form) -> Any:
    """Returns the data of the script that a document becomes."""
    return yaml.parse(restored(form.read(text), ())).data
