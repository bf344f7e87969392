"""`voiceguide voices sample`: plays a voice, or several to compare."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voiceguide.cli.aloud import play, wav
from voiceguide.cli.progress import progress
from voiceguide.cli.spoken_by import spoken_by
from voiceguide.console.say import say

if TYPE_CHECKING:
    from voiceguide.speech.voicing import Voicing

_SCRIPT_SUFFIXES = (".yaml", ".yml")
_GAP_MS = 1_000


@click.command()
@click.argument("names", metavar="VOICE... [SCRIPT]", nargs=-1, required=True)
@click.option("--compare", is_flag=True, help="Hear several voices, one after the other.")
@click.option(
    "--engine", default="auto", metavar="ENGINE", help="The engine whose voices they are."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="The sound file to write (.wav). Without it, you hear the voice (pip install "
    "'voiceguide[play]').",
)
@click.option(
    "--device",
    type=click.Choice(["auto", "null"]),
    default="auto",
    show_default=True,
    help="Sound output: auto (the system's default) or null (silence, in real time).",
)
def sample(
    names: tuple[str, ...], engine: str, output: Path | None, device: str, *, compare: bool
) -> None:
    """Hear a voice: a few sentences, or the opening of SCRIPT.

    SCRIPT is the name of a bundled script or the path of your own.
    """
    from voiceguide.files.output import OutputFile
    from voiceguide.session.sample import sample as sound_of

    voices, script = _parted(names)
    if not voices:
        raise click.UsageError("name a voice; see `voiceguide voices`")
    if len(voices) > 1 and not compare:
        raise click.UsageError(f"{voices[1]!r} is not a script; for several voices, add --compare")
    target = None
    if output is not None:
        inputs = [] if script is None else _inputs(script)
        target = OutputFile.at(output, inputs, (".wav",), "a sound file for samples")
    sounds = {}
    with progress() as report:
        for voice in voices:
            voicing, language = _voicing(engine, voice, script)
            sounds[voice] = sound_of(voicing, language, script=script, on_progress=report)
    if target is None:
        play(sounds, device)
    else:
        target.publish(wav(bytes(2 * 48 * _GAP_MS).join(sounds.values())))
        say(str(output))


def _voicing(engine: str, voice: str, script: str | None) -> "tuple[Voicing, str]":
    """Returns a voice as a settled voicing, and the language of its sample."""
    from voiceguide.speech.voicing import Voicing, languages_of, settled

    voicing = settled(Voicing(engine=engine, voice=voice), "en", spoken_by())
    languages = () if script else languages_of(voicing)
    return voicing, languages[0] if languages else "en"


def _parted(names: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """Returns the voices and, if the last name is one, the script."""
    from voiceguide.script import library

    last = names[-1]
    is_script = last in library.names() or Path(last).suffix.lower() in _SCRIPT_SUFFIXES
    return (names[:-1], last) if is_script else (names, None)


def _inputs(script: str) -> list[Path]:
    """Returns the files of a script and of its own sounds."""
    from voiceguide.script import library
    from voiceguide.script.sound import own_sounds
    from voiceguide.session.plan import load

    return [library.find(script), *(own.path for own in own_sounds(load(script)))]
