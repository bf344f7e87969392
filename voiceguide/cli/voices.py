"""`voiceguide voices`: the voices of an engine."""

import click

from voiceguide.cli.engine_options import Assigned, engine_option, gathered
from voiceguide.console.say import say


@click.command()
@click.option(
    "--engine", default="pyttsx3", show_default=True, metavar="ENGINE", help="The speech engine."
)
@engine_option
@click.option(
    "--language", metavar="CODE", help="List only voices for this language, such as en or pt-BR."
)
def voices(engine: str, assigned: tuple[Assigned, ...], language: str | None) -> None:
    """List the voices of an engine: id, languages, name."""
    from contextlib import closing

    from voiceguide.speech.voicing import Voicing, create_engine

    voicing = Voicing(engine=engine, options=gathered(engine, assigned))
    with closing(create_engine(voicing)) as speaker:
        found = [v for v in speaker.voices() if language is None or speaks(v.languages, language)]
    for voice in found:
        say(f"{voice.id:<24} {', '.join(voice.languages):<16} {voice.name}")
    if not found:
        wanted = f" for language {language!r}" if language else ""
        say(f"the engine {engine} lists no voices{wanted}", err=True)


def speaks(languages: tuple[str, ...], wanted: str) -> bool:
    """Returns whether one of a voice's languages is the wanted one, or a variety of it."""
    prefix = wanted.lower().replace("_", "-")
    return any(
        tag == prefix or tag.startswith(f"{prefix}-")
        for tag in (language.lower().replace("_", "-") for language in languages)
    )
