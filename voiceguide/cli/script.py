"""`voiceguide script`: writes a copy of a bundled script, to start from."""

from pathlib import Path

import click

from voiceguide.cli import options
from voiceguide.console.say import say, say_text


@click.command()
@click.argument("name")
@options.output("The copy (.yaml)", "Default: standard output.")
@options.force
def script(name: str, output: Path | None, *, force: bool) -> None:
    """Write a copy of a bundled script, to make it your own.

    NAME is one of those that `voiceguide scripts` lists. An existing file is not replaced.
    """
    from voiceguide.files.output import SCRIPTS, OutputFile
    from voiceguide.script import library

    content = library.bundled(name).read_bytes()
    if output is None:
        say_text(content.decode("utf-8"))
        return
    target = OutputFile.at(output, [library.bundled(name)], SCRIPTS, "a script")
    if not force:
        target.check_new()
    target.publish(content)
    say(f"{output}")
