"""A script as a document: headings with texts, and the rest of the script."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from voiceguide.authoring import texts
from voiceguide.authoring.texts import Data, Place


@dataclass(frozen=True, slots=True)
class Section:
    """A text under its heading: that of a step, or one that names the text's place."""

    heading: str
    text: str
    is_step: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A script to be written; `pronounce` has the words that are said otherwise than written."""

    title: str
    language: str
    pronounce: dict[str, str]
    sections: Sequence[Section]
    rest: Data


def document(data: Data, kept: Mapping[Place, str]) -> Document:
    """Returns a script's data as a document; `kept` has what the rest says about some texts."""
    steps = data["steps"]
    places = list(all_places(data))
    said = data.get("pronounce") or {}
    return Document(
        title=data["title"],
        language=str(data.get("language", "en")),
        pronounce={word: spelt for word, spelt in said.items() if isinstance(spelt, str)},
        sections=[
            *(Section(texts.label(at), text) for at, text in texts.of_script(data)),
            *(section for step in steps for section in _sections(step)),
        ],
        rest=_rest(data, places, kept),
    )


def _rest(data: Data, places: Sequence[Place], kept: Mapping[Place, str]) -> Data:
    rest = texts.without(data, (place for place in places if place not in kept))
    for place, text in kept.items():
        texts.put(rest, place, text)
    return rest


def all_places(data: Data) -> Iterator[Place]:
    """Yields where all texts stand."""
    for place, _ in texts.of_script(data):
        yield place
    for number, step in enumerate(data["steps"]):
        for place, _ in texts.of_step(step):
            yield ("steps", number, *place)


def _sections(step: Any) -> Iterator[Section]:
    title = str(step["title"])
    opening = step.get("say")
    yield Section(title, opening if isinstance(opening, str) else "", is_step=True)
    for place, text in texts.of_step(step):
        if place != ("say",):
            yield Section(texts.label(place, step), text)
