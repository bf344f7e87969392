"""Where to listen: the loopback, or this computer's address in the home network."""

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
"""An address for documentation (RFC 5737): asking which way leads there sends nothing."""


def home_address() -> str:
    """This computer's own address in its network.

    Raises InputError where there is none, or it can be reached from everywhere.
    """
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(_ELSEWHERE)
            found = str(probe.getsockname()[0])
    except OSError as error:
        raise InputError(
            "this computer is in no network now; join the phone's one, or give this computer's "
            "address in it with --address"
        ) from error
    if not ipaddress.ip_address(found).is_private:
        raise InputError(
            f"this computer's address {found} can be reached from the whole internet; if that is "
            f"meant, say --address {found}"
        )
    return found


def listening(address: str, port: int | None) -> socket.socket:
    """A socket that listens at an IPv4 address; None is the usual port, or any where it is taken.

    Raises InputError where that is impossible.
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
        raise InputError(f"can't listen at {address}, port {port}: {_reason(error)}") from error


def _resolved(address: str) -> str:
    """The IPv4 address that is meant: names and short forms ("0", "127.1") stand for one too.

    Raises InputError for what stands for none, and for all of them at once.
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
            f"{address} is no address; give this computer's own, such as 192.168.1.5"
        ) from error
    one = ipaddress.ip_address(resolved)
    if one.is_unspecified or one.is_multicast or resolved == _BROADCAST:
        raise InputError(f"{address} is no address that a phone could go to; name one")
    return resolved


def _listening(address: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let two programs share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def _reason(error: OSError) -> str:
    reasons = {
        errno.EADDRINUSE: "another program uses this port. Choose another one with --port, or "
        "leave it out",
        errno.EACCES: "ports below 1024 are the system's. Choose another one with --port",
        errno.EADDRNOTAVAIL: "this computer doesn't have that address",
    }
    return reasons.get(error.errno or 0, error.strerror or str(error))
