"""Clients that are slow, many, or both, and other clients meanwhile."""

import socket
import sys
import threading
from contextlib import ExitStack, suppress

import pytest
import uvicorn

from voiceguide.server import connections, network
from voiceguide.server.server import serving as server_of
from voiceguide.server.shelf import shelf

MORE_THAN_BUFFERS_HOLD = 10
"""How many times as large as the sound: the system's own buffers grow to some megabytes."""


def head(server, address):
    return f"GET {server.root}{address} HTTP/1.1\r\nHost: x\r\n".encode()


def ended(client):
    """Returns whether the server has closed a connection."""
    client.settimeout(0.001)
    try:
        return client.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def test_hundreds_of_unfinished_requests_block_nobody(server):
    with ExitStack() as stack:
        clients = []
        for count in range(400):
            clients.append(stack.enter_context(server.connect()))
            clients[-1].sendall(head(server, "small/")[: 5 + count % 40])
            if count % 80 == 79:
                assert server.get("small/").status == 200
        assert sum(map(ended, clients)) >= 300
    assert server.get("small/").status == 200


def unread(stack, server, request, times=MORE_THAN_BUFFERS_HOLD):
    """Returns a connection that has sent many requests, and read the start of the first answer."""
    client = stack.enter_context(socket.socket())
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.settimeout(20)
    client.connect(server.place)
    with suppress(ConnectionError):
        client.sendall(times * (request + b"\r\n"))
        client.recv(100)
    return client


@pytest.mark.slow
def test_clients_that_never_read_block_nobody(server, sound):
    with ExitStack() as stack:
        for _ in range(2 * connections.GUESTS):
            unread(stack, server, head(server, sound))
        for _ in range(5):
            assert server.get("small/").status == 200
            assert server.get(sound, Range="bytes=0-9").status == 206


def test_strangers_that_never_read_block_nobody(server):
    with ExitStack() as stack:
        for _ in range(2 * connections.STRANGERS):
            client = unread(stack, server, b"GET /x HTTP/1.1\r\nHost: x\r\n")
            client.setblocking(False)
            with suppress(BlockingIOError, ConnectionError):
                while True:
                    client.send(b"GET /x HTTP/1.1\r\nHost: x\r\n\r\n" * 200)
        for _ in range(5):
            assert server.get("small/").status == 200


def test_a_connection_without_the_token_gets_only_one_answer(server):
    answer = server.raw(b"GET /x HTTP/1.1\r\nHost: x\r\n\r\n" * 3)
    assert answer.count(b"HTTP/1.1 404") <= 1


def test_a_client_that_paused_for_long_can_fetch_the_missing_part(server, folder, sound):
    """As a phone does: others took its connection meanwhile."""
    whole = (folder / "small.mp3").read_bytes()
    with ExitStack() as stack:
        paused = unread(stack, server, head(server, sound))
        # Twice as many: some of the first may fill the system's buffers sooner than this one.
        for _ in range(2 * connections.GUESTS):
            unread(stack, server, head(server, sound))
        with pytest.raises(ConnectionError):
            paused.sendall(bytes(10**8))
        assert server.get(sound, Range="bytes=1000-").body == whole[1000:]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the loopback has one address elsewhere")
def test_many_connections_from_one_address_do_not_crowd_out_another(server, folder, sound):
    whole = (folder / "small.mp3").read_bytes()
    with ExitStack() as stack:
        slow = stack.enter_context(socket.socket())
        slow.settimeout(20)
        slow.bind(("127.0.0.2", 0))
        slow.connect(server.place)
        slow.sendall(MORE_THAN_BUFFERS_HOLD * (head(server, sound) + b"\r\n"))
        slow.sendall(head(server, sound) + b"Connection: close\r\n\r\n")
        answer = bytearray(slow.recv(1000))
        for _ in range(2 * connections.GUESTS):
            unread(stack, server, head(server, sound))
        while piece := slow.recv(65536):
            answer += piece
    assert answer.count(whole) == MORE_THAN_BUFFERS_HOLD + 1


def test_many_connections_at_a_time_are_answered(server, sound):
    """Half as many connections as there is room for before their heads are read, three times."""
    clients = connections.STRANGERS // 2
    found: list[int] = []

    def ask(first: int) -> None:
        for start in range(first, first + 3):
            body = server.get(sound, Range=f"bytes={start}-{start + 99_999}").body
            found.append(len(body))

    threads = [threading.Thread(target=ask, args=(n * 1000,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [100_000] * 3 * clients


def test_a_connection_can_be_reused(server):
    with server.connect() as client:
        for _ in range(3):
            client.sendall(head(server, "small/icon.svg") + b"\r\n")
            answer = b""
            while not answer.endswith(b"</svg>\n"):
                piece = client.recv(65536)
                assert piece
                answer += piece
            assert answer.startswith(b"HTTP/1.1 200")


@pytest.mark.slow
@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HT",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\nand so on",
    ],
)
def test_a_client_that_never_finishes_a_request_is_disconnected(folder, monkeypatch, said):
    monkeypatch.setattr(connections, "PATIENCE_S", 0.2)
    started: list[uvicorn.Server] = []

    class Noted(uvicorn.Server):
        def __init__(self, config: uvicorn.Config) -> None:
            super().__init__(config)
            started.append(self)

    monkeypatch.setattr(uvicorn, "Server", Noted)
    ready = threading.Event()
    with network.listening(network.LOOPBACK, 0) as listener:
        place = listener.getsockname()
        server = server_of(shelf([folder / "page.html"]), listener, "token")
        thread = threading.Thread(target=server.run, args=(ready.set,))
        thread.start()
        assert ready.wait(20)
        try:
            with socket.create_connection(place, timeout=20) as client:
                client.sendall(said)
                with suppress(ConnectionResetError):
                    while client.recv(65536):
                        pass
        finally:
            started[0].should_exit = True
            thread.join()
