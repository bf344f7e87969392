"""`voiceguide plot`: draws a session at a glance."""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voiceguide.cli import options
from voiceguide.cli.progress import progress
from voiceguide.cli.spoken_by import spoken_by
from voiceguide.cli.wishes import Wished, wishes
from voiceguide.console.say import say

if TYPE_CHECKING:
    from voiceguide.speech.voicing import Voicing


@click.command()
@click.argument("source", metavar="FILE|SCRIPT", default="back-massage")
@options.length
@options.output("The picture (.svg or .png)")
@options.voicing
@options.chimes
@options.sleep
@wishes
@click.pass_context
def plot(
    context: click.Context,
    source: str,
    length: str | None,
    minutes: Fraction | None,
    output: Path | None,
    voicing: "Voicing",
    chimes: str | None,
    *,
    sleep: bool,
    wished: Wished,
) -> None:
    """Draw a session over time: steps, cues, chimes, bed and loudness.

    FILE is a session made by voiceguide. SCRIPT is the name of a bundled script, the path of
    your own, or - for one from standard input: the engine speaks its words to measure them, and
    the picture shows no loudness.
    """
    from voiceguide.files.output import OutputFile
    from voiceguide.plot.output import KIND, WRITERS
    from voiceguide.plot.picture import picture
    from voiceguide.plot.source import files, listen
    from voiceguide.progress import Stage, counter
    from voiceguide.script import library
    from voiceguide.session.plan import plan

    path = Path(source)
    output = output or Path(f"{library.stem(source).removesuffix('.timeline')}.svg")
    if library.is_script(source):
        target = OutputFile.at(output, [library.find(source)], tuple(WRITERS), KIND)
        with progress() as report:
            timeline = plan(
                source,
                length=length,
                minutes=minutes,
                voicing=voicing,
                chimes=chimes,
                sleep=sleep,
                **wished,
                on_voice=spoken_by(),
                on_progress=report,
            )
        drawn = picture(timeline)
    else:
        options.only_for_scripts(context, source, "source", "output")
        target = OutputFile.at(output, files(path), tuple(WRITERS), KIND)
        with progress("listen") as report:
            drawn = picture(*listen(path, counter(Stage.LISTEN, report)))
    target.publish(WRITERS[output.suffix.lower()](drawn))
    say(f"{output}")
