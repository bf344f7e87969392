"""`voiceguide play`: plays a session in this terminal."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voiceguide.cli import options, playing
from voiceguide.cli.asked import Asked, sounding
from voiceguide.console.say import say

if TYPE_CHECKING:
    from voiceguide.terminal.play import Played


@click.command()
@click.argument("source", metavar="SCRIPT|FILE", default="back-massage")
@options.length
@click.option(
    "--from-start", is_flag=True, help="Start at the beginning, not where you last stopped."
)
@playing.device
@sounding
@click.pass_context
def play(
    context: click.Context,
    source: str,
    asked: Asked,
    device: str,
    *,
    from_start: bool,
) -> None:
    """Play a session in the terminal: step, words, time left.

    SCRIPT is the name of a bundled script or the path of your own; it starts playing while the
    engine is still speaking the later words. FILE is a finished session, or any sound file.
    Space pauses, n goes to the next step, p repeats this one, q quits; ? shows all keys.
    """
    from voiceguide.script import library

    playing.refuse_pipe(source, "play")
    try:
        if library.is_script(source):
            played = playing.play_session(source, asked, device, from_start=from_start)
        else:
            options.only_for_scripts(context, source, "source", "from_start", "device")
            played = _play_track(Path(source), device, from_start=from_start)
    except KeyboardInterrupt:  # before the first sound; later, Ctrl-C ends playback
        say("Stopped.")
    else:
        say(playing.summary(played))


def _play_track(track: Path, device: str, *, from_start: bool) -> "Played":
    from voiceguide.cli.cut_off import warn_cut_off
    from voiceguide.terminal import play as terminal
    from voiceguide.terminal.bookmarks import Bookmark, default_folder, edition

    def on_short(missing_ms: int, total_ms: int) -> None:
        warn_cut_off(track, missing_ms, total_ms, "playing the rest")

    bookmark = Bookmark(default_folder(), str(track.resolve()), edition=edition(track))
    options = terminal.PlayOptions(bookmark=bookmark, output=device, from_start=from_start)
    return terminal.play_track(track, options, on_short)
