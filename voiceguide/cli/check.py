"""`voiceguide check`: all the problems of a script at once."""

from pathlib import Path

import click


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...]) -> None:
    """Check script FILES: every problem, with its line and column.

    Advice (long sentences, words to avoid) is printed too, but is no failure.
    """
    from voiceguide import timecode
    from voiceguide.errors import ScriptError
    from voiceguide.script import lint, reader

    failed = False
    for path in files:
        try:
            script, source = reader.parse(reader.read_text(path), name=str(path))
        except ScriptError as error:
            click.echo(str(error), err=True)
            failed = True
            continue
        for advice in lint.advise(script, source):
            click.echo(f"{path}:{advice} (advice)")
        limits = (timecode.clock(script.lengths.least), timecode.clock(script.lengths.most))
        click.echo(f"{path}: good, {len(script.steps)} steps, {limits[0]} to {limits[1]}")
    context.exit(2 if failed else 0)
