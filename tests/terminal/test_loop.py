"""Playing from beginning to end, with keys pressed by a program."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from tests.terminal.sessions import TIMELINE
from voiceguide.errors import AudioError, PlaybackError
from voiceguide.terminal.bookmarks import Bookmark
from voiceguide.terminal.keys import Key
from voiceguide.terminal.loop import Loop
from voiceguide.terminal.remote import NoRemote
from voiceguide.terminal.transport import Transport


class Silence:
    """A minute of silence, still being made."""

    status = "speaking: 50%"
    timeline = TIMELINE
    channels = 1

    def __init__(self) -> None:
        self.fault: Exception | None = None

    def read(self, start_ms: int, end_ms: int) -> bytes | None:
        if self.fault:
            raise self.fault
        return b""

    def close(self) -> None: ...


class Pressed:
    """Presses one key at each look, with a device that pulls as long as keys are left."""

    def __init__(self, transport: Transport, keys: Sequence[Key | type[BaseException]]) -> None:
        self._transport = transport
        self._keys: Iterator[Key | type[BaseException]] = iter(keys)

    def keys(self, timeout_s: float) -> list[Key]:
        key = next(self._keys, None)
        if key is None:
            return []
        self._transport.pull(480)
        if not isinstance(key, Key):
            raise key
        return [key]


@pytest.fixture
def transport() -> Iterator[Transport]:
    one = Transport(Silence(), at_ms=15_000)
    yield one
    one.close()


def run(
    transport: Transport,
    keys: Sequence[Key | type[BaseException]],
    bookmark: Bookmark,
    began_ms: int = 15_000,
) -> list[tuple[Any, ...]]:
    shown: list[tuple[Any, ...]] = []
    loop = Loop(
        transport,
        Pressed(transport, keys),
        lambda now, controls: shown.append((now, controls)),
        NoRemote(),
        bookmark,
        began_ms,
    )
    loop.run()
    return shown


def test_every_key_works_and_the_place_is_kept(transport, tmp_path):
    bookmark = Bookmark(tmp_path, "a")
    keys = [Key.NEXT, Key.BACK, Key.BACK, Key.FORWARD, Key.SOFTER, Key.TOGGLE, Key.QUIT]
    run(transport, keys, bookmark)
    assert transport.position_ms == 30_000
    assert transport.volume == 0.95
    assert not transport.playing
    assert bookmark.get(60_000) == 30_000


def test_ctrl_c_quits_and_the_place_is_kept(transport, tmp_path):
    bookmark = Bookmark(tmp_path, "a")
    run(transport, [Key.FORWARD, KeyboardInterrupt], bookmark)
    assert bookmark.get(60_000) == 25_000


class Clock:
    """A clock that advances by `tick` seconds at each look."""

    def __init__(self, tick: float) -> None:
        self._now = 0.0
        self._tick = tick

    def monotonic(self) -> float:
        self._now += self._tick
        return self._now


class Flood:
    """An endless flood of keys, while the device pulls nothing."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    def keys(self, timeout_s: float) -> list[Key]:
        self.looks -= 1
        return [Key.HELP] if self.looks else [Key.QUIT]


def keys_left(transport: Transport, looks: int) -> int:
    """How many looks remain, if the last key quits."""
    flood, bookmark = Flood(looks), Bookmark(None, "a")
    Loop(transport, flood, lambda *_: None, NoRemote(), bookmark, 0).run()
    return flood.looks


def test_a_flood_of_keys_does_not_look_like_a_lost_device(transport, monkeypatch):
    monkeypatch.setattr("voiceguide.terminal.loop.time", Clock(0.001))
    assert keys_left(transport, looks=1000) == 0


def test_a_sleeping_laptop_does_not_look_like_a_lost_device(transport, monkeypatch):
    monkeypatch.setattr("voiceguide.terminal.loop.time", Clock(40_000.0))
    assert keys_left(transport, looks=10) == 0


def test_a_start_from_the_beginning_has_no_note(transport):
    """By that time the device has already pulled some sound."""
    [(_, first), *_] = run(transport, [Key.QUIT], Bookmark(None, "a"), began_ms=0)
    assert first.note == ""


def test_a_lost_device_is_reported_and_the_place_is_kept(transport, tmp_path, monkeypatch):
    monkeypatch.setattr("voiceguide.terminal.loop.time", Clock(0.1))
    bookmark = Bookmark(tmp_path, "a")
    with pytest.raises(PlaybackError, match="the sound output is gone"):
        run(transport, [Key.FORWARD], bookmark)
    assert bookmark.get(60_000) == 25_000


def test_a_fault_in_the_sound_ends_playback_and_the_place_is_kept(transport, tmp_path):
    bookmark = Bookmark(tmp_path, "a")
    transport.source.fault = AudioError("the disk was taken out")
    with pytest.raises(AudioError, match="the disk was taken out"):
        run(transport, [Key.HELP] * 100_000, bookmark)
    assert bookmark.get(60_000) == 15_000


def test_it_says_where_it_continues_and_what_it_waits_for(transport, tmp_path):
    [(_, first), *_, (_, last)] = run(
        transport, [Key.HELP, Key.NEXT, Key.QUIT], Bookmark(None, "a")
    )
    assert first.note == "Continuing from 0:15; --from-start starts over"
    assert first.waiting == "speaking: 50%"
    assert (last.note, last.help) == ("", True)
