"""Checks `{side}` in steps that have sides only at some lengths, and times that need sides."""

from collections.abc import Iterator, Mapping

from voiceguide.errors import Problem
from voiceguide.script import narration
from voiceguide.script.choice import applies, chosen
from voiceguide.script.model import Script
from voiceguide.script.source import Path, Source
from voiceguide.script.step import Step
from voiceguide.script.values import SpokenColumn
from voiceguide.timecode import to_frames


def problems(script: Script, source: Source) -> Iterator[Problem]:
    """Yields a problem for each text with `{side}` that is said at a length without sides, and for
    each time for `each` side in a step without any.

    Checking the named lengths is enough, since texts change only there.
    """
    named = {name: to_frames(ms) for name, ms in script.lengths.named.items()}
    for index, step in enumerate(script.steps):
        if step.is_per_side and step.sides is None:
            message = "'each' is for a step with two sides; add 'sides', or write the step's time"
            yield source.problem(("steps", index, "time"), message)
        lengths: dict[Path, list[str]] = {}
        for name, total_ms in named.items():
            if _is_without_sides(step, named, total_ms):
                for path, text in _said(step, named, total_ms):
                    if "side" in narration.placeholders(text):
                        lengths.setdefault(("steps", index, *path), []).append(name)
        for path, names in lengths.items():
            message = (
                f"{{side}} has no value here: this step has no sides in {', '.join(names)}; "
                "use other words there"
            )
            yield source.problem(path, message, snippet="{side}")


def _is_without_sides(step: Step, named: Mapping[str, int], total_ms: int) -> bool:
    """Whether the step belongs to a session of this total, but its sides don't."""
    sides = step.sides
    return (
        sides is not None
        and applies(step.only, named, total_ms)
        and not applies(sides.only, named, total_ms)
    )


def _said(step: Step, named: Mapping[str, int], total_ms: int) -> Iterator[tuple[Path, str]]:
    """Yields the opening and the cues said at this total, with their places."""
    yield _placed(("say",), step.say, named, total_ms)
    for key in ("brief", "bare", "sleep"):
        if (instead := getattr(step, key)) is not None:
            yield _placed((key,), instead, named, total_ms)
    for index, cue in enumerate(step.cues):
        if cue.side is None and applies(cue.only, named, total_ms):
            if cue.say is not None:
                yield _placed(("cues", index, "say"), cue.say, named, total_ms)
            if cue.breath is not None:
                for phase, text in cue.breath.say.written().items():
                    yield ("cues", index, "breath", "say", phase), text


def _placed(
    path: Path, value: SpokenColumn, named: Mapping[str, int], total_ms: int
) -> tuple[Path, str]:
    name, text = chosen(value, named, total_ms)
    return (path if name is None else (*path, name)), text
