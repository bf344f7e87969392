"""`voiceguide play`: plays a session in this terminal."""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voiceguide.cli import options
from voiceguide.cli.progress import progress
from voiceguide.cli.spoken_by import spoken_by
from voiceguide.cli.wishes import Wished, wishes
from voiceguide.console.say import say

if TYPE_CHECKING:
    from voiceguide.speech.voicing import Voicing
    from voiceguide.terminal.play import Played


@click.command()
@click.argument("source", metavar="SCRIPT|FILE", default="back-massage")
@options.length
@click.option(
    "--from-start", is_flag=True, help="Start at the beginning, not where you last stopped."
)
@click.option(
    "--device",
    "output",
    type=click.Choice(["auto", "null"]),
    default="auto",
    show_default=True,
    help="Sound output: auto (the system's default) or null (silence, in real time).",
)
@options.voicing
@options.bed
@options.bed_level
@options.chimes
@options.sleep
@wishes
@click.pass_context
def play(
    context: click.Context,
    source: str,
    length: str | None,
    minutes: Fraction | None,
    output: str,
    voicing: "Voicing",
    bed: str | None,
    bed_level_lu: float | None,
    chimes: str | None,
    *,
    from_start: bool,
    sleep: bool,
    wished: Wished,
) -> None:
    """Play a session in the terminal: step, words, time left.

    SCRIPT is the name of a bundled script or the path of your own; it starts playing while the
    engine is still speaking the later words. FILE is a finished session, or any sound file.
    Space pauses, n goes to the next step, p repeats this one, q quits; ? shows all keys.
    """
    from voiceguide.script import library

    if source == "-":
        raise click.UsageError(
            "play listens to your keys on standard input; give the name of a script file"
        )
    try:
        if library.is_script(source):
            asked = _Asked(
                length=length,
                minutes=minutes,
                voicing=voicing,
                bed=bed,
                bed_level_lu=bed_level_lu,
                chimes=chimes,
                sleep=sleep,
                **wished,
            )
            played = _play_script(source, asked, output, from_start=from_start)
        else:
            options.only_for_scripts(context, source, "source", "from_start", "output")
            played = _play_track(Path(source), output, from_start=from_start)
    except KeyboardInterrupt:  # before the first sound; later, Ctrl-C ends playback
        say("Stopped.")
    else:
        say(_summary(played))


class _Asked(Wished):
    length: str | None
    minutes: Fraction | None
    voicing: "Voicing"
    bed: str | None
    bed_level_lu: float | None
    chimes: str | None
    sleep: bool


def _play_script(source: str, asked: _Asked, output: str, *, from_start: bool) -> "Played":
    from voiceguide.script import library
    from voiceguide.script.wishes import Wishes
    from voiceguide.session import plan
    from voiceguide.session.choices import Choices
    from voiceguide.session.preview import preview
    from voiceguide.session.request import voicing_of
    from voiceguide.terminal import play as playing
    from voiceguide.terminal.bookmarks import Bookmark, default_folder

    script = plan.load(source)
    asked["voicing"] = voicing_of(
        asked["voicing"], Choices.of(script), script.language, spoken_by()
    )
    wished = Wishes.of(guidance=asked["guidance"], without=asked["without"], more=asked["more"])
    total_ms = plan.total_ms(
        script, length=asked["length"], minutes=asked["minutes"], wishes=wished
    )
    path = library.find(source).resolve()
    kind = f"{'sleep' if asked['sleep'] else ''}{wished.suffix}"
    bookmark = Bookmark(default_folder(), str(path), str(total_ms), kind)
    return playing.play_script(
        lambda on_draft, report: preview(script, on_draft, on_progress=report, **asked),
        total_ms,
        playing.PlayOptions(bookmark=bookmark, output=output, from_start=from_start),
        progress,
    )


def _play_track(track: Path, output: str, *, from_start: bool) -> "Played":
    from voiceguide.cli.cut_off import warn_cut_off
    from voiceguide.terminal import play as playing
    from voiceguide.terminal.bookmarks import Bookmark, default_folder, edition

    def on_short(missing_ms: int, total_ms: int) -> None:
        warn_cut_off(track, missing_ms, total_ms, "playing the rest")

    bookmark = Bookmark(default_folder(), str(track.resolve()), edition=edition(track))
    options = playing.PlayOptions(bookmark=bookmark, output=output, from_start=from_start)
    return playing.play_track(track, options, on_short)


def _summary(played: "Played") -> str:
    from voiceguide.timecode import clock

    if played.ended:
        return f"Played to its end, {clock(played.total_ms)}"
    stopped = f"Stopped at {clock(played.position_ms)} of {clock(played.total_ms)}"
    return f"{stopped}; the same command continues from there" if played.kept else stopped
