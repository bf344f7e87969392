"""Speech over the Wyoming protocol: requests, answers with sound, and failures."""

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from tests.speech.talking import (
    WyomingDouble,
    event,
    info,
    listening,
    sound,
    tone,
    wyoming_double,
)
from voiceguide.audio.decode import decode
from voiceguide.console.visible import visible
from voiceguide.errors import EngineCrashed, EngineSetupError, EngineTimeout, UnknownNameError
from voiceguide.speech.engine import EngineSettings, Voice
from voiceguide.speech.engines import wyoming as module
from voiceguide.speech.engines.wyoming import WyomingEngine
from voiceguide.speech.engines.wyoming_line import Place

Make = Callable[..., WyomingEngine]


@pytest.fixture
def server() -> Iterator[WyomingDouble]:
    with wyoming_double() as double:
        yield double


@pytest.fixture
def make(server: WyomingDouble) -> Iterator[Make]:
    """Opens engines at the server's address, unless it is told another."""
    with ExitStack() as engines:

        def made(
            options: Mapping[str, str] | None = None, deadline_s: float = 5.0, **settings: Any
        ) -> WyomingEngine:
            chosen = EngineSettings(
                options={"address": server.address, **(options or {})}, **settings
            )
            engine = WyomingEngine(chosen, deadline_s=lambda text: deadline_s)
            return engines.enter_context(closing(engine))

        yield made


def spoken_ms(engine: WyomingEngine, folder: Path) -> float:
    engine.speak("Rest now.", folder / "a.wav")
    return len(decode(folder / "a.wav")) / 96


# Requests


def synthesized(server: WyomingDouble) -> list[dict[str, Any]]:
    return [asked["data"] for asked in server.asked if asked["type"] == "synthesize"]


def test_a_text_is_asked_for_in_the_scripts_language_or_the_users_voice(
    make: Make, server: WyomingDouble, tmp_path: Path
) -> None:
    assert spoken_ms(make(), tmp_path) == pytest.approx(len(tone(2)) / 48, abs=1)
    make(voice="Anna").speak("Go on.", tmp_path / "a.wav")
    make({"speaker": "2"}, voice="ben").speak("Go on.", tmp_path / "a.wav")
    assert synthesized(server) == [
        {"text": "Rest now.", "voice": {"language": "en"}},
        {"text": "Go on.", "voice": {"name": "anna"}},
        {"text": "Go on.", "voice": {"name": "ben", "speaker": "2"}},
    ]


def test_the_voices_are_asked_for_once(make: Make, server: WyomingDouble, tmp_path: Path) -> None:
    engine = make()
    for _ in range(3):
        engine.speak("Rest.", tmp_path / "a.wav")
    assert [asked["type"] for asked in server.asked] == ["describe", *["synthesize"] * 3]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"voice": "ana"}, "unknown voice 'ana'; did you mean 'anna'"),
        ({"language": "it"}, "unknown language 'it'"),
    ],
)
def test_a_voice_that_the_server_would_replace_by_another_is_refused(
    settings: dict[str, str], said: str, make: Make, server: WyomingDouble, tmp_path: Path
) -> None:
    with pytest.raises(UnknownNameError, match=said):
        make(**settings).speak("Rest.", tmp_path / "a.wav")
    assert synthesized(server) == []


def test_a_server_that_tells_no_languages_may_speak_any(
    make: Make, server: WyomingDouble, tmp_path: Path
) -> None:
    server.info = info([{"name": "anna"}])
    assert spoken_ms(make(language="it"), tmp_path)
    assert synthesized(server) == [{"text": "Rest now.", "voice": {"language": "it"}}]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"rate": 150}, "leave out the rate"),
        ({"volume": 0.5}, "leave the volume at 1"),
        ({"options": {"speaker": "2"}}, "speaker needs a voice"),
    ],
)
def test_settings_that_the_protocol_does_not_have_are_refused(
    settings: dict[str, Any], said: str, make: Make
) -> None:
    with pytest.raises(EngineSetupError, match=said):
        make(**settings)


def test_without_the_library_it_says_what_to_install(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(EngineSetupError, match=r"pip install 'voiceguide\[wyoming\]'"):
        make()


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("tcp://nas", "tcp://nas:10200"),
        ("tcp://nas:7/", "tcp://nas:7"),
        ("nas:7", "tcp://nas:7"),
        (" nas ", "tcp://nas:10200"),
        ("tcp://[::1]:7", "tcp://[::1]:7"),
        ("unix:///run/a b.sock", "unix:///run/a b.sock"),
    ],
)
def test_an_address_may_leave_out_what_is_usual(given: str, name: str) -> None:
    assert Place.of(given).name == name


@pytest.mark.parametrize(
    "given",
    [
        "",
        "http://nas:7",
        "tcp://",
        "tcp://nas:x",
        "tcp://nas:70000",
        "unix://run/a",
        "a@b:7",
        "tcp://a/b",
        "tcp://[::1",
    ],
)
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(EngineSetupError, match="is not an address such as tcp://localhost:10200"):
        Place.of(given)


@pytest.mark.skipif(sys.platform == "win32", reason="needs Unix sockets")
def test_a_unix_socket_is_a_server_too(make: Make, tmp_path: Path) -> None:
    with wyoming_double(path=str(tmp_path / "s")):
        assert spoken_ms(make({"address": f"unix://{tmp_path / 's'}"}), tmp_path)


# Answers with sound


@pytest.mark.parametrize(
    "form",
    [
        {"rate": 16_000},
        {"rate": 48_000, "channels": 2},
        {"rate": 22_050, "width": 4},
        {"rate": 8_000, "width": 1},
        {"rate": 24_000, "width": 3},
    ],
)
def test_any_rate_width_and_channels_are_taken_as_stated(
    form: dict[str, int], make: Make, server: WyomingDouble, tmp_path: Path
) -> None:
    frames = 2400
    pcm = bytes(range(1, 241)) * (frames * form.get("width", 2) * form.get("channels", 1) // 240)
    server.answers.append(b"".join(sound(pcm, **form)))
    assert spoken_ms(make(), tmp_path) == pytest.approx(1000 * frames / form["rate"], abs=2)


START = event("audio-start", rate=24_000, width=2, channels=1)
STOP = event("audio-stop")


def chunk(pcm: bytes = tone(1), length: int | None = None, **form: Any) -> bytes:
    return event("audio-chunk", pcm, length, **{"rate": 24_000, "width": 2, "channels": 1, **form})


def test_events_of_other_kinds_and_a_missing_start_do_no_harm(
    make: Make, server: WyomingDouble, tmp_path: Path
) -> None:
    server.answers.append(event("ping", text="x") + chunk() + event("later") + chunk() + STOP)
    assert spoken_ms(make(), tmp_path) == pytest.approx(len(tone(2)) / 48, abs=1)


WRONG = EngineSetupError, "does not speak the Wyoming protocol"
CUT = EngineCrashed, "closed the connection before the end"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (START + STOP, (EngineCrashed, "empty sound")),
        (STOP, (EngineCrashed, "empty sound")),
        (START + chunk(b"xyz") + STOP, (EngineCrashed, "inside a sample")),
        (START + chunk(rate=48_000) + STOP, (EngineCrashed, "changes its format midway")),
        (chunk(rate=0) + STOP, (EngineCrashed, r"impossible sound format .*: 0, 2, 1")),
        (chunk(rate=10**9), (EngineCrashed, "impossible sound format")),
        (chunk(width=7), (EngineCrashed, "impossible sound format")),
        (chunk(channels=True), (EngineCrashed, "impossible sound format")),
        (chunk(channels="1"), (EngineCrashed, "impossible sound format")),
        (event("audio-start"), (EngineCrashed, r"impossible sound format .*: None, None, None")),
        (event("error", text="no\n voice\x1b" + "x" * 900), (EngineCrashed, "failed: no voice")),
        (event("error"), (EngineCrashed, "no reason given")),
        (chunk(length=10**12), (EngineCrashed, "more than one text's sound")),
        (chunk(length=-5), (EngineTimeout, "in full within")),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", WRONG),
        (b"[1]\n", WRONG),
        (b"{}\n", WRONG),
        (b'{"type": 5}\n', WRONG),
        (b'{"type": "info", "data": [1]}\n', WRONG),
        (b'{"type": "info", "payload_length": "many"}\n', WRONG),
        (b"[" * 100_000 + b"\n", WRONG),
        (b'{"type": "audio-', (EngineTimeout, "in full within")),
        (lambda connection: connection.sendall(START + chunk()), CUT),
        (lambda connection: connection.sendall(START + chunk()[:-9]), CUT),
        (lambda connection: connection.sendall(b'{"type": "audio-'), CUT),
        (lambda connection: None, CUT),
    ],
)  # fmt: skip
def test_what_is_no_whole_sound_is_one_clear_error_and_leaves_no_file(
    said: Any, expected: Any, make: Make, server: WyomingDouble, tmp_path: Path
) -> None:
    server.answers.append(said)
    engine = make(deadline_s=0.2)
    with pytest.raises(expected[0], match=expected[1]) as caught:
        engine.speak("Rest.", tmp_path / "a.wav")
    assert visible(str(caught.value)) == str(caught.value)
    assert len(str(caught.value)) < 400
    assert not list(tmp_path.iterdir())
    assert spoken_ms(make(), tmp_path), "the next text has a connection of its own"


@pytest.mark.parametrize("piece", [chunk(), b"x", b'{"type": "ping"}\n'])
def test_a_flood_is_not_read_to_its_end(
    piece: bytes, make: Make, server: WyomingDouble, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flood(connection: socket.socket) -> None:
        while True:
            connection.sendall(piece * (100_000 // len(piece) + 1))

    monkeypatch.setattr(module, "LARGEST", 1_000_000)
    server.answers.append(flood)
    with pytest.raises(EngineCrashed, match="more than one text's sound"):
        make().speak("Rest.", tmp_path / "a.wav")


# Reaching the server


def test_a_server_that_can_not_be_reached_is_a_setting_to_correct(
    make: Make, tmp_path: Path
) -> None:
    with listening(lambda connection: None) as port:
        pass
    for address in (f"127.0.0.1:{port}", "no-such-host.invalid", f"unix://{tmp_path}/none"):
        with pytest.raises(EngineSetupError, match=r"can't reach .*check its address"):
            make({"address": address}).speak("Rest.", tmp_path / "a.wav")


def trickle(connection: socket.socket) -> None:
    while True:
        connection.sendall(event("ping"))
        time.sleep(0.02)


@pytest.mark.parametrize("way", [lambda connection: connection.recv(1), trickle])
def test_the_deadline_is_for_the_whole_text_however_slowly_it_comes(
    way: Any, make: Make, server: WyomingDouble, tmp_path: Path
) -> None:
    server.answers.append(way)
    with pytest.raises(EngineTimeout, match=r"did not answer in full within 0\.2 s"):
        make(deadline_s=0.2).speak("Rest.", tmp_path / "a.wav")


def test_closing_from_another_thread_ends_a_text_that_hangs(
    make: Make, server: WyomingDouble, tmp_path: Path
) -> None:
    reached, errors = threading.Event(), list[Exception]()

    def hang(connection: socket.socket) -> None:
        reached.set()
        connection.recv(1)

    def speak() -> None:
        try:
            engine.speak("Rest.", tmp_path / "a.wav")
        except Exception as error:
            errors.append(error)

    server.answers.append(hang)
    engine = make(deadline_s=60)
    thread = threading.Thread(target=speak)
    thread.start()
    assert reached.wait(5)
    engine.close()
    thread.join(5)
    assert [type(error) for error in errors] == [EngineCrashed]
    assert "closed" in str(errors[0])
    with pytest.raises(EngineCrashed, match="the engine was closed"):
        engine.speak("Rest.", tmp_path / "a.wav")


# Voices


def test_voices_are_listed_with_their_languages(make: Make) -> None:
    assert make().voices() == (
        Voice(id="anna", name="Anna", languages=("en_GB",)),
        Voice(id="ben", name="ben", languages=("en_US", "de")),
    )


@pytest.mark.parametrize(
    "said",
    [
        event("info"),
        event("info", tts=None),
        event("info", asr=[{"name": "hears"}]),
        info([]),
        info("anna"),
        info([{"name": 5}, None, {"name": ""}]),
    ],
)
def test_a_server_that_does_not_speak_says_so(
    said: bytes, make: Make, server: WyomingDouble
) -> None:
    server.info = said
    with pytest.raises(EngineSetupError, match="offers no voices; check its address"):
        make().voices()
