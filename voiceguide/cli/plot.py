"""`voiceguide plot`: the session at a glance, as a picture."""

from fractions import Fraction
from pathlib import Path

import click
from click.core import ParameterSource

from voiceguide.cli import options
from voiceguide.cli.progress import progress

_SCRIPT_SUFFIXES = ("", ".yaml", ".yml")


@click.command()
@click.argument("source", metavar="FILE|SCRIPT", default="back-massage")
@options.length
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, readable=False),
    help="The picture to write (.svg or .png).",
)
@options.voicing
@click.pass_context
def plot(
    context: click.Context,
    source: str,
    length: str | None,
    minutes: Fraction | None,
    output: Path | None,
    engine: str,
    voice: str | None,
    rate: int | None,
    volume: float,
    engine_command: tuple[str, ...],
    chain: str,
) -> None:
    """Draw a session: its steps, cues, chimes, sides, bed and loudness on the clock.

    FILE is a session that voiceguide made. SCRIPT is the name of a bundled script or the path of
    one: its words are measured as the engine speaks them, and there is no loudness yet.
    """
    from voiceguide import session
    from voiceguide.plot.output import Output
    from voiceguide.plot.picture import picture
    from voiceguide.plot.source import files, listen
    from voiceguide.script import library

    path = Path(source)
    output = output or Path(f"{path.stem.removesuffix('.timeline')}.svg")
    if path.suffix.lower() in _SCRIPT_SUFFIXES:
        aim = Output.at(output, [library.find(source)])
        with progress() as report:
            timeline = session.plan(
                source,
                length=length,
                minutes=minutes,
                voicing=session.Voicing(
                    engine=engine,
                    voice=voice,
                    rate=rate,
                    volume=volume,
                    command=engine_command,
                    chain=chain,
                ),
                on_progress=report,
            )
        drawn = picture(timeline)
    else:
        _refuse_options(context, source)
        aim = Output.at(output, files(path))
        with progress("listen") as report:
            drawn = picture(*listen(path, lambda done, whole: report("listen", done, whole)))
    aim.publish(drawn)
    click.echo(str(output))


def _refuse_options(context: click.Context, source: str) -> None:
    """A finished session has its length and its voice."""
    given = {
        parameter.opts[-1]
        for parameter in context.command.params
        if parameter.name not in ("source", "output")
        and context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
    }
    for option in sorted(given):
        raise click.UsageError(f"{option} is for a script; {source} is a finished session", context)
