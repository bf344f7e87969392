"""The two interfaces that MPRIS requires of a player, declared for dbus-fast.

Times on the bus are microseconds.
"""

from collections.abc import Callable
from typing import Annotated

from dbus_fast import PropertyAccess, Variant
from dbus_fast.annotations import (
    DBusBool,
    DBusDict,
    DBusDouble,
    DBusInt64,
    DBusObjectPath,
    DBusSignature,
    DBusStr,
)
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from voiceguide.terminal.moment import Moment
from voiceguide.terminal.transport import Transport

DBusStrings = Annotated[list[str], DBusSignature("as")]

_TRACK = "/org/voiceguide/session"
_US = 1000
"""Microseconds in a millisecond."""

_JUMP_MS = 1000
"""A position that is off by more than this is the result of a seek."""

_READ = PropertyAccess.READ


class RootInterface(ServiceInterface):
    """`org.mpris.MediaPlayer2`: the application."""

    def __init__(self, ask_to_quit: Callable[[], None]) -> None:
        super().__init__("org.mpris.MediaPlayer2")
        self._ask_to_quit = ask_to_quit

    @dbus_method(name="Raise")
    def raise_window(self) -> None:
        """A terminal can't be brought to the front."""

    @dbus_method(name="Quit")
    def quit(self) -> None:
        """Ends playback."""
        self._ask_to_quit()

    @dbus_property(access=_READ, name="CanQuit")
    def can_quit(self) -> DBusBool:
        """Always."""
        return True

    @dbus_property(access=_READ, name="CanRaise")
    def can_raise(self) -> DBusBool:
        """Never."""
        return False

    @dbus_property(access=_READ, name="HasTrackList")
    def has_track_list(self) -> DBusBool:
        """One session at a time."""
        return False

    @dbus_property(access=_READ, name="Identity")
    def identity(self) -> DBusStr:
        """The name shown to people."""
        return "voiceguide"

    @dbus_property(access=_READ, name="SupportedUriSchemes")
    def supported_uri_schemes(self) -> DBusStrings:
        """Nothing can be opened from outside."""
        return []

    @dbus_property(access=_READ, name="SupportedMimeTypes")
    def supported_mime_types(self) -> DBusStrings:
        """Nothing can be opened from outside."""
        return []


class PlayerInterface(ServiceInterface):
    """`org.mpris.MediaPlayer2.Player`: the session as one track, titled by its step."""

    def __init__(self, transport: Transport) -> None:
        super().__init__("org.mpris.MediaPlayer2.Player")
        self._transport = transport
        self._told: dict[str, object] = {}
        self._metadata: dict[str, Variant] = {}
        self._expected_ms = transport.position_ms

    def tell(self, now: Moment, *, playing: bool) -> None:
        """Announces changes."""
        self._metadata = {
            "mpris:trackid": Variant("o", _TRACK),
            "mpris:length": Variant("x", now.total_ms * _US),
            "xesam:title": Variant("s", now.step),
            "xesam:album": Variant("s", now.title),
        }
        state: dict[str, object] = {
            "PlaybackStatus": "Playing" if playing else "Paused",
            "Metadata": self._metadata,
            "Volume": self._transport.volume,
            "CanGoNext": bool(now.next_step),
        }
        changed = {name: value for name, value in state.items() if self._told.get(name) != value}
        if changed:
            self.emit_properties_changed(changed)
            self._told = state
        at_ms = now.total_ms - now.left_ms
        if abs(at_ms - self._expected_ms) > _JUMP_MS:
            self.seeked(at_ms * _US)
        self._expected_ms = at_ms

    @dbus_method(name="Next")
    def next(self) -> None:
        """Goes to the next step."""
        self._transport.next()

    @dbus_method(name="Previous")
    def previous(self) -> None:
        """Repeats the step; soon after its start, goes to the previous one."""
        self._transport.again()

    @dbus_method(name="Pause")
    def pause(self) -> None:
        """Pauses."""
        self._transport.play(on=False)

    @dbus_method(name="Play")
    def play(self) -> None:
        """Resumes."""
        self._transport.play(on=True)

    @dbus_method(name="PlayPause")
    def play_pause(self) -> None:
        """Pauses or resumes."""
        self._transport.play(on=not self._transport.playing)

    @dbus_method(name="Stop")
    def stop(self) -> None:
        """Pauses at the beginning."""
        self._transport.play(on=False)
        self._transport.seek(0)

    @dbus_method(name="Seek")
    def seek(self, offset: DBusInt64) -> None:
        """Skips forward or back; a skip past the end would go to the next track, but there is
        none."""
        self._transport.skip(offset // _US)

    @dbus_method(name="SetPosition")
    def set_position(self, track: DBusObjectPath, position: DBusInt64) -> None:
        """Goes to a time; one outside this track is ignored, as the specification says."""
        if track == _TRACK and 0 <= position <= self._transport.source.timeline.total_ms * _US:
            self._transport.seek(position // _US)

    @dbus_method(name="OpenUri")
    def open_uri(self, uri: DBusStr) -> None:
        """Nothing can be opened from outside."""

    @dbus_signal(name="Seeked")
    def seeked(self, position: int) -> DBusInt64:
        """Signals that the position has jumped."""
        return position

    @dbus_property(access=_READ, name="PlaybackStatus")
    def playback_status(self) -> DBusStr:
        """Playing or Paused."""
        return "Playing" if self._transport.playing else "Paused"

    @dbus_property(access=_READ, name="Rate")
    def rate(self) -> DBusDouble:
        """Speed is fixed."""
        return 1.0

    @dbus_property(access=_READ, name="MinimumRate")
    def minimum_rate(self) -> DBusDouble:
        """Speed is fixed."""
        return 1.0

    @dbus_property(access=_READ, name="MaximumRate")
    def maximum_rate(self) -> DBusDouble:
        """Speed is fixed."""
        return 1.0

    @dbus_property(access=_READ, name="Metadata")
    def metadata(self) -> DBusDict:
        """The session and its step."""
        return self._metadata

    @dbus_property(name="Volume")
    def volume(self) -> DBusDouble:
        """From 0 to 1."""
        return self._transport.volume

    @volume.setter
    def set_volume(self, value: DBusDouble) -> None:
        self._transport.louder(value - self._transport.volume)

    @dbus_property(access=_READ, name="Position")
    def position(self) -> DBusInt64:
        """Time since the session's start."""
        return self._transport.position_ms * _US

    @dbus_property(access=_READ, name="CanGoNext")
    def can_go_next(self) -> DBusBool:
        """Not in the last step."""
        return bool(self._told.get("CanGoNext", True))

    @dbus_property(access=_READ, name="CanGoPrevious")
    def can_go_previous(self) -> DBusBool:
        """Always: at least to the start."""
        return True

    @dbus_property(access=_READ, name="CanPlay")
    def can_play(self) -> DBusBool:
        """Always."""
        return True

    @dbus_property(access=_READ, name="CanPause")
    def can_pause(self) -> DBusBool:
        """Always."""
        return True

    @dbus_property(access=_READ, name="CanSeek")
    def can_seek(self) -> DBusBool:
        """Always."""
        return True

    @dbus_property(access=_READ, name="CanControl")
    def can_control(self) -> DBusBool:
        """Always."""
        return True
