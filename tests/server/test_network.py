"""The address of a server, and the code that shows it to a phone."""

import socket
from functools import partial

import pytest
import segno

from voiceguide.errors import InputError
from voiceguide.server import network
from voiceguide.server.qr import code


class Probe:
    """Makes sockets pretend to be in a network."""

    def __init__(self, address: str | None) -> None:
        self.address = address

    def __call__(self, *_: object) -> "Probe":
        return self

    def __enter__(self) -> "Probe":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def connect(self, _: object) -> None:
        if self.address is None:
            raise OSError(101, "Network is unreachable")

    def getsockname(self) -> tuple[str | None, int]:
        return (self.address, 40000)


def test_the_address_in_the_home_network_is_found(monkeypatch):
    monkeypatch.setattr(socket, "socket", Probe("192.168.178.23"))
    assert network.home_address() == "192.168.178.23"


@pytest.mark.parametrize(
    ("address", "words"),
    [(None, "not on a network"), ("8.8.8.8", "the whole internet can reach")],
)
def test_without_a_home_network_it_says_what_to_do(monkeypatch, address, words):
    monkeypatch.setattr(socket, "socket", Probe(address))
    with pytest.raises(InputError, match=words) as caught:
        network.home_address()
    assert "--address" in str(caught.value)


def test_a_chosen_port_in_use_is_reported_and_the_usual_one_replaced():
    with network.listening(network.LOOPBACK, 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(InputError, match=f"port {port}: another program uses this port"):
            network.listening(network.LOOPBACK, port)
    usual = partial(network.listening, network.LOOPBACK, None)
    with usual() as first, usual() as second:
        assert first.getsockname() != second.getsockname()


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0", "0", "0x0", "0.0", "224.0.0.1", "255.255.255.255"],  # noqa: S104
)
def test_the_wildcard_address_is_refused_in_any_spelling(address):
    with pytest.raises(InputError, match=f"^a phone can't open {address};"):
        network.listening(address, 0)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("192.0.2.77", "this computer doesn't have that address"),
        ("no.such.host.invalid", "no.such.host.invalid is not an address"),
        ("", " is not an address"),
        ("a" * 70, "is not an address; give this computer's own"),
        ("::1", "IPv6 address; give this computer's IPv4 address"),
        ("::", "IPv6 address; give this computer's IPv4 address"),
    ],
)
def test_an_address_that_is_not_this_computers_is_refused(address, words):
    with pytest.raises(InputError, match=words):
        network.listening(address, 0)


def test_the_code_that_is_shown_is_the_address():
    address = "http://192.168.178.23:8640/Zk3vQ9x1y2A4b5C6d7E8f9/back-massage-20m/"
    halves = {"█": (0, 0), "▀": (0, 1), "▄": (1, 0), " ": (1, 1)}
    shown = []
    for line in code(address):
        shown.append([halves[letter][0] for letter in line])
        shown.append([halves[letter][1] for letter in line])
    matrix = [list(row) for row in segno.make_qr(address, error="l").matrix_iter(border=4)]
    assert shown[: len(matrix)] == matrix
