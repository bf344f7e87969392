"""`{side}` in steps that have sides in some lengths only."""

from collections.abc import Iterator, Mapping

from voiceguide.errors import Problem
from voiceguide.script import narration
from voiceguide.script.model import Only, Script, Step
from voiceguide.script.source import Path, Source
from voiceguide.script.values import SpokenColumn


def problems(script: Script, source: Source) -> Iterator[Problem]:
    """Words with `{side}` that would be said where the step has no sides.

    What is said changes at named lengths only, so looking at those is enough.
    """
    named = script.lengths.named
    for index, step in enumerate(script.steps):
        lengths: dict[Path, list[str]] = {}
        for name in named:
            if _is_without_sides(step, named, name):
                for path, text in _said(step, named, name):
                    if "side" in narration.placeholders(text):
                        lengths.setdefault(("steps", index, *path), []).append(name)
        for path, names in lengths.items():
            message = (
                f"nothing fills {{side}} here: this step has no sides in {', '.join(names)}; "
                "say it in other words there"
            )
            yield source.problem(path, message, snippet="{side}")


def _is_without_sides(step: Step, named: Mapping[str, int], name: str) -> bool:
    """Whether the step belongs to a named length, but its sides don't."""
    sides = step.sides
    return (
        sides is not None
        and _applies(step.only, named, name)
        and not _applies(sides.only, named, name)
    )


def _said(step: Step, named: Mapping[str, int], name: str) -> Iterator[tuple[Path, str]]:
    """The opening and the cues of a named length, with their places."""
    yield _variant(("say",), step.say, named, name)
    for index, cue in enumerate(step.cues):
        if cue.side is None and _applies(cue.only, named, name):
            yield _variant(("cues", index, "say"), cue.say, named, name)


def _variant(
    path: Path, value: SpokenColumn, named: Mapping[str, int], name: str
) -> tuple[Path, str]:
    """The text of the longest length that is not over the named one, else the shortest."""
    if isinstance(value, str):
        return path, value
    names = sorted(value, key=lambda other: named[other])
    fitting = [other for other in names if named[other] <= named[name]]
    chosen = fitting[-1] if fitting else names[0]
    return (*path, chosen), value[chosen]


def _applies(only: Only | None, named: Mapping[str, int], name: str) -> bool:
    """Whether something belongs to a named length."""
    if only is None:
        return True
    reached = only.from_ is None or named[name] >= named[only.from_]
    return reached and (only.below is None or named[name] < named[only.below])
