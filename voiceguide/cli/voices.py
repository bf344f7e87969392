"""`voiceguide voices`: lists voices; its subcommands install, choose and try them."""

from typing import TYPE_CHECKING

import click

from voiceguide.cli.engine_options import Assigned, engine_option, gathered
from voiceguide.cli.voices_install import install, remove
from voiceguide.cli.voices_sample import sample
from voiceguide.console.say import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voiceguide.speech.voices.catalogue import NaturalVoice
    from voiceguide.speech.voices.defaults import Default

_WIDEST = 200
"""The width without a terminal, in columns: enough to wrap nothing."""


@click.group(invoke_without_command=True)
@click.option(
    "--engine", metavar="ENGINE", help="List the voices of this engine: id, languages, name."
)
@engine_option
@click.option(
    "--language", metavar="CODE", help="List only voices for this language, such as en or pt-BR."
)
@click.pass_context
def voices(
    context: click.Context,
    engine: str | None,
    assigned: tuple[Assigned, ...],
    language: str | None,
) -> None:
    """List, install, choose and try voices.

    Without a command, lists the natural voices, or those of one engine.
    """
    if context.invoked_subcommand is not None:
        if engine or assigned or language:
            raise click.UsageError(f"put the options after {context.invoked_subcommand}")
        return
    options = gathered(engine or "auto", assigned)
    if engine in (None, "auto"):
        _show_natural(language)
    else:
        _show_of_engine(engine or "", options, language)


voices.add_command(install)
voices.add_command(remove)
voices.add_command(sample)


@voices.command()
@click.argument("voice", required=False)
@click.option(
    "--engine",
    default="auto",
    metavar="ENGINE",
    help="The voice's engine, if it is not a natural voice.",
)
@click.option("--clear", is_flag=True, help="Forget the default voices.")
def default(voice: str | None, engine: str, *, clear: bool) -> None:
    """Make VOICE the default for its language, or show the defaults."""
    from voiceguide.speech.voices import defaults

    if clear:
        if voice:
            raise click.UsageError("give a voice or --clear, not both")
        say("Forgotten." if defaults.forget() else "There was no default voice.")
    elif voice is None:
        kept = defaults.defaults()
        for tag, chosen in sorted(kept.items()):
            say(f"{tag:<4} {chosen.voice} ({chosen.engine})")
        if not kept:
            say("There is no default voice.", err=True)
    else:
        from voiceguide.speech.voicing import Voicing, languages_of, settled

        voicing = settled(Voicing(engine=engine, voice=voice), "en")
        languages = languages_of(voicing)
        chosen = defaults.Default(engine=voicing.engine, voice=voicing.voice or voice)
        defaults.set_default(chosen, languages)
        tags = dict.fromkeys(map(defaults.primary, languages))
        say(f"{chosen.voice}: the default voice for {', '.join(tags) or 'all languages'}")


def speaks(languages: tuple[str, ...], wanted: str) -> bool:
    """Returns whether one of a voice's languages is the wanted one, or a variety of it."""
    prefix = wanted.lower().replace("_", "-")
    return any(
        tag == prefix or tag.startswith(f"{prefix}-")
        for tag in (language.lower().replace("_", "-") for language in languages)
    )


def _show_of_engine(engine: str, options: dict[str, str], language: str | None) -> None:
    from contextlib import closing

    from voiceguide.speech.voicing import Voicing, create_engine

    voicing = Voicing(engine=engine, options=options)
    with closing(create_engine(voicing)) as speaker:
        found = [v for v in speaker.voices() if language is None or speaks(v.languages, language)]
    for voice in found:
        say(f"{voice.id:<24} {', '.join(voice.languages):<16} {voice.name}")
    if not found:
        wanted = f" for language {language!r}" if language else ""
        say(f"the engine {engine} lists no voices{wanted}", err=True)


def _show_natural(language: str | None) -> None:
    from voiceguide.speech.voices.defaults import defaults
    from voiceguide.speech.voices.known import known
    from voiceguide.speech.voices.packages import packaged

    found = [one for one in known() if language is None or speaks(one.voice.languages, language)]
    for fault in packaged().faults:
        say(f"note: {fault}", err=True)
    if not found:
        say(f"no natural voice for language {language!r} is known", err=True)
        return
    _print_table(found, list(defaults().values()))
    for lineage in dict.fromkeys(voice.lineage for voice in found if voice.lineage):
        say(f"lineage of {_who(lineage, found)}: {lineage}")
    for engine in dict.fromkeys(voice.engine for voice in found):
        _show_engine(engine)
    say(
        "Hear one: voiceguide voices sample VOICE. Get one: voiceguide voices install VOICE. "
        "Other engines: voiceguide voices --engine pyttsx3"
    )


def _who(lineage: str, voices: "Sequence[NaturalVoice]") -> str:
    """Returns the voices with a lineage: their ids or, if all voices of an engine have it, the
    engine."""
    ids = [voice.id for voice in voices if voice.lineage == lineage]
    for engine in {voice.engine for voice in voices}:
        if len(ids) > 1 and ids == [voice.id for voice in voices if voice.engine == engine]:
            return f"all voices of {engine}"
    return ", ".join(ids)


def _show_engine(engine: str) -> None:
    """Says so if an engine is not installed, or if its voices share their files."""
    from voiceguide.speech.voices import places
    from voiceguide.speech.voices.known import of_engine

    files = [voice.files for voice in of_engine(engine) if voice.files]
    if len(files) > 1 and len(set(files)) == 1:
        say(f"the voices of {engine} share their files: installing one installs them all")
    if not places.engine_is_installed(engine):
        say(f"{engine} is not installed; {places.how_to_install(engine)}")


def _print_table(found: "Sequence[NaturalVoice]", chosen: "Sequence[Default]") -> None:
    from rich.markup import escape
    from rich.table import Table

    from voiceguide.cache.sizes import show_size
    from voiceguide.console.styled import styled_console
    from voiceguide.speech.voices import places

    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in ("Engine", "Voice", "Name", "Language", "Gender", "Size", "Here", "Licence"):
        table.add_column(
            heading,
            justify="right" if heading == "Size" else "left",
            overflow="fold",
            no_wrap=heading in ("Voice", "Size"),
        )
    usual = {(one.engine, one.voice) for one in chosen}
    for voice in found:
        here = "yes" if places.find(voice) is not None else "no"
        cells = (
            voice.engine,
            voice.id,
            voice.voice.name,
            ", ".join(voice.voice.languages),
            voice.voice.gender,
            show_size(voice.size) if voice.size else "",
            "default" if (voice.engine, voice.id) in usual else here,
            voice.licence,
        )
        table.add_row(*map(escape, cells))
    console = styled_console()
    if not console.is_terminal:
        console.width = _WIDEST
    console.print(table)
