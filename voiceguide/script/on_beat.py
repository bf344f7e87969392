"""Checks that a language has words for a script's counts and breaths, and that these are not too
long."""

from collections.abc import Iterator

from voiceguide.errors import Problem
from voiceguide.script.beats import Breath
from voiceguide.script.cue import Cue
from voiceguide.script.model import Script
from voiceguide.script.source import Path, Source
from voiceguide.wording import counting
from voiceguide.wording import language as languages
from voiceguide.wording.language import Language

MOST_WORDS = 5_000
"""The most words and numbers on the beat in all cues: one every four seconds, for over five
hours."""


def problems(script: Script, source: Source) -> Iterator[Problem]:
    """Yields a problem for each count and breath that the language has no words for, or a single
    one if all of them together are too long."""
    language, words = languages.of(script.language), 0
    for index, step in enumerate(script.steps):
        for number, cue in enumerate(step.cues):
            words += _words(cue)
            yield from _unsayable(cue, ("steps", index, "cues", number), language, source)
    if words > MOST_WORDS:
        message = f"too many words on the beat: {words}; at most {MOST_WORDS} in all cues"
        yield source.problem(("steps",), message)


def _words(cue: Cue) -> int:
    if cue.count is not None:
        return len(cue.count.numbers)
    return cue.breath.words if cue.breath is not None else 0


def _unsayable(cue: Cue, path: Path, language: Language, source: Source) -> Iterator[Problem]:
    is_counted = cue.count is not None or (cue.breath is not None and cue.breath.counted)
    if is_counted and not counting.knows_numbers(language):
        place = (*path, "count") if cue.breath is None else (*path, "breath", "counted")
        message = f"numbers can't be said in {language.code!r} yet; write the words with 'say'"
        yield source.problem(place, message)
    if cue.breath is not None and (missing := _missing(cue.breath, language)):
        message = (
            f"the words of a breath aren't known in {language.code!r} yet; add your own under "
            f"'say': {', '.join(missing)}"
        )
        yield source.problem((*path, "breath"), message)


def _missing(breath: Breath, language: Language) -> list[str]:
    """Returns the phases without words."""
    known = {*breath.say.written(), *language.beats.breath}
    return [phase for phase, _ in breath.phases if phase not in known]
