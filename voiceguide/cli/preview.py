"""`voiceguide preview`: plays or writes one step of a script."""

from pathlib import Path

import click

from voiceguide.cli import options, playing
from voiceguide.cli.asked import Asked, sounding
from voiceguide.cli.make import show
from voiceguide.cli.progress import progress
from voiceguide.cli.spoken_by import spoken_by
from voiceguide.console.say import say


@click.command()
@click.argument("script")
@options.step("Play")
@options.length
@options.output("The file", "Default: the step is played in the terminal.")
@playing.device
@sounding
def preview(
    script: str,
    step: str | None,
    asked: Asked,
    output: Path | None,
    device: str,
) -> None:
    """Play one step of a script, as it will be in the session.

    Only the words of the step are spoken, so that you soon hear what you have written. The times
    of all others are estimated: if a script has hardly room for its words, or reminders, a time
    may differ from the session's by a fraction of a second. Keys are as for `voiceguide play`.
    """
    options.refuse_sessions(script, "a step is played from a script")
    if step is None:
        raise click.UsageError(playing.no_step(script, asked))
    if output is not None:
        from voiceguide.session.make import make

        with progress() as report:
            made = make(
                script, output, step=step, on_voice=spoken_by(), on_progress=report, **asked
            )
        show(made)
        return
    playing.refuse_pipe(script, "preview")
    try:
        say(playing.summary(playing.play_step(script, asked, device, step)))
    except KeyboardInterrupt:  # before the first sound; later it ends playback
        say("Stopped.")
