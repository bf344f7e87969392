"""`voiceguide make`: makes a session from a script."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voiceguide.cli import options
from voiceguide.cli.asked import Asked, sounding
from voiceguide.cli.progress import progress
from voiceguide.cli.spoken_by import spoken_by
from voiceguide.console.say import say
from voiceguide.track.formats import FORMATS

if TYPE_CHECKING:
    from voiceguide.progress import OnProgress
    from voiceguide.session.result import Made


@click.command()
@click.argument("script", default="back-massage")
@options.length
@options.step("Make only")
@options.output(f"The file ({', '.join(FORMATS)})")
@sounding
@click.option(
    "--inspect/--no-inspect",
    default=True,
    help="Check the finished track, and report broken rules.",
)
@click.option(
    "--with",
    "sidecars",
    metavar="KIND,...",
    default="",
    help="Also write any of: captions, chapters, timeline, lyrics.",
)
@click.option(
    "--watch",
    "watching",
    is_flag=True,
    help="Make the session again whenever you save the script or your own sounds.",
)
def make(
    script: str,
    step: str | None,
    output: Path | None,
    asked: Asked,
    sidecars: str,
    *,
    inspect: bool,
    watching: bool,
) -> None:
    """Make a session: one track to play and follow, hands-free.

    SCRIPT is the name of a bundled script (see `voiceguide scripts`), the path of your own, or -
    for one from standard input.
    """
    from voiceguide.session.make import make as made_of

    on_voice = spoken_by()

    def once(report: "OnProgress") -> "Made":
        return made_of(
            script,
            output,
            **asked,
            sidecars=[name.strip() for name in sidecars.split(",") if name.strip()],
            inspect=inspect,
            step=step,
            on_voice=on_voice,
            on_progress=report,
        )

    if watching:
        from voiceguide.cli.watch import watch
        from voiceguide.script.contents import can_be_read_again
        from voiceguide.script.library import find
        from voiceguide.session.watched import look_at

        if not can_be_read_again(find(script)):
            raise click.UsageError("--watch needs a script in a file, which can be saved again")
        watch(find(script), once, show, look_at(find(script), asked["bed"], asked["chimes"]))
        return
    with progress() as report:
        made = once(report)
    show(made)


def show(made: "Made") -> None:
    """Prints what was made."""
    from voiceguide import timecode

    say(
        f"{made.track}: {timecode.clock(made.total_ms)}, {made.chapters} chapter"
        + ("s" if made.chapters != 1 else "")
    )
    for path in made.sidecars:
        say(f"{path}")
    for note in made.notes:
        say(f"note: {note}", err=True)
