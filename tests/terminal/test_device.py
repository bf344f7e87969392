"""The sound output, as far as it can be tested without a loudspeaker."""

import sys
import threading
from types import SimpleNamespace

import click
import pytest

from voiceguide.errors import PlaybackError
from voiceguide.terminal.device import DEVICES, device


def test_the_null_device_pulls_at_its_own_pace():
    pytest.importorskip("miniaudio", reason="miniaudio is not installed")
    enough, counts = threading.Event(), []

    def pull(count: int) -> bytes:
        counts.append(count)
        if sum(counts) > 4800:
            enough.set()
        return bytes(count * 4)

    with device("null") as start:
        start(pull)
        assert enough.wait(10)
    assert all(count > 0 for count in counts)


def test_without_the_package_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(PlaybackError, match=r"pip install 'voiceguide\[play\]'"), device("auto"):
        pass


@pytest.mark.parametrize("stage", ["open", "start"])
def test_without_a_device_it_says_so(monkeypatch, capfd, stage):
    class MiniaudioError(Exception):
        pass

    class PlaybackDevice:
        def __init__(self, **options):
            if stage == "open":
                raise MiniaudioError("failed to init device")

        def start(self, samples):
            raise MiniaudioError("failed to start audio device")

        def close(self): ...

    fake = SimpleNamespace(
        MiniaudioError=MiniaudioError,
        PlaybackDevice=PlaybackDevice,
        Backend=[],
        SampleFormat=SimpleNamespace(SIGNED16=1),
    )
    monkeypatch.setitem(sys.modules, "miniaudio", fake)
    with pytest.raises(PlaybackError, match="no sound output"), device("auto") as start:
        start(bytes)
    assert capfd.readouterr().err == ""


def test_both_devices_of_the_command_line_are_known():
    from voiceguide.cli.play import play

    [option] = [option for option in play.params if option.name == "device"]
    assert isinstance(option.type, click.Choice)
    assert tuple(option.type.choices) == DEVICES
