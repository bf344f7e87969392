"""Chooses a voice: by name, by name with a variant, or by language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from voiceguide.errors import UnknownNameError
from voiceguide.speech.engine import Voice

DEFAULT_ENGLISH = "en-us+edward2"
"""Of espeak-ng's American voices, the clearest plain male one at a calm rate."""

_TOYS = ("com.apple.speech.synthesis.voice.", "com.apple.eloquence.")
_NO_TOYS = ("Alex", "Daniel", "Fiona", "Karen", "Moira", "Samantha", "Tessa")
"""Voices of macOS for English that share their prefix with toys: Albert, the first by name, croaks.
"""

_MACROLANGUAGES = {"no": "nb", "zh": "cmn"}
"""Codes that cover several languages, and the language that each means by default (ISO 639-3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """One machine's voices, the id of its default voice, and espeak-ng's variants.

    A variant changes the sound of any voice: `en-us+edward2`. Only espeak-ng has variants.
    """

    voices: tuple[Voice, ...]
    current: str = ""
    variants: tuple[str, ...] = ()


def choose_voice(catalogue: Catalogue, wanted: str | None, language: str) -> str:
    """Returns the voice id to set for `wanted` or, if that is None, for `language` (BCP 47).

    Raises UnknownNameError if there is no such voice, or none for the language; the speech
    library would silently use another voice.
    """
    if wanted is not None:
        return _by_name(catalogue, wanted)
    if is_english(language):
        try:
            return _by_name(catalogue, DEFAULT_ENGLISH)
        except UnknownNameError:
            pass
    return _by_language(catalogue, language)


def is_english(language: str) -> bool:
    """Returns whether a tag (BCP 47) stands for any English."""
    return _tag(language).partition("-")[0] == "en"


def _by_name(catalogue: Catalogue, wanted: str) -> str:
    """Returns an id; `wanted` is an id, its last part, a name or a language, in any case."""
    base, plus, variant = wanted, "", ""
    if catalogue.variants:
        base, plus, variant = wanted.partition("+")
    found = named(catalogue.voices, base)
    if found is None:
        raise UnknownNameError("voice", base, _names(catalogue.voices))
    # The library ignores a variant that is unknown or in another case.
    if plus and variant not in catalogue.variants:
        raise UnknownNameError("voice variant", variant, catalogue.variants)
    return f"{found.id}{plus}{variant}"


def named(voices: Sequence[Voice], base: str) -> Voice | None:
    """Returns the voice with that id, last part of an id, name or language, in any case."""
    wanted = base.casefold()
    keys = (
        lambda voice: [voice.id],
        lambda voice: [_short(voice)],
        lambda voice: [voice.name],
        lambda voice: voice.languages,
    )
    for key in keys:
        for voice in voices:
            if wanted in [name.casefold() for name in key(voice)]:
                return voice
    return None


def _by_language(catalogue: Catalogue, language: str) -> str:
    """Returns the machine's default voice if it speaks the language, else the best that does."""
    default_first = sorted(
        catalogue.voices, key=lambda voice: (voice.id != catalogue.current, _is_toy(voice))
    )
    tag = _tag(language)
    first, hyphen, rest = tag.partition("-")
    tag = f"{_MACROLANGUAGES.get(first, first)}{hyphen}{rest}"
    while tag:
        for exact in (True, False):
            for voice in default_first:
                if _speaks(voice, tag, exact=exact):
                    return voice.id
        tag = tag.rpartition("-")[0]
    known = {_tag(name) for voice in catalogue.voices for name in voice.languages}
    hint = "Choose a voice by its name."
    raise UnknownNameError("language", language, sorted(known), hint)


def _speaks(voice: Voice, tag: str, *, exact: bool) -> bool:
    """Checks the id too: espeak-ng's French of France has the id `roa/fr`, the language `fr-fr`."""
    tags = [_tag(name) for name in (*voice.languages, _short(voice))]
    return tag in tags if exact else any(known.startswith(f"{tag}-") for known in tags)


def _is_toy(voice: Voice) -> bool:
    """Whether it is one of macOS's voices that sing, croak or sound like a robot."""
    return voice.id.startswith(_TOYS) and voice.name not in _NO_TOYS


def _names(voices: Iterable[Voice]) -> list[str]:
    voices = tuple(voices)
    return [_short(voice) for voice in voices] + [voice.name for voice in voices]


def _short(voice: Voice) -> str:
    """Returns the id without espeak-ng's prefix for the language family (`gmw/en-us`), or without
    its path in the Windows registry."""
    return re.split(r"[/\\]", voice.id)[-1]


def _tag(language: str) -> str:
    return language.replace("_", "-").lower()
