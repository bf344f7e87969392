"""The desktop's media controls, on a private session bus, called by another program."""

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from tests.terminal.terminal import Terminal
from voiceguide.terminal import mpris
from voiceguide.terminal.from_file import FromFile
from voiceguide.terminal.moment import moment
from voiceguide.terminal.transport import Transport
from voiceguide.track.stored_timeline import stored_timeline

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="MPRIS is Linux's")

NAME = "org.mpris.MediaPlayer2.voiceguide"
PLAYER = "org.mpris.MediaPlayer2.Player"


@pytest.fixture
def bus() -> Iterator[dict[str, str]]:
    """The environment variables of a desktop with a session bus."""
    for package in ("dbus_fast", "miniaudio"):
        pytest.importorskip(package, reason=f"{package} is not installed")
    for tool in ("dbus-daemon", "gdbus"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        text=True,
    ) as daemon:
        assert daemon.stdout is not None
        yield {"DBUS_SESSION_BUS_ADDRESS": daemon.stdout.readline().strip()}
        daemon.terminate()


def eventually(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def is_there(bus: dict[str, str], name: str) -> bool:
    """Whether the name is taken on the bus."""
    command = ["gdbus", "call", "--session", "--dest", "org.freedesktop.DBus", "--object-path"]
    command += ["/org/freedesktop/DBus", "--method", "org.freedesktop.DBus.NameHasOwner", name]
    done = subprocess.run(command, env=bus, capture_output=True, timeout=30, check=False)
    return b"true" in done.stdout


@pytest.fixture
def shown(bus: dict[str, str], track) -> Iterator[Terminal]:
    terminal = Terminal(track, environment=bus)
    terminal.shows("Next: 2. Two")
    eventually(lambda: is_there(bus, NAME))
    yield terminal
    terminal.close()


@pytest.fixture
def ask(bus: dict[str, str]) -> Callable[..., str]:
    def call(method: str, *arguments: str, name: str = NAME) -> str:
        command = ["gdbus", "call", "--session", "--dest", name, "--object-path"]
        command += ["/org/mpris/MediaPlayer2", "--method", method, *arguments]
        done = subprocess.run(
            command, env=bus, capture_output=True, text=True, timeout=30, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return call


def prop(ask: Callable[..., str], name: str, interface: str = PLAYER) -> str:
    return ask("org.freedesktop.DBus.Properties.Get", interface, name)


@pytest.mark.slow
def test_a_desktop_sees_the_step_and_controls_the_player(shown, ask):
    assert "'voiceguide'" in prop(ask, "Identity", "org.mpris.MediaPlayer2")
    assert "'Playing'" in prop(ask, "PlaybackStatus")
    metadata = prop(ask, "Metadata")
    for wanted in ("'1. One'", "'Two minutes'", "int64 120000000"):
        assert wanted in metadata
    ask(f"{PLAYER}.Next")
    eventually(lambda: "'2. Two'" in prop(ask, "Metadata"))
    ask(f"{PLAYER}.PlayPause")
    shown.shows("paused")
    assert "'Paused'" in prop(ask, "PlaybackStatus")
    ask(f"{PLAYER}.SetPosition", "/org/voiceguide/session", "30000000")
    shown.shows("1:30 left in total")
    assert "int64 30000000" in prop(ask, "Position")
    ask(f"{PLAYER}.Seek", "5000000")
    shown.shows("1:25 left in total")
    ask("org.freedesktop.DBus.Properties.Set", PLAYER, "Volume", "<0.5>")
    shown.shows("volume 50 %")
    ask("org.mpris.MediaPlayer2.Quit")
    assert shown.ended() == 0
    assert shown.is_given_back


@pytest.mark.slow
def test_a_position_outside_or_of_another_track_is_ignored(shown, ask):
    ask(f"{PLAYER}.Pause")
    shown.shows("paused")
    # Sound fades out for a moment more.
    eventually(lambda: prop(ask, "Position") == prop(ask, "Position"))
    before = prop(ask, "Position")
    ask(f"{PLAYER}.SetPosition", "/org/voiceguide/session", "120000001")
    ask(f"{PLAYER}.SetPosition", "/org/voiceguide/session", "--", "-5")
    ask(f"{PLAYER}.SetPosition", "/another", "30000000")
    assert prop(ask, "Position") == before


def test_changes_and_jumps_are_announced(shown, ask, bus):
    command = ["gdbus", "monitor", "--session", "--dest", NAME]
    with subprocess.Popen(command, env=bus, stdout=subprocess.PIPE, text=True) as monitor:
        assert monitor.stdout is not None
        for line in monitor.stdout:
            if "is owned by" in line:
                break
        ask(f"{PLAYER}.Next")
        heard = ""
        for line in monitor.stdout:
            heard += line
            if "Seeked" in heard and "2. Two" in heard:
                break
        monitor.terminate()
    assert re.search(r"PropertiesChanged.*2\. Two", heard)
    assert re.search(r"Seeked \(int64 60\d{6},\)", heard)


@pytest.mark.slow
def test_two_players_have_two_names(shown, ask, bus, track):
    second = Terminal(track, environment=bus)
    try:
        second.shows("Next: 2. Two")
        number = second.process_id
        eventually(lambda: is_there(bus, f"{NAME}.instance{number}"))
        ask(f"{PLAYER}.Pause", name=f"{NAME}.instance{number}")
        second.shows("paused")
        assert "'Playing'" in prop(ask, "PlaybackStatus")
    finally:
        second.close()


def test_a_bus_that_never_answers_is_not_waited_for(track, tmp_path, monkeypatch):
    pytest.importorskip("dbus_fast", reason="dbus_fast is not installed")
    monkeypatch.setattr(mpris, "_CONNECT_S", 60.0)
    monkeypatch.setattr(mpris, "_PARTING_S", 60.0)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
    began = time.monotonic()
    with (
        socket.socket(socket.AF_UNIX) as silent,
        closing(FromFile(track, stored_timeline(track))) as source,
        closing(Transport(source)) as transport,
    ):
        silent.bind(str(tmp_path / "bus"))
        silent.listen()
        with mpris.session_bus(transport) as found:
            assert found is not None
            found.update(moment(source.timeline, 0), playing=True)
            assert not found.quit_asked
    assert time.monotonic() - began < 30


def test_when_the_bus_goes_away_it_plays_on(bus, track):
    """The bus daemon ends; the sound doesn't."""
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        text=True,
    ) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        shown = Terminal(track, environment={"DBUS_SESSION_BUS_ADDRESS": address})
        try:
            shown.shows("Next: 2. Two")
            daemon.kill()
            daemon.wait()
            shown.press("n")
            shown.shows("The last step")
            shown.press("q")
            assert shown.ended() == 0
            assert shown.is_given_back
        finally:
            shown.close()
