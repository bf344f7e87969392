"""`voiceguide engines`: the speech engines, with their options."""

import click

from voiceguide.console.say import say, say_error


@click.command()
def engines() -> None:
    """List the installed engines and their options."""
    from voiceguide.errors import VoiceguideError
    from voiceguide.speech import registry

    for name in registry.engine_names():
        say(name)
        try:
            declared = registry.find(name).options
        except VoiceguideError as error:
            say_error(error, "  ")
            continue
        for option in declared:
            notes = [
                *(["required"] if option.required else []),
                *(["secret"] if option.secret else []),
                *([f"default {option.default}"] if option.default is not None else []),
            ]
            shown = f"{option.name} ({', '.join(notes)})" if notes else option.name
            say(f"  {shown:<24} {option.help}")
