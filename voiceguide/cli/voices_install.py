"""`voiceguide voices install` and `remove`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voiceguide.cli.progress import progress
from voiceguide.console.say import say

if TYPE_CHECKING:
    from voiceguide.speech.voices.catalogue import NaturalVoice


@click.command()
@click.argument("voice")
@click.option(
    "--mirror",
    metavar="URL",
    help="Fetch from this address, which has the same paths as the voice's home.",
)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, exists=True),
    metavar="FILE",
    help="Take the voice from its .onnx file, with its other files beside it, or from a folder.",
)
def install(voice: str, mirror: str | None, source: Path | None) -> None:
    """Install a natural voice from its public home.

    voiceguide checks the files. If the network fails, run the same command again: it continues
    where it stopped.
    """
    from voiceguide.speech.voices import places
    from voiceguide.speech.voices.install import install as installed
    from voiceguide.speech.voices.known import named

    if mirror and source:
        raise click.UsageError("give --mirror or --from, not both")
    wanted = named(voice)
    with progress("fetch") as report:
        is_new = installed(wanted, mirror=mirror or "", source=source, on_progress=report)
    found = places.find(wanted)
    place = f" in {found[0].parent}" if found else ""
    say(f"{wanted.id}: {'installed' if is_new else 'already installed'}{place}")
    _show_credit(wanted)


@click.command()
@click.argument("voice")
def remove(voice: str) -> None:
    """Remove a voice that `install` installed."""
    from voiceguide.speech.voices import install as installing
    from voiceguide.speech.voices import places
    from voiceguide.speech.voices.defaults import Default, forget
    from voiceguide.speech.voices.known import known, named

    wanted = named(voice)
    here = {one.id for one in known() if places.find(one) is not None} | {wanted.id}
    was_there = installing.remove(wanted)
    gone = [one for one in known() if one.id in here and places.find(one) is None]
    for one in gone:
        if forget(Default(engine=one.engine, voice=one.id)):
            say(f"{one.id} is no longer the default voice")
    say(f"{wanted.id}: {'removed' if was_there else 'was not installed by voiceguide'}")
    if others := [one.id for one in gone if one.id != wanted.id]:
        say(f"removed with it, because they share its files: {', '.join(others)}")
    if places.find(wanted) is not None:
        packages = " or ".join(wanted.packages) or "PACKAGE"
        say(f"it is still installed, from a package; to remove that: pip uninstall {packages}")


def _show_credit(voice: "NaturalVoice") -> None:
    from voiceguide.speech.voices import places

    by = f", by {voice.credit}" if voice.credit else ""
    say(f"recordings: {voice.licence}{by}")
    for label, text in (("lineage", voice.lineage), ("more", voice.card)):
        if text:
            say(f"{label}: {text}")
    if not places.engine_is_installed(voice.engine):
        cure = places.how_to_install(voice.engine)
        say(f"note: to speak, it needs {voice.engine}; {cure}", err=True)
