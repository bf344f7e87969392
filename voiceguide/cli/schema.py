"""`voiceguide schema`: prints the script format for editors."""

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of scripts, for editors that check as you type."""
    from voiceguide.script.json_schema import schema as script_schema

    click.echo(json.dumps(script_schema(), indent=2, ensure_ascii=False))
