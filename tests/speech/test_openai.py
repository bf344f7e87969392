"""Speech over OpenAI's API: requests, answers with sound, and failures."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from tests.speech.talking import HttpDouble, answer, http_double, listening, tone, wav
from voiceguide.audio.decode import decode
from voiceguide.errors import (
    EngineBusy,
    EngineCrashed,
    EngineError,
    EngineRefused,
    EngineSetupError,
    EngineTimeout,
    InputError,
)
from voiceguide.speech.engine import EngineSettings, Voice
from voiceguide.speech.engines import openai as module
from voiceguide.speech.engines.exchange import Exchange
from voiceguide.speech.engines.openai import OpenAIEngine
from voiceguide.speech.options import completed

KEY = "sk-live-7f3a/9c+Q=="
SOUND = wav(tone(2))

Make = Callable[..., OpenAIEngine]


@pytest.fixture
def server() -> Iterator[HttpDouble]:
    with http_double() as double:
        yield double


@pytest.fixture
def make(server: HttpDouble) -> Iterator[Make]:
    """Opens engines at the server's address, unless it is told another."""
    with ExitStack() as engines:

        def made(
            options: Mapping[str, str] | None = None, deadline_s: float = 5.0, **settings: Any
        ) -> OpenAIEngine:
            given = {"address": server.address, "key": KEY, **(options or {})}
            every = completed("openai", OpenAIEngine.options, {k: v for k, v in given.items() if v})
            chosen = EngineSettings(options=every, **settings)
            engine = OpenAIEngine(chosen, deadline_s=lambda text: deadline_s)
            return engines.enter_context(closing(engine))

        yield made


def spoken_ms(engine: OpenAIEngine, folder: Path) -> int:
    engine.speak("Rest now.", folder / "0-0.wav")
    return len(decode(folder / "0-0.wav")) // 96


# Requests


def test_a_request_has_what_the_user_chose_and_nothing_else(
    make: Make, server: HttpDouble, tmp_path: Path
) -> None:
    make().speak("Rest now.", tmp_path / "a.wav")
    [asked] = server.asked
    assert (asked.method, asked.path) == ("POST", "/v1/audio/speech")
    assert asked.json == {"model": "tts-1", "input": "Rest now.", "response_format": "wav"}
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    options = {"model": "big", "instructions": "Calm and warm."}
    make(options, voice="anna", rate=80).speak("Rest now.", tmp_path / "a.wav")
    assert server.asked[1].json == {
        "model": "big",
        "input": "Rest now.",
        "response_format": "wav",
        "voice": "anna",
        "speed": 0.8,
        "instructions": "Calm and warm.",
    }


def test_without_a_key_none_is_sent(make: Make, server: HttpDouble, tmp_path: Path) -> None:
    make({"key": ""}).speak("Rest now.", tmp_path / "a.wav")
    assert "authorization" not in server.asked[0].headers


@pytest.mark.parametrize("more", ["/", "//", "/audio/speech", "/audio/speech/"])
def test_an_address_may_be_pasted_in_any_form(more: str, make: Make, server: HttpDouble) -> None:
    assert make({"address": server.address + more}).fingerprint() == make().fingerprint()


@pytest.mark.parametrize(
    "address",
    [
        "localhost:8880",
        "ftp://localhost/v1",
        "http://",
        "http://:80/v1",
        "http://host:port/v1",
        "http://[::1/v1",
        "http://a b/v1",
        "http://host:99999/v1",
        "http://host\n/v1",
    ],
)
def test_what_is_no_address_is_refused(address: str, make: Make) -> None:
    with pytest.raises(EngineSetupError, match="is not an address such as http"):
        make({"address": address})


@pytest.mark.parametrize(
    "address", ["http://me:{}@host/v1", "http://host/v1?key={}", "http://h#{}"]
)
def test_a_secret_in_the_address_is_refused_and_not_repeated(address: str, make: Make) -> None:
    with pytest.raises(EngineSetupError, match="as the option key") as caught:
        make({"address": address.format("s3cret")})
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("key", ["sk 1", "sk\n1", "skü"])
def test_a_key_that_no_header_can_hold_is_refused_and_not_repeated(key: str, make: Make) -> None:
    with pytest.raises(EngineSetupError, match="the key contains a character") as caught:
        make({"key": key})
    assert key not in str(caught.value)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"volume": 0.5}, "leave the volume at 1"),
        ({"rate": 10}, "choose 25 to 400"),
        ({"options": {"at_once": "many"}}, "at_once=many is not a number"),
    ],
)
def test_settings_that_a_server_does_not_have_are_refused(
    settings: dict[str, Any], said: str, make: Make
) -> None:
    with pytest.raises(EngineSetupError, match=said):
        make(**settings)


def test_without_the_library_it_says_what_to_install(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Exchange, "is_available", lambda: False)
    with pytest.raises(EngineSetupError, match=r"pip install 'voiceguide\[openai\]'"):
        make()


# Answers with sound


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        (answer(), EngineCrashed, "empty sound"),
        (answer(body=b"<html>", Content_Type="text/html"), EngineSetupError, "web page"),
        (answer(body=gzip.compress(SOUND), Content_Encoding="gzip"), EngineCrashed, "compressed"),
        (answer(body=SOUND, length=len(SOUND) + 9), EngineTimeout, "did not answer in full"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", EngineCrashed, "broke off its answer"),
    ],
)
def test_what_is_no_answer_is_one_clear_error_and_leaves_no_file(
    said: bytes, kind: type[Exception], words: str, server: HttpDouble, make: Make, tmp_path: Path
) -> None:
    server.answers.append(said)
    with pytest.raises(kind, match=words):
        make(deadline_s=0.2).speak("Rest.", tmp_path / "a.wav")
    assert not list(tmp_path.iterdir())


def test_an_answer_that_is_too_large_is_not_read_to_its_end(
    server: HttpDouble, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flood(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(bytes(100_000))

    monkeypatch.setattr(module, "LARGEST", 1_000_000)
    server.answers.append(flood)
    with pytest.raises(EngineCrashed, match="more than 1,000,000 bytes"):
        make().speak("Rest.", tmp_path / "a.wav")


# Refusals


def test_a_refusal_has_the_servers_words(server: HttpDouble, make: Make, tmp_path: Path) -> None:
    server.answers.append(answer(400, b'{"detail": "No voice x"}'))
    with pytest.raises(EngineRefused, match=f"{server.address} answered 400: No voice x$"):
        make().speak("Rest.", tmp_path / "a.wav")


def test_a_busy_server_says_how_long_to_wait(
    server: HttpDouble, make: Make, tmp_path: Path
) -> None:
    server.answers.append(answer(503, Retry_After="7"))
    with pytest.raises(EngineBusy) as caught:
        make().speak("Rest.", tmp_path / "a.wav")
    assert caught.value.retry_after_s == 7


def test_a_redirection_is_not_followed(server: HttpDouble, make: Make, tmp_path: Path) -> None:
    server.answers.append(answer(307, Location="http://127.0.0.1:1/v1"))
    with pytest.raises(EngineSetupError, match=r"redirects to http://127\.0\.0\.1:1/v1; correct"):
        make().speak("Rest.", tmp_path / "a.wav")
    assert len(server.asked) == 1


@pytest.mark.parametrize("padding", range(0, 220, 7))
def test_no_part_of_the_key_is_shown_wherever_the_message_is_cut(
    padding: int, server: HttpDouble, make: Make, tmp_path: Path
) -> None:
    echo = f'{{"error": {{"message": "{"x" * padding}{KEY} is wrong"}}}}'.encode()
    server.answers += [answer(400, echo), answer(200, echo), answer(302, Location=KEY)]
    for _ in range(3):
        with pytest.raises((EngineError, InputError)) as caught:
            make().speak("Rest.", tmp_path / "a.wav")
        assert KEY[:9] not in str(caught.value)


# Reaching the server


def nobody_listens() -> int:
    with listening(lambda connection: None) as port:
        return port


@pytest.mark.parametrize("host", ["127.0.0.1:{}", "no-such-host.invalid"])
def test_a_server_that_can_not_be_reached_is_a_setting_to_correct(
    host: str, make: Make, tmp_path: Path
) -> None:
    engine = make({"address": f"http://{host.format(nobody_listens())}/v1"})
    with pytest.raises(EngineSetupError, match=r"can't reach http://.*check its address"):
        engine.speak("Rest.", tmp_path / "a.wav")


def test_a_proxy_is_not_asked_for_this_machine(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{nobody_listens()}")
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert spoken_ms(make(), tmp_path)


def hang(connection: socket.socket) -> None:
    connection.recv(1)


def trickle(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\n\r\n")
    while True:
        connection.sendall(b"x")
        time.sleep(0.02)


def trickle_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"A: b\r\n")
        time.sleep(0.02)


@pytest.mark.parametrize("way", [hang, trickle, trickle_headers])
def test_the_deadline_is_for_the_whole_answer_however_slowly_it_comes(
    way: Callable[[socket.socket], None], server: HttpDouble, make: Make, tmp_path: Path
) -> None:
    server.answers.append(way)
    engine = make(deadline_s=0.2)
    with pytest.raises(EngineTimeout, match=r"did not answer in full within 0\.2 s"):
        engine.speak("Rest.", tmp_path / "a.wav")
    assert spoken_ms(engine, tmp_path), "the next text has a new connection"


def test_a_connection_closed_midway_is_a_crash_and_the_next_text_has_another(
    server: HttpDouble, make: Make, tmp_path: Path
) -> None:
    server.answers.append(lambda connection: connection.sendall(answer(200, SOUND)[:-50]))
    engine = make()
    with pytest.raises(EngineCrashed, match="broke off its answer"):
        engine.speak("Rest.", tmp_path / "a.wav")
    assert spoken_ms(engine, tmp_path)


def test_closing_from_another_thread_ends_a_request_that_hangs(
    server: HttpDouble, make: Make, tmp_path: Path
) -> None:
    reached, errors = threading.Event(), list[Exception]()

    def told(connection: socket.socket) -> None:
        reached.set()
        hang(connection)

    def speak() -> None:
        try:
            engine.speak("Rest.", tmp_path / "a.wav")
        except Exception as error:
            errors.append(error)

    server.answers.append(told)
    engine = make(deadline_s=60)
    thread = threading.Thread(target=speak)
    thread.start()
    assert reached.wait(5)
    engine.close()
    thread.join(5)
    assert [type(error) for error in errors] == [EngineCrashed]
    assert "closed" in str(errors[0])
    with pytest.raises(EngineCrashed, match="closed"):
        engine.speak("Rest.", tmp_path / "a.wav")


# Voices


@pytest.mark.parametrize(
    ("body", "voices"),
    [
        (b'{"voices": ["anna", "ben", "anna"]}', [("anna", "anna"), ("ben", "ben")]),
        (b'["anna"]', [("anna", "anna")]),
        (b'{"data": [{"id": "a1", "name": "Anna"}]}', [("a1", "Anna")]),
        (b'{"voices": [{"voice_id": "a1"}, {"x": 1}, 7, null, ""]}', [("a1", "a1")]),
        (b'{"voices": {"anna": {}}}', [("anna", "anna")]),
        (b'{"voices": 5}', []),
        (b"7", []),
        (b"<html>", []),
        (b"", []),
        (b"[" * 50_000, []),
    ],
)
def test_voices_are_listed_in_any_form(
    body: bytes, voices: list[tuple[str, str]], server: HttpDouble, make: Make
) -> None:
    server.answers.append(answer(body=body))
    assert [(voice.id, voice.name) for voice in make().voices()] == voices
    assert server.asked[0].path == "/v1/audio/voices"


def test_a_voices_languages_are_listed(server: HttpDouble, make: Make) -> None:
    server.answers.append(answer(body=b'[{"id": "a", "language": "de"}]'))
    assert make().voices() == (Voice(id="a", name="a", languages=("de",)),)


def test_a_server_without_a_list_has_no_voices_and_a_refusal_is_an_error(
    server: HttpDouble, make: Make
) -> None:
    server.answers += [answer(404), answer(401)]
    assert make().voices() == ()
    with pytest.raises(EngineSetupError, match="Check the key"):
        make().voices()
