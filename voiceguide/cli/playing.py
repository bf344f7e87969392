"""Plays a script in the terminal, for `play` and `preview`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from voiceguide.cli.asked import Asked
from voiceguide.cli.progress import progress
from voiceguide.cli.spoken_by import spoken_by

if TYPE_CHECKING:
    from voiceguide.script.model import Script
    from voiceguide.script.wishes import Wishes
    from voiceguide.terminal.bookmarks import Bookmark
    from voiceguide.terminal.play import Played
    from voiceguide.timeline.parts import Outline

device = click.option(
    "--device",
    type=click.Choice(["auto", "null"]),
    default="auto",
    show_default=True,
    help="Sound output: auto (the system's default) or null (silence, in real time).",
)


def refuse_pipe(source: str, command: str) -> None:
    """Raises click's UsageError for a script on standard input."""
    if source == "-":
        raise click.UsageError(
            f"{command} listens to your keys on standard input; give the name of a script file"
        )


def play_session(source: str, asked: Asked, device: str, *, from_start: bool) -> "Played":
    """Plays a script from its bookmark, or from the start."""
    from voiceguide.script import library
    from voiceguide.session import plan
    from voiceguide.terminal.bookmarks import Bookmark, default_folder

    script = plan.load(source)
    total_ms, wished = _total_ms(script, asked), _wishes(asked)
    path = library.find(source).resolve()
    kind = f"{'sleep' if asked['sleep'] else ''}{wished.suffix}"
    bookmark = Bookmark(default_folder(), str(path), str(total_ms), kind)
    return _played(script, asked, device, _Place(bookmark, from_start=from_start))


def play_step(source: str, asked: Asked, device: str, step: str) -> "Played":
    """Plays one step of a script; nobody continues in the middle of one.

    An unknown step is refused even where nothing can be played.
    """
    from voiceguide.session import plan
    from voiceguide.terminal.bookmarks import Bookmark
    from voiceguide.timeline.excerpt import Excerpt

    script = plan.load(source)
    Excerpt.of(script, _outlined(script, asked), step)
    return _played(script, asked, device, _Place(Bookmark(None)), step)


def no_step(source: str, asked: Asked) -> str:
    """Returns what to add to a command that needs a step, with the steps that there are."""
    from voiceguide.session import plan
    from voiceguide.timeline.excerpt import names

    script = plan.load(source)
    present = [step.id for step in _outlined(script, asked).steps]
    return f"which step? Add --step, with one of {', '.join(names(script, present))}"


@dataclass(frozen=True, slots=True)
class _Place:
    bookmark: "Bookmark"
    from_start: bool = True


def _played(
    script: "Script", asked: Asked, device: str, place: _Place, step: str | None = None
) -> "Played":
    from voiceguide.session.choices import Choices
    from voiceguide.session.preview import preview
    from voiceguide.session.request import voicing_of
    from voiceguide.terminal import play as playing

    asked["voicing"] = voicing_of(
        asked["voicing"], Choices.of(script), script.language, spoken_by()
    )
    return playing.play_script(
        lambda on_draft, report: preview(script, on_draft, step=step, on_progress=report, **asked),
        _total_ms(script, asked),
        playing.PlayOptions(bookmark=place.bookmark, output=device, from_start=place.from_start),
        progress,
    )


def _outlined(script: "Script", asked: Asked) -> "Outline":
    from voiceguide.timeline.outline import outline

    return outline(script, _total_ms(script, asked), sleep=asked["sleep"], wishes=_wishes(asked))


def _wishes(asked: Asked) -> "Wishes":
    from voiceguide.script.wishes import Wishes

    return Wishes.of(guidance=asked["guidance"], without=asked["without"], more=asked["more"])


def _total_ms(script: "Script", asked: Asked) -> int:
    from voiceguide.session import plan

    length, minutes = asked["length"], asked["minutes"]
    return plan.total_ms(script, length=length, minutes=minutes, wishes=_wishes(asked))


def summary(played: "Played") -> str:
    """Returns how far it played, in a sentence."""
    from voiceguide.timecode import clock

    if played.ended:
        return f"Played to its end, {clock(played.total_ms)}"
    stopped = f"Stopped at {clock(played.position_ms)} of {clock(played.total_ms)}"
    return f"{stopped}; the same command continues from there" if played.kept else stopped
