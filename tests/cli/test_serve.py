"""`voiceguide serve`: its output, and its end."""

import importlib.util
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest

from tests.server.running import serving
from voiceguide import Voicing, make
from voiceguide.server.network import USUAL_PORT
from voiceguide.track.mp3.id3 import tag_size


@pytest.fixture
def session(work):
    make(work / "small.yaml", work / "small.mp3", voicing=Voicing(engine="silent"), bed="none")
    return work / "small.mp3"


@pytest.mark.slow
def test_the_sessions_in_this_folder_are_served_on_this_computer_only(session, work):
    with serving("--port", "0", cwd=work) as server:
        assert server.said.splitlines()[0] == "Two minutes, 2:00"
        assert server.place[0] == "127.0.0.1"
        assert "--lan serves the phone too" in server.said
        assert "█" not in server.said
        assert b"Two minutes" in server.get("small/").body
        assert server.get().body == server.get("small/").body


def tokens(work, *options):
    found = []
    for _ in range(2):
        with serving("--port", "0", *options, cwd=work) as server:
            found.append(server.root)
    return found


@pytest.mark.slow
def test_on_this_computer_a_folder_keeps_its_address(session, work):
    assert len(set(tokens(work))) == 1


@pytest.mark.slow
def test_in_the_home_network_each_run_has_a_new_address(session, work):
    assert len(set(tokens(work, "--lan", "--address", "127.0.0.1"))) == 2


def test_it_stops_after_the_given_time(run, session):
    done = run("serve", "--port", "0", "--for", "200ms")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("The server stops after 0.2s, or when you press Ctrl-C.\nStopped.\n")


def test_an_odd_track_in_the_folder_is_left_out_and_named(run, session, work):
    whole = session.read_bytes()
    (work / "tampered.mp3").write_bytes(whole.replace(b'"total_ms":120000', b'"total_ms":-20000'))
    (work / "mute.mp3").write_bytes(whole[: 10 + tag_size(whole)])
    (work / "other.timeline.json").write_bytes(b"[" * 100_000)
    (work / "other.mp3").write_bytes(b"no sound")
    (work / "song.mp3").write_bytes(b"a stranger's song without a plan")
    done = run("serve", "--port", "0", "--for", "200ms")
    assert (done.code, done.out.splitlines()[0]) == (0, "Two minutes, 2:00")
    left = done.err.splitlines()
    assert [line.startswith("Left out: ") for line in left] == [True] * 3
    assert [name for line in left for name in re.findall(r"\w+\.(?:mp3|timeline\.json)", line)] == [
        "mute.mp3",
        "other.timeline.json",
        "tampered.mp3",
    ]


def test_a_truncated_track_gets_a_warning(run, session, work):
    (work / "cut.mp3").write_bytes(session.read_bytes()[:1_000_000])
    done = run("serve", "cut.mp3", "--port", "0", "--for", "100ms")
    assert done.code == 0
    assert re.fullmatch(
        r"Warning: cut.mp3 is incomplete: \d:\d\d of 2:00 is missing; its page plays the rest\n",
        done.err,
    )


@pytest.mark.slow
def test_ctrl_c_stops_it_even_while_somebody_reads(session, work):
    with serving("--port", "0", cwd=work) as server, server.connect() as client:
        path = f"{server.root}small.mp3"
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert client.recv(100)
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(timeout=20) == 0
        with pytest.raises(ConnectionError):
            server.connect()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_termination_signal_stops_it_like_ctrl_c(session, work, name):
    number = getattr(signal, name)
    with started(work) as process:
        process.send_signal(number)
        said, complaints = process.communicate(timeout=30)
        assert (said, complaints) == ("Stopped.\n", "")
        assert process.returncode == 128 + number


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_a_signal_that_the_caller_ignores_does_not_stop_it(session, work):
    with started(work, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)) as process:
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0


@contextmanager
def started(work, **options):
    """A running server that has printed its address."""
    pipe = subprocess.PIPE
    arguments = [sys.executable, "-m", "voiceguide", "serve", "--port", "0"]
    with subprocess.Popen(
        arguments, cwd=work, stdout=pipe, stderr=pipe, text=True, **options
    ) as process:
        while "The server stops" not in process.stdout.readline():
            assert process.poll() is None
        yield process


def test_in_the_home_network_a_code_leads_to_the_session(run, session, monkeypatch):
    from voiceguide.server import network

    listen = network.listening
    monkeypatch.setattr(network, "home_address", lambda: "192.168.178.23")
    monkeypatch.setattr(network, "listening", lambda _, port: listen("127.0.0.1", port))
    done = run("serve", "--lan", "--port", "0", "--for", "100ms")
    assert done.code == 0
    assert "█▄▄▄█" in done.out


def test_the_help_names_the_usual_port(run):
    assert f"Default: {USUAL_PORT}" in " ".join(run("serve", "--help").out.split())


def test_a_port_in_use_is_reported(run, session):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run("serve", "--port", port)
    assert done.code == 2
    assert done.err == (
        f"Error: can't listen on 127.0.0.1, port {port}: another program uses this port. Choose "
        "another with --port, or leave --port out\n"
    )


@pytest.mark.parametrize("name", ["segno", "starlette", "uvicorn"])
def test_without_the_extra_it_says_how_to_get_it(run, session, monkeypatch, name):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        "voiceguide.cli.serve.find_spec", lambda one: None if one == name else find(one)
    )
    done = run("serve")
    assert done.code == 2
    assert done.err == (
        f"Error: serve needs {name}. Install with: pip install 'voiceguide[serve]'\n"
    )


def test_a_folder_without_a_session_is_reported(run):
    done = run("serve")
    assert done.code == 2
    assert "no session in this folder" in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["small.yaml"], "serve takes only pages and tracks"),
        (["missing.mp3"], "missing.mp3: can't be read: No such file"),
        (["--for", "2"], "'2' has no unit"),
        (["--for", "0s"], "must be longer than zero"),
        (["--port", "99999"], "99999"),
        (["--address", "127.0.0.1"], "--address works only with --lan"),
        (["--lan", "--address", "0.0.0.0"], "a phone can't open 0.0.0.0"),  # noqa: S104
    ],
)
def test_wrong_usage_is_reported(run, session, arguments, words):
    done = run("serve", *arguments)
    assert done.code == 2
    assert words in done.err


def test_options_about_sound_are_for_a_script_that_is_edited(run) -> None:
    outcome = run("serve", "--bed", "rain")
    assert outcome.code == 2
    assert "--bed works only with --edit" in outcome.err


def test_one_script_is_edited_and_no_other_file_served(run) -> None:
    outcome = run("serve", "--edit", "small.yaml", "done.mp3")
    assert outcome.code == 2
    assert "leave out the files" in outcome.err


def test_a_script_that_is_not_there_is_not_waited_for(run) -> None:
    outcome = run("serve", "--edit", "smal.yaml")
    assert outcome.code == 2
    assert "smal.yaml: this file does not exist" in outcome.err
