"""Playing from beginning to end, with keys pressed by a program."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from tests.terminal.sessions import TIMELINE
from voiceguide.errors import AudioError, PlaybackError
from voiceguide.terminal.bookmarks import Place
from voiceguide.terminal.keys import Key
from voiceguide.terminal.loop import Stage
from voiceguide.terminal.remote import NoRemote
from voiceguide.terminal.transport import Player


class Silence:
    """A minute of it."""

    status = "speaking: 1 of 2 sentences"
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
    """Gives one key at each look, and a device that pulls as long as there are any."""

    def __init__(self, player: Player, keys: Sequence[Key | type[BaseException]]) -> None:
        self._player = player
        self._keys: Iterator[Key | type[BaseException]] = iter(keys)

    def keys(self, timeout_s: float) -> list[Key]:
        key = next(self._keys, None)
        if key is None:
            return []
        self._player.pull(480)
        if not isinstance(key, Key):
            raise key
        return [key]


@pytest.fixture
def player() -> Iterator[Player]:
    one = Player(Silence(), at_ms=15_000)
    yield one
    one.close()


def perform(
    player: Player, keys: Sequence[Key | type[BaseException]], place: Place, began_ms: int = 15_000
) -> list[tuple[Any, ...]]:
    shown: list[tuple[Any, ...]] = []
    stage = Stage(
        player,
        Pressed(player, keys),
        lambda now, controls: shown.append((now, controls)),
        NoRemote(),
        place,
        began_ms,
    )
    stage.perform()
    return shown


def test_each_key_does_its_work_and_the_place_is_kept(player, tmp_path):
    place = Place(tmp_path, "a")
    keys = [Key.NEXT, Key.BACK, Key.BACK, Key.FORWARD, Key.SOFTER, Key.TOGGLE, Key.QUIT]
    perform(player, keys, place)
    assert player.position_ms == 30_000
    assert player.volume == 0.95
    assert not player.playing
    assert place.get(60_000) == 30_000


def test_ctrl_c_quits_and_the_place_is_kept(player, tmp_path):
    place = Place(tmp_path, "a")
    perform(player, [Key.FORWARD, KeyboardInterrupt], place)
    assert place.get(60_000) == 25_000


class Clock:
    """A clock of the test's own, `tick` seconds later at each look."""

    def __init__(self, tick: float) -> None:
        self._now = 0.0
        self._tick = tick

    def monotonic(self) -> float:
        self._now += self._tick
        return self._now


class Flood:
    """Keys without end and without a wait, while the device asks for nothing."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    def keys(self, timeout_s: float) -> list[Key]:
        self.looks -= 1
        return [Key.HELP] if self.looks else [Key.QUIT]


def keys_left(player: Player, looks: int) -> int:
    """How many of the keys are not looked at, where the last one quits."""
    flood, place = Flood(looks), Place(None, "a")
    Stage(player, flood, lambda *_: None, NoRemote(), place, 0).perform()
    return flood.looks


def test_a_flood_of_keys_is_no_device_that_is_gone(player, monkeypatch):
    monkeypatch.setattr("voiceguide.terminal.loop.time", Clock(0.001))
    assert keys_left(player, looks=1000) == 0


def test_a_night_in_sleep_is_no_device_that_is_gone(player, monkeypatch):
    monkeypatch.setattr("voiceguide.terminal.loop.time", Clock(40_000.0))
    assert keys_left(player, looks=10) == 0


def test_a_start_from_the_beginning_goes_on_from_nowhere(player):
    """By then the device has pulled some sound already."""
    [(_, first), *_] = perform(player, [Key.QUIT], Place(None, "a"), began_ms=0)
    assert first.note == ""


def test_a_device_that_is_gone_is_said_and_the_place_is_kept(player, tmp_path, monkeypatch):
    monkeypatch.setattr("voiceguide.terminal.loop.time", Clock(0.1))
    place = Place(tmp_path, "a")
    with pytest.raises(PlaybackError, match="the sound output is gone"):
        perform(player, [Key.FORWARD], place)
    assert place.get(60_000) == 25_000


def test_a_fault_of_the_sound_ends_it_and_the_place_is_kept(player, tmp_path):
    place = Place(tmp_path, "a")
    player.piece.fault = AudioError("the disk was taken out")
    with pytest.raises(AudioError, match="the disk was taken out"):
        perform(player, [Key.HELP] * 100_000, place)
    assert place.get(60_000) == 15_000


def test_it_says_that_it_goes_on_from_where_it_stopped_and_what_it_waits_for(player, tmp_path):
    [(_, first), *_, (_, last)] = perform(player, [Key.HELP, Key.NEXT, Key.QUIT], Place(None, "a"))
    assert first.note == "Goes on from 0:15; --from-start begins anew"
    assert first.waiting == "speaking: 1 of 2 sentences"
    assert (last.note, last.help) == ("", True)
