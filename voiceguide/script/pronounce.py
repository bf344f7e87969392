"""The values of `pronounce`: a respelling, or a word's sounds in the IPA."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag
from pydantic_core import PydanticCustomError

from voiceguide.script.values import Line
from voiceguide.wording import pronunciation
from voiceguide.wording.pronunciation import Pronunciation


def _sounds(ipa: str) -> str:
    """Returns the sounds in plain symbols. Raises for one that is not in the IPA."""
    plain = pronunciation.plain(ipa)
    if signs := pronunciation.foreign(plain):
        raise _fault(f"{' '.join(signs)} is not in the IPA; {_FORM}")
    if not pronunciation.has_sounds(plain):
        raise _fault(f"this has no sounds; {_FORM}")
    return plain


_FORM = "expected sounds such as ˌɛfləˈɹɑːʒ"


def _fault(message: str) -> Exception:
    return PydanticCustomError("sounds", "{message}", {"message": message})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounds(Pronunciation):
    """A word's sounds, for voices that take them."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    ipa: Annotated[
        Line,
        StringConstraints(max_length=100),
        AfterValidator(_sounds),
        Field(description="The sounds in the International Phonetic Alphabet."),
    ]
    say: Annotated[
        Line | None,
        Field(description="The respelling for voices that don't take sounds. Default: none."),
    ] = None


def _shape(value: Any) -> str:
    return "sounds" if isinstance(value, Mapping | Pronunciation) else "line"


Said = Annotated[
    Annotated[Line, Tag("line")] | Annotated[Sounds, Tag("sounds")], Discriminator(_shape)
]
"""A respelling, or sounds."""
