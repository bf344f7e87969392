"""Finds the address to listen at: the loopback, or this computer's address in the home network."""

import errno
import ipaddress
import os
import socket
from typing import Final

from voiceguide.errors import InputError

LOOPBACK: Final = "127.0.0.1"
USUAL_PORT: Final = 8640

_BROADCAST: Final = "255.255.255.255"

_ELSEWHERE: Final = ("192.0.2.1", 9)
"""An address reserved for documentation (RFC 5737): looking up the route to it sends nothing."""


def home_address() -> str:
    """Returns this computer's address in its network.

    Raises InputError if there is none, or if the whole internet can reach it.
    """
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(_ELSEWHERE)
            found = str(probe.getsockname()[0])
    except OSError as error:
        raise InputError(
            "this computer is not on a network; join the phone's network, or give this computer's "
            "address there with --address"
        ) from error
    if not ipaddress.ip_address(found).is_private:
        raise InputError(
            f"the whole internet can reach this computer's address {found}; if you want that, "
            f"add --address {found}"
        )
    return found


def listening(address: str, port: int | None) -> socket.socket:
    """Returns a socket that listens at an IPv4 address.

    If `port` is None, tries the usual port, then any free one. Raises InputError if none works.
    """
    address = _resolved(address)
    if port is None:
        try:
            return _listening(address, USUAL_PORT)
        except OSError:
            port = 0
    try:
        return _listening(address, port)
    except OSError as error:
        raise InputError(f"can't listen on {address}, port {port}: {_reason(error)}") from error


def _resolved(address: str) -> str:
    """Returns the IPv4 address of a name, a short form ("0", "127.1") or an address.

    Raises InputError if there is none, or if it means all addresses.
    """
    if ":" in address:
        raise InputError(
            f"{address} is an IPv6 address; give this computer's IPv4 address, such as 192.168.1.5"
        )
    try:
        found = socket.getaddrinfo(address, None, socket.AF_INET, socket.SOCK_STREAM)
        resolved = str(found[0][4][0])
    except (OSError, UnicodeError) as error:
        raise InputError(
            f"{address} is not an address; give this computer's own, such as 192.168.1.5"
        ) from error
    one = ipaddress.ip_address(resolved)
    if one.is_unspecified or one.is_multicast or resolved == _BROADCAST:
        raise InputError(
            f"a phone can't open {address}; give this computer's own address, such as 192.168.1.5"
        )
    return resolved


def _listening(address: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # on Windows, this would let two programs share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def _reason(error: OSError) -> str:
    reasons = {
        errno.EADDRINUSE: "another program uses this port. Choose another with --port, or "
        "leave --port out",
        errno.EACCES: "ports below 1024 belong to the system. Choose another with --port",
        errno.EADDRNOTAVAIL: "this computer doesn't have that address",
    }
    return reasons.get(error.errno or 0, error.strerror or str(error))
