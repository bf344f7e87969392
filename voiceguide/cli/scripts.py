"""`voiceguide scripts`: lists the bundled scripts and their lengths."""

import click

from voiceguide.console.say import say


@click.command()
def scripts() -> None:
    """List the bundled scripts and their lengths."""
    from voiceguide import timecode
    from voiceguide.script import library, reader

    for name in library.names():
        script = reader.load(library.find(name))
        lengths = script.lengths
        named = ", ".join(f"{key} {timecode.clock(ms)}" for key, ms in lengths.named.items())
        language = "" if script.language.startswith("en") else f" ({script.language})"
        say(f"{name}: {script.title}{language}")
        say(f"    {len(script.steps)} steps; {named}; default {lengths.default_name}")
