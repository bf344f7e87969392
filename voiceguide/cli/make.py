"""`voiceguide make`: from a script to a finished session."""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voiceguide.cli import options
from voiceguide.cli.progress import progress

if TYPE_CHECKING:
    from voiceguide.speech.voicing import Voicing


@click.command()
@click.argument("script", default="back-massage")
@options.length
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, readable=False),
    help="The file to write (.mp3).",
)
@options.voicing
@click.option(
    "--bed",
    default="room-tone",
    show_default=True,
    metavar="NAME|FILE|none",
    help="The sound under everything.",
)
@click.option(
    "--bed-level",
    type=float,
    default=-20.0,
    show_default=True,
    metavar="LU",
    help="The bed against the voice, where nobody speaks; -14 is a loud one.",
)
@options.chimes
@options.sleep
@click.option(
    "--inspect/--no-inspect",
    default=True,
    help="Read the track back before it gets its name, and judge its plan.",
)
@click.option(
    "--with",
    "sidecars",
    metavar="KIND,...",
    default="",
    help="Also write: captions, chapters, timeline, lyrics.",
)
def make(
    script: str,
    length: str | None,
    minutes: Fraction | None,
    output: Path | None,
    voicing: "Voicing",
    bed: str,
    bed_level: float,
    chimes: str,
    sidecars: str,
    *,
    sleep: bool,
    inspect: bool,
) -> None:
    """Make a session: one MP3 to start, put down and follow.

    SCRIPT is the name of a bundled script or the path of one; see `voiceguide scripts`.
    """
    from voiceguide import making, timecode

    with progress() as report:
        made = making.make(
            script,
            output or making.default_output(script, length=length, minutes=minutes),
            length=length,
            minutes=minutes,
            voicing=voicing,
            bed=bed,
            bed_level_lu=bed_level,
            chimes=chimes,
            sleep=sleep,
            sidecars=[name.strip() for name in sidecars.split(",") if name.strip()],
            inspect=inspect,
            on_progress=report,
        )
    click.echo(
        f"{made.track}: {timecode.clock(made.total_ms)}, {made.chapters} chapter"
        + ("s" if made.chapters != 1 else "")
    )
    for path in made.sidecars:
        click.echo(str(path))
    for note in made.notes:
        click.echo(f"note: {note}", err=True)
