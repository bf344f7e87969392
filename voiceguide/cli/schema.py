"""`voiceguide schema`: prints the script format for editors."""

import click

from voiceguide.console.say import say_json


@click.command()
def schema() -> None:
    """Print the JSON Schema of scripts, for your editor.

    With it, the editor completes and checks a script as you type.
    """
    from voiceguide.script.json_schema import schema as script_schema

    say_json(script_schema())
