"""`voiceguide engines`: the speech engines, with their options."""

import click


@click.command()
def engines() -> None:
    """List the installed engines and their options."""
    from voiceguide.errors import VoiceguideError
    from voiceguide.speech import registry

    for name in registry.engine_names():
        click.echo(name)
        try:
            declared = registry.find(name).options
        except VoiceguideError as error:
            click.echo(f"  {error}", err=True)
            continue
        for option in declared:
            notes = [
                *(["required"] if option.required else []),
                *(["secret"] if option.secret else []),
                *([f"default {option.default}"] if option.default is not None else []),
            ]
            shown = f"{option.name} ({', '.join(notes)})" if notes else option.name
            click.echo(f"  {shown:<24} {option.help}")
