"""From a script or a track to sound in this terminal."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from voiceguide.progress import OnProgress, Progress, Stage
from voiceguide.terminal.bookmarks import Place
from voiceguide.terminal.device import device
from voiceguide.terminal.from_file import FromFile
from voiceguide.terminal.from_script import FromScript, Rehearse
from voiceguide.terminal.keyboard import keyboard
from voiceguide.terminal.loop import Loop
from voiceguide.terminal.remote import remote
from voiceguide.terminal.screen import screen
from voiceguide.terminal.source import Source
from voiceguide.terminal.transport import Transport
from voiceguide.track.finished import finished

Shown = AbstractContextManager[OnProgress]
"""Shows progress while it is open."""

_PATIENCE_S = 1.0
"""Nobody needs to be told about a shorter wait."""

_TICK_S = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """How far it was played, whether that was all of it, and whether the place is remembered."""

    position_ms: int
    total_ms: int
    ended: bool
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How to play: the `output` by the name of a device, where to remember the place,
    and whether to begin at the beginning whatever is remembered."""

    place: Place
    output: str = "auto"
    from_start: bool = False


def play_script(
    rehearse: Rehearse, total_ms: int, manner: Manner, progress: Callable[[], Shown]
) -> Played:
    """Play a session of `total_ms` that `rehearse` makes meanwhile.

    The opening sounds as soon as it is spoken. Where that takes a while, as it may for a
    place in the middle, `progress` shows it. Raises VoiceguideError; PlaybackError
    before anything is spoken where there is no output.
    """
    at_ms = _start_ms(manner, total_ms)

    def prepared(exits: ExitStack) -> Source:
        piece = exits.enter_context(closing(FromScript(rehearse)))
        if not piece.wait(at_ms, _PATIENCE_S):
            with progress() as report:
                while not piece.wait(at_ms, _TICK_S):
                    report(Progress(Stage.SPEAK, piece.spoken))
        return piece

    return _play(prepared, at_ms, manner)


def play_track(track: Path, manner: Manner, on_short: Callable[[int, int], None]) -> Played:
    """Play a finished session, or any sound file.

    `on_short` is told how much is missing of how much, where a track was cut off.
    Raises VoiceguideError.
    """
    found = finished(track)
    if found.missing_ms:
        on_short(found.missing_ms, found.timeline.total_ms)

    def prepared(exits: ExitStack) -> Source:
        return exits.enter_context(closing(FromFile(track, found.timeline)))

    return _play(prepared, _start_ms(manner, min(found.sound_ms, found.timeline.total_ms)), manner)


def _start_ms(manner: Manner, total_ms: int) -> int:
    return 0 if manner.from_start else manner.place.get(total_ms)


def _play(prepared: Callable[[ExitStack], Source], at_ms: int, manner: Manner) -> Played:
    """The output is opened first: without one nothing is worth preparing."""
    with ExitStack() as exits:
        start = exits.enter_context(device(manner.output))
        piece = prepared(exits)
        player = exits.enter_context(closing(Transport(piece, at_ms=at_ms)))
        with remote(player) as outside, keyboard() as keys, screen() as show:
            start(player.pull)
            Loop(player, keys, show, outside, manner.place, at_ms).run()
        total_ms = piece.timeline.total_ms
        return Played(
            position_ms=player.position_ms,
            total_ms=total_ms,
            ended=player.ended,
            kept=manner.place.get(total_ms) > 0,
        )
