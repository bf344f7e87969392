"""Plays a script or a track in this terminal."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from voiceguide.progress import OnProgress, Progress, Stage
from voiceguide.terminal.bookmarks import Bookmark
from voiceguide.terminal.device import device
from voiceguide.terminal.from_file import FromFile
from voiceguide.terminal.from_script import FromScript, Preview
from voiceguide.terminal.keyboard import keyboard
from voiceguide.terminal.loop import Loop
from voiceguide.terminal.remote import remote
from voiceguide.terminal.screen import screen
from voiceguide.terminal.source import Source
from voiceguide.terminal.transport import Transport
from voiceguide.track.finished import finished

Shown = AbstractContextManager[OnProgress]
"""A context manager that shows progress while it is open."""

_PATIENCE_S = 1.0
"""Shorter waits show no progress."""

_TICK_S = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """How far it played, whether to the end, and whether a bookmark was stored."""

    position_ms: int
    total_ms: int
    ended: bool
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayOptions:
    """How to play: the bookmark, the name of the output device, and whether to ignore the bookmark
    and start from the beginning."""

    bookmark: Bookmark
    output: str = "auto"
    from_start: bool = False


def play_script(
    preview: Preview, total_ms: int, options: PlayOptions, progress: Callable[[], Shown]
) -> Played:
    """Plays a session of `total_ms` while `preview` makes it.

    The opening plays as soon as it is spoken. If that takes a while, as it may when
    resuming in the middle, `progress` shows it. Raises VoiceguideError; without an output,
    raises PlaybackError before anything is spoken.
    """
    at_ms = _start_ms(options, total_ms)

    def open_source(exits: ExitStack) -> Source:
        source = exits.enter_context(closing(FromScript(preview)))
        if not source.wait(at_ms, _PATIENCE_S):
            with progress() as report:
                while not source.wait(at_ms, _TICK_S):
                    report(Progress(Stage.SPEAK, source.spoken))
        return source

    return _play(open_source, at_ms, options)


def play_track(track: Path, options: PlayOptions, on_short: Callable[[int, int], None]) -> Played:
    """Plays a finished session, or any sound file.

    If the track was cut off, `on_short` is called with the milliseconds missing and in total.
    Raises VoiceguideError.
    """
    found = finished(track)
    if found.missing_ms:
        on_short(found.missing_ms, found.timeline.total_ms)

    def open_source(exits: ExitStack) -> Source:
        return exits.enter_context(closing(FromFile(track, found.timeline)))

    return _play(
        open_source, _start_ms(options, min(found.sound_ms, found.timeline.total_ms)), options
    )


def _start_ms(options: PlayOptions, total_ms: int) -> int:
    return 0 if options.from_start else options.bookmark.get(total_ms)


def _play(open_source: Callable[[ExitStack], Source], at_ms: int, options: PlayOptions) -> Played:
    """Opens the output and plays. The output comes first: without it, the source is useless."""
    with ExitStack() as exits:
        start = exits.enter_context(device(options.output))
        source = open_source(exits)
        transport = exits.enter_context(closing(Transport(source, at_ms=at_ms)))
        with remote(transport) as remote_control, keyboard() as keys, screen() as show:
            start(transport.pull)
            Loop(transport, keys, show, remote_control, options.bookmark, at_ms).run()
        total_ms = source.timeline.total_ms
        return Played(
            position_ms=transport.position_ms,
            total_ms=total_ms,
            ended=transport.ended,
            kept=options.bookmark.get(total_ms) > 0,
        )
