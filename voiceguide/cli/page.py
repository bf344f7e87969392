"""`voiceguide page`: writes a session as an HTML page, to prop up beside the table."""

from pathlib import Path

import click

from voiceguide.cli import options
from voiceguide.cli.asked import Asked, sounding
from voiceguide.cli.progress import progress
from voiceguide.cli.spoken_by import spoken_by
from voiceguide.console.say import say


@click.command()
@click.argument("source", metavar="SCRIPT|TRACK", default="back-massage")
@options.output("The page (.html)")
@click.option(
    "--audio",
    type=click.Choice(["inside", "beside"]),
    default="inside",
    show_default=True,
    help="Put the sound inside the page, to have a single file, or in files beside it.",
)
@click.option(
    "--lengths",
    metavar="NAME,...",
    default="",
    help="The lengths that the page offers, such as short,long.",
)
@options.length
@sounding
@click.pass_context
def page(
    context: click.Context,
    source: str,
    output: Path | None,
    audio: str,
    lengths: str,
    asked: Asked,
) -> None:
    """Write a page that plays a session hands-free, in any browser.

    The page needs no network. Tap on the left to repeat the step, in the middle to pause, on the
    right for the next step.

    SCRIPT is the name of a bundled script, the path of your own, or - for one from standard
    input: its session is made first. TRACK is a finished session, or any MP3, M4B and the like.
    """
    from voiceguide.cli.cut_off import warn_cut_off
    from voiceguide.page import build as pages
    from voiceguide.script import library

    if lengths and (asked["length"] or asked["minutes"]):
        raise click.UsageError("--lengths can't be combined with --length or --minutes")
    path = Path(source)
    output = output or Path(f"{library.stem(source)}.html")
    inside = audio == "inside"
    if library.is_script(source):
        with progress() as report:
            made = pages.page_of_script(
                source,
                output,
                lengths=[name.strip() for name in lengths.split(",") if name.strip()],
                inside=inside,
                **asked,
                on_voice=spoken_by(),
                on_progress=report,
            )
    else:
        options.only_for_scripts(context, source, "source", "output", "audio")
        made = pages.page_of_track(path, output, inside=inside)
    if made.missing_ms:
        total_ms = made.timelines[0].total_ms
        warn_cut_off(source, made.missing_ms, total_ms, "the page plays the rest")
    say(f"{made.path}")
    for sound in made.sounds:
        say(f"{sound}")
