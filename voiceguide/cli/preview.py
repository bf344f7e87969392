"""`voiceguide preview`: plays or writes one step of a script."""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voiceguide.cli import options, playing
from voiceguide.cli.make import show
from voiceguide.cli.progress import progress
from voiceguide.cli.spoken_by import spoken_by
from voiceguide.cli.wishes import Wished, wishes
from voiceguide.console.say import say

if TYPE_CHECKING:
    from voiceguide.speech.voicing import Voicing


@click.command()
@click.argument("script")
@options.step("Play")
@options.length
@options.output("The file", "Default: the step is played in the terminal.")
@playing.device
@options.voicing
@options.bed
@options.bed_level
@options.chimes
@options.sleep
@wishes
def preview(
    script: str,
    step: str | None,
    length: str | None,
    minutes: Fraction | None,
    output: Path | None,
    device: str,
    voicing: "Voicing",
    bed: str | None,
    bed_level_lu: float | None,
    chimes: str | None,
    *,
    sleep: bool,
    wished: Wished,
) -> None:
    """Play one step of a script, as it will be in the session.

    Only the words of the step are spoken, so that you soon hear what you have written. The times
    of all others are estimated: if a script has hardly room for its words, or reminders, a time
    may differ from the session's by a fraction of a second. Keys are as for `voiceguide play`.
    """
    options.refuse_sessions(script, "a step is played from a script")
    asked = playing.Asked(
        length=length,
        minutes=minutes,
        voicing=voicing,
        bed=bed,
        bed_level_lu=bed_level_lu,
        chimes=chimes,
        sleep=sleep,
        **wished,
    )
    if step is None:
        raise click.UsageError(_no_step(script, length, minutes))
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


def _no_step(script: str, length: str | None, minutes: Fraction | None) -> str:
    """Returns what to add, with the steps that there are."""
    from voiceguide.session.plan import load, total_ms
    from voiceguide.timeline.outline import outline

    loaded = load(script)
    planned = outline(loaded, total_ms(loaded, length=length, minutes=minutes))
    names = dict.fromkeys(step.id.partition(".")[0] for step in planned.steps)
    return f"which step? Add --step, with one of {', '.join(names)}"
